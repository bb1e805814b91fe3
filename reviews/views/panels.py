"""What the pages of calls and submissions show, also those of the apps above: facts, tables, counts."""

from collections.abc import Callable, Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from association.enums import HostRole
from association.views.panels import link_cell
from office.actor import Actor
from office.rules import may
from office.web.noun import Noun
from office.web.page_data import Cell, Fact, Link, TablePanel, TextPanel
from reviews.enums import AwardState, CallKind, CallState
from reviews.lists.words import AWARD_TONES
from reviews.methods.pages import PRINTS
from reviews.models import Award, Call, Round, Submission
from reviews.queries.award import prizes_with_counts
from reviews.queries.call import tracks_of
from reviews.queries.submission import participants_of
from reviews.views.eligibility import entry_panels, school_links
from reviews.views.endorsement import endorsement_panels
from reviews.views.extension import extension_panels
from reviews.views.form_panels import answers_panels, form_links
from reviews.views.moments import closing_text, moment, timeline_panel


def rows_panel(
    noun: Noun,
    *,
    title: Any,
    heads: list[Any],
    rows: Iterable[Any],
    cells: Callable[[Any], list[Cell]],
    keeps: bool,
    add_query: str,
    add_label: Any,
    empty_text: Any = "",
) -> TablePanel:
    """Return a table of rows that live on this page; who keeps them gets the ways to add, edit and remove."""
    lines = []
    for row in rows:
        line = cells(row)
        if keeps:
            line.append(Cell(_("Edit"), kind="act", url=noun.address("change", row.pk)))
            line.append(Cell(_("Remove"), kind="act", url=noun.address("remove", row.pk)))
        lines.append(line)
    return TablePanel(
        title=title,
        heads=[*heads, *([_("Edit"), _("Remove")] if keeps else [])],
        rows=lines,
        add_url=f"{noun.address('create')}?{add_query}" if keeps else "",
        add_label=add_label,
        empty_text=empty_text or _("Nothing is entered yet."),
    )


def call_facts(call: Call, actor: Actor) -> list[Fact]:
    """Return what is called for, by whom, when, and for those who read all how much has come in."""
    facts = [
        Fact(_("Body"), call.body, url=call.body.get_absolute_url()),
        Fact(_("Year"), call.year),
        Fact(_("Edition number"), call.edition),
        Fact(_("Level"), call.get_level_display()),
        Fact(_("Issuer of awards"), call.issuer_name),
        Fact(_("Opens"), moment(call.opens_at)),
        Fact(_("Closes"), closing_text(call)),
        Fact(_("Code"), call.code),
    ]
    if call.kind == CallKind.HONOR:
        # 评比表彰不得收取费用: no page of the portal asks for one.
        facts.append(Fact(_("Fee"), _("No fee of any kind is charged.")))
    if call.activity is not None:
        facts.append(Fact(_("Activity"), call.activity, url=call.activity.get_absolute_url()))
        facts += host_facts(call)
        facts.append(Fact(_("Date"), call.activity.date_text))
        facts.append(Fact(_("Venue"), call.activity.venue))
    facts.append(Fact(_("Basis"), call.basis))
    return facts


def host_facts(call: Call) -> list[Fact]:
    """Return the hosts of a call's activity, one fact for each part taken, in the order of official texts."""
    assert call.activity is not None
    named: dict[str, list[str]] = {}
    for host in call.activity.hosts.select_related("organization", "body"):
        named.setdefault(host.role, []).append(host.party_name)
    return [Fact(label, "、".join(named[role])) for role, label in HostRole.choices if role in named]


def call_panels(call: Call, actor: Actor, *, nouns: dict[str, Noun], brief: bool = False) -> list[Any]:
    """Return the tracks, rounds and prizes of a call; ``nouns`` are their pages by name.

    How many sent in and were awarded is for those who read all: from counts a school could infer others' entries.
    ``brief`` leaves tracks and prizes to the page of the set-up for those who have it.
    """
    keeps = may(actor, "reviews.change_track")
    panels: list[Any] = [TextPanel(_("Call notice"), call.notice)] if call.notice else []
    rounds = list(Round.objects.filter(call=call).with_counts()) if actor.reads_all else []
    panels.append(timeline_panel(call, rounds))
    is_short = brief and may(actor, "reviews.read_rules", call)
    if not is_short:
        panels.append(tracks_panel(call, actor, noun=nouns["track"], keeps=keeps))
    if actor.reads_all:
        panels.append(rounds_panel(call, rounds, noun=nouns["round"], keeps=keeps))
    if not is_short:
        panels.append(prizes_panel(call, actor, noun=nouns["prize"], keeps=keeps))
    # Who reads all has conditions, quotas, panels and prize plans on the page of the set-up.
    return panels if actor.reads_all else panels + entry_panels(call, actor)


