"""Pages of nominations."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from competitions.domain.nomination import (
    NOMINATION_ACTS,
    change_nomination,
    register_nomination,
    remove_nomination,
)
from competitions.forms.nomination import NominationForm
from competitions.lists.nomination import NOMINATIONS
from competitions.models import Nomination
from office.actor import Actor
from office.web.noun import Noun
from office.web.page_data import Fact
from reviews.domain.quota import hold_submission
from reviews.lists.words import SUBMISSION_TONES, tone_of
from reviews.models import SubmissionAttachment
from reviews.views.eligibility import submission_impact
from reviews.views.panels import submission_facts
from reviews.views.submission import parts_of_submission
from reviews.views.submission_links import submission_links
from reviews.workflow import SUBMISSION


def nomination_facts(nomination: Nomination, actor: Actor) -> list[Fact]:
    """Return who is nominated, and by whom."""
    unit = nomination.organization
    return [
        Fact(_("Nominee"), f"{nomination.name}（{nomination.get_nominee_kind_display()}）"),
        Fact(_("Nominated organization"), unit, url=unit.get_absolute_url() if unit else ""),
        *submission_facts(nomination.submission, actor),
    ]


def nomination_panels(nomination: Nomination, actor: Actor) -> list[Any]:
    """Return participants, rounds and awards."""
    return parts_of_submission(nomination.submission, actor)


NOMINATION = Noun(
    app="competitions",
    name="nomination",
    plural="nominations",
    model=Nomination,
    label=gettext_lazy("Nomination"),
    labels=gettext_lazy("Nominations"),
    listing=NOMINATIONS,
    form=NominationForm,
    rows=lambda actor: (
        Nomination.objects.visible_to(actor)
        .select_related(
            "submission__call__body",
            "submission__track",
            "submission__organization",
            "submission__submitted_by",
            "submission__form_version",
            "organization",
            "person",
        )
        .defer("submission__dossier")
    ),
    facts=nomination_facts,
    panels=nomination_panels,
    links=lambda nomination, actor: submission_links(nomination.submission, actor),
    impact=lambda nomination, action, actor: submission_impact(nomination.submission, action, actor),
    workflow=SUBMISSION,
    tone=tone_of(SUBMISSION_TONES, "submission"),
    create=lambda form, actor: register_nomination(
        Nomination(submission=form.build_submission(), **form.changes),  # type: ignore[attr-defined]
        actor=actor,
    ),
    change=lambda obj, form, actor: change_nomination(
        obj,
        actor=actor,
        changes=form.changes,
        submission_changes=form.part_changes,  # type: ignore[attr-defined]
        revision=form.opened_revision,
        submission_revision=form.opened_part_revision,  # type: ignore[attr-defined]
    ),
    remove=remove_nomination,
    acts=NOMINATION_ACTS,
    beside=lambda nomination: nomination.submission,
    files=SubmissionAttachment,
    files_owner="owner",
    hold=hold_submission,
)
