"""What the page of a round shows: its rules, its rubrics, who went in, and the ways on."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from office.actor import Actor
from office.rules import may
from office.web.page_data import Cell, Fact, Link, TablePanel
from office.workflow import list_words
from reviews.domain.scoring import copy_faults, impact_of, opening_faults
from reviews.enums import RoundKind, RoundState
from reviews.models import FeeList, Round, RoundEntry
from reviews.queries.rubric import codes_of, keep_rubrics
from reviews.views.assignment_panels import batches_panel
from reviews.views.moments import moment
from reviews.views.rubric import rubrics_panel

SHOWN = 500


def round_facts(round_: Round, actor: Actor) -> list[Fact]:
    """Return what a round is; how it is judged only those who read all are told."""
    facts = [
        Fact(_("Call"), round_.call, url=round_.call.get_absolute_url()),
        Fact(_("Kind"), round_.get_kind_display()),
        Fact(_("Order"), round_.order),
    ]
    if not actor.reads_all:
        return facts
    keep_rubrics(round_)
    names = codes_of(round_)
    panel = round_.panel
    return [
        *facts,
        Fact(_("Scoring opens"), moment(round_.opens_at)),
        Fact(_("Scoring closes"), moment(round_.closes_at)),
        Fact(_("Blind"), _("Yes") if round_.blind else _("No")),
        Fact(_("Panel"), panel, url=panel.get_absolute_url() if panel else ""),
        Fact(_("Reviewers per entry"), round_.readers),
        Fact(_("Entries per reviewer at most"), round_.load_limit),
        Fact(_("Reviewers of an entry from different units"), _("Yes") if round_.distinct_units else ""),
        Fact(_("Reviewers from enterprises at least"), round_.enterprise_minimum or ""),
        Fact(_("Entries that all reviewers score"), round_.anchors or ""),
        Fact(_("Years that a former employer counts"), round_.conflict_years),
        Fact(_("Method"), round_.get_method_display()),
        Fact(_("Decimal places"), round_.places),
        Fact(_("Order of tie-breaking"), list_words(names.get(code, code) for code in round_.tie_chain)),
        Fact(_("Still to do"), what_is_missing(round_)),
    ]


def what_is_missing(round_: Round) -> str:
    """Return what a prepared round still needs before it can open, in sentences."""
    return join_sentences(opening_faults(round_)) if round_.state == RoundState.PREPARED else ""


def join_sentences(sentences: Iterable[str]) -> str:
    """Return sentences as one text, set apart as the reader's language does it."""
    text = ""
    for sentence in sentences:
        both = {"text": text, "more": sentence}
        text = pgettext("sentences", "%(text)s %(more)s") % both if text else sentence
    return text


def round_panels(round_: Round, actor: Actor) -> list[Any]:
    """Return who went into a round, as far as the actor may see it, and for those who read all its rubrics."""
    if not actor.reads_all:
        return [*batches_panel(round_, actor), places_panel(round_, actor)]
    return [rubrics_panel(round_, actor), *batches_panel(round_, actor), places_panel(round_, actor)]