def tracks_panel(call: Call, actor: Actor, *, noun: Noun, keeps: bool) -> TablePanel:
    """Return the tracks with what each received."""
    rows = tracks_of(call).with_counts()
    counted = actor.reads_all
    return rows_panel(
        noun,
        title=_("Tracks"),
        heads=[_("Name"), _("Code"), _("School level"), *([_("Received")] if counted else [])],
        rows=rows,
        cells=lambda row: [
            Cell(row.name),
            Cell(row.code),
            Cell(row.get_school_level_display()),
            *([Cell(row.received_count, kind="number")] if counted else []),
        ],
        keeps=keeps,
        add_query=f"call={call.pk}",
        add_label=_("Add a track"),
        empty_text=_("Everything is compared together."),
    )


def rounds_panel(call: Call, rounds: list[Round], *, noun: Noun, keeps: bool) -> TablePanel:
    """Return the rounds with how many went into each."""
    return rows_panel(
        noun,
        title=_("Rounds"),
        heads=[_("Name"), _("Kind"), _("Went in")],
        rows=rounds,
        cells=lambda row: [
            Cell(row.name, kind="link", url=noun.address("detail", row.pk)),
            Cell(row.get_kind_display()),
            Cell(row.entry_count, kind="number"),
        ],
        keeps=keeps,
        add_query=f"call={call.pk}",
        add_label=_("Add a round"),
    )


def prizes_panel(call: Call, actor: Actor, *, noun: Noun, keeps: bool) -> TablePanel:
    """Return the prizes with the stated number and how many were awarded."""
    counted = actor.reads_all

    def cells(row: Any) -> list[Cell]:
        line = [
            Cell(row.name),
            Cell(row.get_kind_display()),
            Cell(row.track.name if row.track else ""),
            Cell(str(row.nominal or "")),
        ]
        if counted:
            url = f"{reverse('reviews:award_list')}?call={call.pk}&prize={row.name}&kind={row.kind}"
            line.append(Cell(f"{row.award_count}{row.measure}", kind="number", url=url if row.award_count else ""))
        return line

    return rows_panel(
        noun,
        title=_("Prizes"),
        heads=[_("Name"), _("Kind"), _("Track"), _("Stated number"), *([_("Awards")] if counted else [])],
        rows=prizes_with_counts(call),
        cells=cells,
        keeps=keeps,
        add_query=f"call={call.pk}",
        add_label=_("Add a prize"),
    )


def call_links(call: Call, actor: Actor, *, row: Any = None) -> list[Link]:
    """Return the ways from a call to its submissions and awards.

    ``row`` is the call itself, or the record that shares its key, as ``with_results`` read it.
    """
    row = row or call
    links = []
    if may(actor, "reviews.list_submission"):
        links.append(Link(_("Submissions"), f"{reverse('reviews:submission_list')}?call={call.pk}", icon="inbox"))
    if may(actor, "reviews.list_award"):
        links.append(Link(_("Awards"), f"{reverse('reviews:award_list')}?call={call.pk}", icon="award"))
    if may(actor, "reviews.read_rules", call):
        links.append(Link(_("Set-up of the review"), reverse("reviews:call_setup", args=[call.pk]), icon="sliders"))
    links += form_links(call, actor, row=row)
    if may(actor, "reviews.add_award") and call.state in {CallState.OPEN, CallState.CLOSED}:
        url = reverse("reviews:call_awards", args=[call.pk])
        # Once nothing comes in any more this is the next step: deciding first would leave the call without awards.
        is_next = call.state == CallState.CLOSED and not row.has_awards
        links.append(Link(_("Propose awards"), url, tone="primary" if is_next else "", icon="trophy"))
    return links + school_links(call, actor) + result_links(call, actor, row=row)


