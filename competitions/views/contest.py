"""Pages of contests: a call with its series and events."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association.views.panels import owner_crumb
from competitions.domain.contest import CONTEST_ACTS, change_contest, copy_contest, create_contest, remove_contest
from competitions.forms.contest import ContestForm
from competitions.forms.event import EventForm
from competitions.lists.contest import CONTESTS
from competitions.models import Contest, Event, ExternalContest
from competitions.queries.contest import with_edition_before
from office.actor import Actor
from office.rules import may
from office.web.noun import Noun
from office.web.page_data import Cell, Fact, Link, TablePanel
from reviews.enums import CallKind
from reviews.lists.words import CALL_TONES, tone_of
from reviews.models import Call as CallRecord
from reviews.models import CallAttachment
from reviews.queries.call import takes_from, with_results
from reviews.views.call import call_impact, parts_of_call
from reviews.views.copy_call import view_copy
from reviews.views.panels import call_facts, call_links, rows_panel
from reviews.workflow import CALL


def contest_facts(contest: Contest, actor: Actor) -> list[Fact]:
    """Return what a contest is; schools and teams for those who read all, with the edition before beside them."""
    facts = call_facts(contest.call, actor)
    series = contest.series
    facts.append(Fact(_("Contest series"), series, url=series.get_absolute_url() if series else ""))
    if not actor.reads_all:
        return facts
    sized, before = with_edition_before(contest)
    url = f"{reverse('competitions:entry_list')}?contest={contest.pk}&teams=true"
    if contest.call.is_complete:
        if sized.schools is not None:
            facts.append(Fact(_("Schools taking part"), _("%(count)s schools") % {"count": sized.schools}))
        facts.append(Fact(_("Entries taking part"), counted(contest.call, sized.teams), url=url))
    else:
        facts.append(Fact(_("Entries on record"), counted(contest.call, sized.teams), url=url))
    if before is not None and before.call.is_complete:
        facts.append(Fact(_("Edition before"), size_text(before), url=before.get_absolute_url()))
    return facts


def size_text(contest: Any) -> str:
    """Return how many took part in an edition, the schools only where they are known."""
    entries = counted(contest.call, contest.teams)
    if contest.schools is None:
        return entries
    return _("%(schools)s schools, %(entries)s") % {"schools": contest.schools, "entries": entries}


def counted(call: CallRecord, count: int) -> str:
    """Return a number of entries with the call's measure word and noun: 53支队伍."""
    return f"{count}{call.entry_measure}{call.entry_noun}"


def contest_panels(contest: Contest, actor: Actor) -> list[Any]:
    """Return events, rounds and the contests of others that this one selects for; to schools tracks and prizes too."""
    panels = [events_panel(contest, actor), *parts_of_call(contest.call, actor, brief=True)]
    finals = ExternalContest.objects.visible_to(actor).filter(selection=contest)
    refers = may(actor, "competitions.refer_external")
    rows = []
    for row in finals:
        line = [Cell(row.name, kind="link", url=row.get_absolute_url()), Cell(row.year, kind="number")]
        if refers:
            url = f"{reverse('competitions:external_refer', args=[row.pk])}?call={contest.pk}"
            line.append(Cell(_("Refer entries"), kind="act", url=url))
        rows.append(line)
    if rows:
        heads = [_("Name"), _("Year"), *([_("Referrals")] if refers else [])]
        panels.append(TablePanel(_("Selects for"), heads, rows))
    return panels


def events_panel(contest: Contest, actor: Actor) -> TablePanel:
    """Return the events of a contest; which are illustrative is said where one is."""
    events = list(Event.objects.filter(contest=contest))
    marked = any(row.is_illustrative for row in events)
    return rows_panel(
        EVENT,
        title=_("Events of a contest"),
        heads=[_("Name"), _("Code"), *([_("Illustrative")] if marked else [])],
        rows=events,
        cells=lambda row: [
            Cell(row.name),
            Cell(row.code),
            *([Cell(_("Yes") if row.is_illustrative else "")] if marked else []),
        ],
        keeps=may(actor, "competitions.change_event"),
        add_query=f"contest={contest.pk}",
        add_label=_("Add an event"),
        empty_text=_("The contest has no single events."),
    )


def contest_links(contest: Contest, actor: Actor) -> list[Link]:
    """Return the ways to entries and awards, and to a new entry."""
    entries = reverse("competitions:entry_list")
    links = [Link(_("Entries"), f"{entries}?contest={contest.pk}", icon="inbox")]
    if may(actor, "competitions.add_entry") and takes_from(contest.call, actor, now=timezone.now()):
        create = reverse("competitions:entry_create")
        links.append(
            Link(
                _("Register an entry"),
                f"{create}?call={contest.pk}",
                tone="primary" if actor.is_school else "",
                icon="plus",
            )
        )
    links += call_links(contest.call, actor, row=contest)[1:]
    if may(actor, "competitions.change_contest", contest):
        links.append(
            Link(_("Make the next edition"), reverse("competitions:contest_copy", args=[contest.pk]), icon="files")
        )
    return links


CONTEST = Noun(
    app="competitions",
    name="contest",
    plural="contests",
    model=Contest,
    label=gettext_lazy("Contest"),
    labels=gettext_lazy("Contests"),
    listing=CONTESTS,
    form=ContestForm,
    rows=lambda actor: with_results(
        Contest.objects.visible_to(actor).select_related("call__body", "call__activity", "series"), actor
    ),
    facts=contest_facts,
    panels=contest_panels,
    links=contest_links,
    workflow=CALL,
    tone=tone_of(CALL_TONES, "call"),
    create=lambda form, actor: create_contest(
        Contest(call=form.build_call(CallKind.CONTEST), **form.changes),  # type: ignore[attr-defined]
        actor=actor,
    ),
    change=lambda obj, form, actor: change_contest(
        obj,
        actor=actor,
        changes=form.changes,
        call_changes=form.part_changes,  # type: ignore[attr-defined]
        revision=form.opened_revision,
        call_revision=form.opened_part_revision,  # type: ignore[attr-defined]
    ),
    remove=remove_contest,
    acts=CONTEST_ACTS,
    impact=lambda contest, action, actor: call_impact(contest.call, action, actor),
    beside=lambda contest: contest.call,
    names=("call__title",),
    files=CallAttachment,
    files_owner="owner",
)
copy_edition = view_copy(CONTEST, call_of=lambda contest: contest.call, copy=copy_contest)

EVENT = Noun(
    app="competitions",
    name="event",
    plural="events",
    model=Event,
    label=gettext_lazy("Event of a contest"),
    labels=gettext_lazy("Events of a contest"),
    form=EventForm,
    rows=lambda actor: Event.objects.visible_to(actor).select_related("contest__call"),
    parent=lambda row: owner_crumb(row.contest),
)