def places_panel(round_: Round, actor: Actor) -> TablePanel:
    """Return the places of a round; codes and the drawn order are for those who read all."""
    places = RoundEntry.objects.visible_to(actor).filter(round=round_)
    places = places.select_related("submission__organization", "submission__track", "submission__call")
    places = places.defer("submission__dossier", "submission__answers")
    keeps = may(actor, "reviews.remove_roundentry") and round_.state == RoundState.PREPARED
    coded, drawn = actor.reads_all, actor.reads_all and round_.kind != RoundKind.ONLINE
    heads = [_("Title"), _("Number"), _("Organization"), _("Track")]
    heads += [*([_("Review code")] if coded else []), *([_("Drawn order")] if drawn else [])]
    rows = []
    for place in places.order_by("submission__track__order", "submission__number")[:SHOWN]:
        item = place.submission
        line = [
            Cell(item.title, kind="link", url=item.get_absolute_url()),
            Cell(item.number),
            Cell(item.organization.name if item.organization else ""),
            Cell(item.track.name if item.track else ""),
            *([Cell(place.code)] if coded else []),
            *([Cell(place.position, kind="number")] if drawn else []),
        ]
        if keeps:
            line.append(Cell(_("Remove"), kind="act", url=reverse("reviews:roundentry_remove", args=[place.pk])))
        rows.append(line)
    return TablePanel(
        _("Places in the round"),
        [*heads, *([_("Remove")] if keeps else [])],
        rows,
        add_url=reverse("reviews:round_admit", args=[round_.pk]) if keeps else "",
        add_label=_("Admit by numbers"),
        empty_text=_("Nothing has gone into this round yet."),
    )


def fee_link(round_: Round, actor: Actor) -> list[Link]:
    """Return the way to the fees of a round, or to making their list once scoring has begun."""
    fee_list: FeeList | None = getattr(round_, "fee_list", None)
    if fee_list is not None:
        return [Link(_("Expert fees"), fee_list.get_absolute_url(), icon="cash-coin")]
    if round_.state == RoundState.PREPARED or not may(actor, "reviews.add_fee"):
        return []
    return [Link(_("Make the list of fees"), f"{reverse('reviews:fee_create')}?round={round_.pk}", icon="cash-coin")]


def round_links(round_: Round, actor: Actor) -> list[Link]:
    """Return the ways from a round: what prepares it, and how far it is."""

    def way(name: str, label: Any, icon: str) -> Link:
        return Link(label, reverse(f"reviews:{name}", args=[round_.pk]), icon=icon)

    if not actor.reads_all:
        return []
    links = [way("round_progress", _("Progress"), "bar-chart"), way("round_results", _("Results"), "list-ol")]
    if round_.blind:
        links.append(way("round_copies", _("Blind copies"), "incognito"))
    links += fee_link(round_, actor)
    if not may(actor, "reviews.add_roundentry"):
        return links
    if round_.state == RoundState.PREPARED:
        links.append(way("round_codes", _("Draw review codes"), "shuffle"))
        links.append(way("round_rubrics", _("Copy rubrics"), "copy"))
        address = f"{reverse('reviews:roundentry_create')}?round={round_.pk}"
        links.append(Link(_("Admit one"), address, icon="plus"))
    if round_.kind != RoundKind.ONLINE and round_.state in {RoundState.PREPARED, RoundState.SCORING}:
        links.append(way("round_order", _("Draw the order"), "sort-numeric-down"))
    return links


def round_impact(round_: Round, action: str, actor: Actor) -> list[Fact]:
    """Return what an act on a round would mean, in numbers, and what stands against it."""
    numbers = impact_of(round_, action)
    if action == "open_scoring":
        return [
            Fact(_("Entries"), numbers["entries"]),
            Fact(_("Reviewers who are told"), numbers["reviewers"]),
            Fact(_("Score sheets to fill"), numbers["sheets"]),
            Fact(_("Entries with fewer reviewers than asked for"), numbers["short"]),
            Fact(_("Blind copies"), join_sentences(copy_faults(round_)) or _("In order")),
            Fact(_("Not ready"), join_sentences(opening_faults(round_)) or _("None: the round can open")),
            Fact(_("From then on"), _("Rubrics, method and entries stand.")),
        ]
    facts = [
        Fact(_("Sheets submitted"), numbers["submitted"]),
        Fact(_("Sheets begun, not submitted"), numbers["begun"]),
        Fact(_("Sheets not opened"), numbers["unopened"]),
        Fact(_("Entries with fewer sheets than asked for"), numbers["short"]),
    ]
    if action == "close_scoring":
        facts.append(Fact(_("From then on"), _("Reviewers can change nothing; what is not submitted does not count.")))
    return facts