def result_links(call: Call, actor: Actor, *, row: Any) -> list[Link]:
    """Return the ways from a call to its public notice and its certificates; preparing a notice where it is next."""
    links: list[Link] = []
    if call.state in {CallState.DRAFTED, CallState.OPEN}:
        return links  # nothing has been judged that could be made public
    if row.notice_key is not None:
        url = reverse("reviews:publicnotice_detail", args=[row.notice_key])
        links.append(Link(_("Public notice"), url, icon="megaphone"))
    elif call.state == CallState.CLOSED and may(actor, "reviews.add_publicnotice"):
        is_next = call.needs_notice and row.has_awards
        url = f"{reverse('reviews:publicnotice_create')}?call={call.pk}"
        links.append(Link(_("Prepare the public notice"), url, tone="primary" if is_next else "", icon="megaphone"))
    if call.state in {CallState.CLOSED, CallState.DECIDED} and may(actor, "reviews.issue_certificate"):
        links.append(Link(_("Certificates"), reverse("reviews:call_certificates", args=[call.pk]), icon="patch-check"))
        if "award_notice" in PRINTS:
            url = reverse(PRINTS["award_notice"], args=[call.pk])
            links.append(Link(_("Award notice"), url, icon="file-text"))
    if row.has_awards and "award_list" in PRINTS and actor.reads_all:
        links.append(Link(_("Award list"), reverse(PRINTS["award_list"], args=[call.pk]), icon="list-ol"))
    return links


def submission_facts(submission: Submission, actor: Actor) -> list[Fact]:
    """Return what was sent in, to which call, by whom and when."""
    call, unit = submission.call, submission.organization
    return [
        Fact(_("Call"), call, url=call.get_absolute_url()),
        Fact(_("Number"), submission.number),
        Fact(_("Track"), submission.track),
        Fact(_("Organization"), unit, url=unit.get_absolute_url() if unit else ""),
        Fact(_("Submitted"), moment(submission.submitted_at)),
        Fact(_("Submitted by"), submission.submitted_by if actor.reads_all or actor.is_school else ""),
        Fact(_("May be sent in until"), moment(submission.closes_at)),
        Fact(_("Held by"), submission.held_by),
    ]


def submission_panels(submission: Submission, actor: Actor, *, participant: Noun, keeps: bool) -> list[Any]:
    """Return answers, participants, extensions, rounds and awards of a submission as far as the actor may see them."""
    panels: list[Any] = [
        *answers_panels(submission, actor),
        rows_panel(
            participant,
            title=_("People in it"),
            heads=[_("Order"), _("Full name"), _("Role"), _("Organization then")],
            rows=participants_of(submission),
            cells=lambda row: [
                Cell(row.order, kind="number"),
                Cell(row.name),
                Cell(row.get_role_display()),
                Cell(row.organization_name),
            ],
            keeps=keeps,
            add_query=f"submission={submission.pk}",
            add_label=_("Add a participant"),
        ),
    ]
    panels += endorsement_panels(submission, actor)
    panels += extension_panels(submission, actor)
    if actor.reads_all:
        panels.append(places_panel(submission))
    panels.append(awards_panel(submission, actor))
    return panels


def places_panel(submission: Submission) -> TablePanel:
    """Return the rounds into which a submission went."""
    places = submission.round_entries.select_related("round").order_by("round__order")
    return TablePanel(
        _("Rounds"),
        [_("Name"), _("Kind")],
        [[Cell(place.round.name), Cell(place.round.get_kind_display())] for place in places],
        empty_text=_("It has gone into no round."),
    )


def awards_panel(submission: Submission, actor: Actor) -> TablePanel:
    """Return the awards of a submission."""
    rows = Award.objects.visible_to(actor).filter(submission=submission).select_related("prize__track", "submission")
    return TablePanel(
        _("Awards"),
        [_("Prize"), _("Kind"), _("Recipient"), _("State")],
        [
            [
                link_cell(row, str(row.prize)),
                Cell(row.get_kind_display()),
                Cell(row.recipient_name),
                Cell(AwardState(row.state).label, kind="state", tone=AWARD_TONES[AwardState(row.state)]),
            ]
            for row in rows
        ],
        empty_text=_("No award yet."),
    )
