"""What the page of a ranking shows: rules, agreement, ties, the first rows, other versions."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from association.views.panels import link_cell
from office.actor import Actor
from office.address import record_address
from office.rules import may
from office.web.page_data import Cell, Fact, Link, TablePanel
from office.workflow import list_words
from reviews.domain.ranking_words import flag_words, refusal_sentence
from reviews.enums import RankingState, ScoreMethod
from reviews.lists.ranking import RANKING_TONES, fixed, interval_text
from reviews.methods.ranking import RAW
from reviews.models import Promotion, Ranking, Round
from reviews.queries.ranking import rows_in_order, tied_numbers, tied_ranks, versions_of
from reviews.queries.rubric import codes_of

SHOWN = 50
# So many numbers of equal entries stand in one line; the page that decides the tie names all.
NAMED = 12
MOST_SEVERE = 12


def ranking_facts(ranking: Ranking, actor: Actor) -> list[Fact]:
    """Return by which rules a ranking was computed, from how much, and how far reviewers agree."""
    said = ranking.parameters
    refused = said.get("refused")
    return [
        Fact(_("Round"), ranking.round, url=ranking.round.get_absolute_url()),
        Fact(_("Track"), ranking.track.name if ranking.track else ""),
        Fact(_("Version"), ranking.version),
        Fact(_("Method"), ScoreMethod(ranking.method).label),
        Fact(_("Not applied"), refusal_sentence(refused) if refused else "", tone="warning"),
        Fact(_("Decimal places"), said.get("places")),
        Fact(_("Order of tie-breaking"), chain_text(ranking.round, said.get("chain", ()))),
        Fact(_("Score sheets"), said.get("sheets")),
        Fact(_("Agreement of reviewers (alpha)"), number_text(said.get("alpha"))),
        Fact(_("Correlation within entries (ICC)"), correlation_text(said.get("icc"))),
        Fact(_("Reason"), ranking.reason),
        Fact(_("Fingerprint"), ranking.fingerprint[:16]),
    ]


def chain_text(round_: Round, chain: Iterable[str]) -> str:
    """Return the tie-breaking order by the names of the criteria."""
    names = {RAW: _("Mean before trimming"), **codes_of(round_)}
    return list_words(names.get(code, code) for code in chain)


def number_text(value: Any) -> str:
    """Return a coefficient with three decimals."""
    return "" if value is None else f"{Decimal(str(value)):.3f}"


def correlation_text(icc: dict[str, Any] | None) -> str:
    """Return the correlation of one reviewer and of the mean of all."""
    if not icc:
        return ""
    values = {"single": number_text(icc["single"]), "average": number_text(icc["average"])}
    return _("one reviewer %(single)s, mean of all %(average)s") % values


def ranking_panels(ranking: Ranking, actor: Actor) -> list[Any]:
    """Return ties, the first rows, reviewers by severity, other versions, and who went on."""
    versions = versions_of(ranking)
    newest = versions[0].pk == ranking.pk
    panels: list[Any] = [*ties_panel(ranking, actor, newest=newest), rows_panel_of(ranking)]
    severity = severity_panel(ranking)
    if severity:
        panels.append(severity)
    panels += [versions_table(versions, title=_("Versions")), *ledger_panel(ranking)]
    return panels


def ties_panel(ranking: Ranking, actor: Actor, *, newest: bool) -> list[TablePanel]:
    """Return the entries that share a rank, each group with the way to decide it."""
    groups = tied_numbers(ranking, limit=SHOWN)
    if not groups:
        return []
    decides = newest and may(actor, "reviews.decide_tie_ranking")
    rows = []
    for rank, numbers in groups.items():
        line = [Cell(rank, kind="number"), Cell(some_numbers(numbers)), Cell(len(numbers), kind="number")]
        if decides:
            url = record_address("reviews:ranking_tie", ranking.pk, rank)
            line.append(Cell(pgettext("tie", "Decide"), kind="act", url=url))
        rows.append(line)
    heads = [_("Rank"), _("Numbers"), _("Entries"), *([pgettext("tie", "Decide")] if decides else [])]
    return [TablePanel(_("Equal results"), heads, rows)]


def some_numbers(numbers: list[str]) -> str:
    """Return the numbers of a group of equal entries; of a large one the first."""
    return "、".join(numbers[:NAMED]) + ("…" if len(numbers) > NAMED else "")


def rows_panel_of(ranking: Ranking) -> TablePanel:
    """Return the first rows, raw and adjusted side by side."""
    rows = list(rows_in_order(ranking)[: SHOWN + 1])
    adjusted = any(row.adjusted is not None for row in rows)
    heads = [_("Rank"), _("Number"), _("Title"), _("Organization"), _("Raw result")]
    heads += [_("Adjusted result")] if adjusted else []
    heads += [_("Rank, 80 of 100"), _("Spread"), _("Flags")]
    lines, places = [], ranking.round.places
    for row in rows[:SHOWN]:
        item = row.submission
        line = [
            Cell(row.rank if row.rank is not None else "", kind="number"),
            Cell(item.number),
            Cell(item.title, kind="link", url=item.get_absolute_url()),
            Cell(item.organization.name if item.organization else ""),
            Cell(fixed(row.raw, places), kind="number"),
        ]
        if adjusted:
            line.append(Cell(fixed(row.adjusted, places), kind="number"))
        line += [
            Cell(interval_text(row)),
            Cell(row.details.get("spread", ""), kind="number"),
            Cell(flag_words(row.flags), kind="word"),
        ]
        lines.append(line)
    more = f"{reverse('reviews:rankingrow_list')}?ranking={ranking.pk}"
    return TablePanel(_("Ranking"), heads, lines, more_url=more)


def severity_panel(ranking: Ranking) -> TablePanel | None:
    """Return the reviewers furthest from the others, the strictest first."""
    severity = ranking.parameters.get("severity") or {}
    if len(severity) < 2:
        return None
    ordered = sorted(severity.items(), key=lambda pair: (-abs(pair[1]), pair[0]))[:MOST_SEVERE]
    rows = [
        [Cell(judge), Cell(f"{Decimal(str(value)):+.2f}", kind="number")]
        for judge, value in sorted(ordered, key=lambda pair: pair[1])
    ]
    return TablePanel(_("Reviewers by severity"), [_("Reviewer"), _("Points more or fewer than the others")], rows)


def versions_table(versions: Any, *, title: Any) -> TablePanel:
    """Return rankings as a table."""
    rows = [
        [
            link_cell(one),
            Cell(one.track.name if one.track else ""),
            Cell(ScoreMethod(one.method).label),
            Cell(RankingState(one.state).label, kind="state", tone=RANKING_TONES[RankingState(one.state)]),
            Cell(one.created_at.date(), kind="date"),
            Cell(one.reason),
        ]
        for one in versions
    ]
    heads = [_("Version"), _("Track"), _("Method"), _("State"), _("Computed on"), _("Reason")]
    return TablePanel(title, heads, rows, empty_text=_("No ranking has been computed yet."))


def ledger_panel(ranking: Ranking) -> list[TablePanel]:
    """Return to where entries of this ranking went on, and how many."""
    lines = Promotion.objects.filter(ranking=ranking).order_by("to_round__order", "target")
    counts = lines.values_list("to_round__name", "target").annotate(
        on=Count("pk", filter=Q(promoted=True)), all=Count("pk")
    )
    rows = [
        [Cell(name or target), Cell(on, kind="number"), Cell(total - on, kind="number")]
        for name, target, on, total in counts
    ]
    if not rows:
        return []
    more = f"{reverse('reviews:promotion_list')}?round={ranking.round_id}"
    return [
        TablePanel(_("Went on"), [pgettext("promotion", "To"), _("Goes on"), _("Stays behind")], rows, more_url=more)
    ]


def ranking_links(ranking: Ranking, actor: Actor) -> list[Link]:
    """Return the further ways from a ranking."""
    links = []
    if ranking.state == RankingState.ADOPTED and may(actor, "reviews.add_promotion"):
        gone = Promotion.objects.filter(ranking=ranking).exists()
        url = reverse("reviews:ranking_promote", args=[ranking.pk])
        links.append(Link(_("Let entries go on"), url, tone="" if gone else "primary", icon="skip-forward"))
        if gone:
            url = reverse("reviews:ranking_take_back", args=[ranking.pk])
            links.append(Link(_("Take the promotion back"), url, tone="danger"))
    export = f"{reverse('reviews:rankingrow_export')}?ranking={ranking.pk}"
    links.append(Link(_("Export to Excel"), export, icon="download"))
    links.append(Link(_("Results of the round"), reverse("reviews:round_results", args=[ranking.round_id])))
    return links


def adoption_facts(ranking: Ranking, action: str, actor: Actor) -> list[Fact]:
    """Return what adopting this version would change, against the adopted one."""
    from_before = Ranking.objects.filter(
        round=ranking.round_id, track=ranking.track_id, state=RankingState.ADOPTED
    ).exclude(pk=ranking.pk)
    before = from_before.first()
    ranked = ranking.rows.filter(rank__isnull=False).count()
    facts = [
        Fact(_("Ranked entries"), ranked),
        Fact(_("Equal results"), tied_ranks(ranking).count() or ""),
    ]
    refused = ranking.parameters.get("refused")
    if refused:
        facts.append(Fact(_("Not applied"), refusal_sentence(refused)))
    if before is None:
        return facts
    old = dict(before.rows.values_list("submission_id", "rank"))
    moved = [key for key, rank in ranking.rows.values_list("submission_id", "rank") if old.get(key) != rank]
    return [*facts, Fact(_("Replaces"), str(before)), Fact(_("Entries whose rank changes"), len(moved) or _("None"))]
