"""Pages of entries."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association.views.panels import link_cell
from competitions.domain.entry import ENTRY_ACTS, change_entry, register_entry, remove_entry
from competitions.forms.entry import EntryForm
from competitions.imports.entry import EntryImporter
from competitions.lists.entry import ENTRIES
from competitions.models import Entry
from office.actor import Actor
from office.web.noun import Noun
from office.web.page_data import Cell, Fact, TablePanel
from reviews.domain.quota import hold_submission
from reviews.lists.words import SUBMISSION_TONES, tone_of
from reviews.models import SubmissionAttachment
from reviews.views.eligibility import submission_impact
from reviews.views.panels import submission_facts
from reviews.views.submission import parts_of_submission
from reviews.views.submission_links import submission_links
from reviews.workflow import SUBMISSION


def entry_facts(entry: Entry, actor: Actor) -> list[Fact]:
    """Return what an entry is: of a team, or of a team in one event."""
    team = entry.team
    return [
        *submission_facts(entry.submission, actor),
        Fact(_("Event of a contest"), entry.event),
        Fact(_("Team"), team, url=team.get_absolute_url() if team else ""),
    ]


def entry_panels(entry: Entry, actor: Actor) -> list[Any]:
    """Return participants, rounds, awards, and the team's entries in single events."""
    panels = parts_of_submission(entry.submission, actor)
    if entry.event_id is None:
        rows = Entry.objects.visible_to(actor).filter(team=entry).select_related("event", "submission")
        cells = [[link_cell(row, row.submission.title), Cell(row.event), Cell(row.submission.number)] for row in rows]
        if cells:
            heads = [_("Title"), _("Event of a contest"), _("Number")]
            panels.append(TablePanel(_("Entries in single events"), heads, cells))
    return panels


ENTRY = Noun(
    app="competitions",
    name="entry",
    plural="entries",
    model=Entry,
    label=gettext_lazy("Entry"),
    labels=gettext_lazy("Entries"),
    listing=ENTRIES,
    form=EntryForm,
    rows=lambda actor: (
        Entry.objects.visible_to(actor)
        .select_related(
            "submission__call__body",
            "submission__track",
            "submission__organization",
            "submission__submitted_by",
            "submission__form_version",
            "event__contest",
            "team__submission",
        )
        .defer("submission__dossier", "team__submission__dossier")
    ),
    facts=entry_facts,
    panels=entry_panels,
    links=lambda entry, actor: submission_links(entry.submission, actor),
    impact=lambda entry, action, actor: submission_impact(entry.submission, action, actor),
    workflow=SUBMISSION,
    tone=tone_of(SUBMISSION_TONES, "submission"),
    create=lambda form, actor: register_entry(
        Entry(submission=form.build_submission(), **form.changes),  # type: ignore[attr-defined]
        actor=actor,
    ),
    change=lambda obj, form, actor: change_entry(
        obj,
        actor=actor,
        changes=form.changes,
        submission_changes=form.part_changes,  # type: ignore[attr-defined]
        revision=form.opened_revision,
        submission_revision=form.opened_part_revision,  # type: ignore[attr-defined]
    ),
    remove=remove_entry,
    acts=ENTRY_ACTS,
    beside=lambda entry: entry.submission,
    files=SubmissionAttachment,
    files_owner="owner",
    hold=hold_submission,
    names=("submission__number", "submission__title"),
    importer=EntryImporter,
)
