"""What a prize plan gives, as tables: the reckoning of each level, who receives what, and why."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from office.web.page_data import Cell, TablePanel
from office.workflow import list_words
from reviews.domain.award_plan import TrackOutcome
from reviews.domain.ranking_words import trace_words
from reviews.lists.ranking import fixed, plain
from reviews.methods.prize_plan import LevelOutcome, as_data
from reviews.models import AwardPlan, PlanLevel
from reviews.queries.award_plan import level_names

SHOWN = 200
WHY = ("tie", "minimum", "candidates", "moved")


def why_words(why: str) -> str:
    """Return why a level holds another number than planned."""
    return {
        "tie": _("Equal results at the end of a level"),
        "minimum": _("Nobody else reaches the lowest result"),
        "candidates": _("No more entries"),
        "moved": _("Places left by the level above"),
    }.get(why, "")


def preview_panels(plan: AwardPlan, found: list[TrackOutcome]) -> list[TablePanel]:
    """Return, for each track, the reckoning and the rows with their traces."""
    names = level_names(plan)
    panels = []
    for one in found:
        panels += [reckoning_panel(one, names), *ties_panel(one), receivers_panel(one, names)]
    return panels


def reckoning_panel(found: TrackOutcome, names: dict[str, str]) -> TablePanel:
    """Return how the number of each level was worked out, and how many it holds."""
    base = found.outcome.base
    lines = [
        [
            Cell(names.get(one.planned.level.code, "")),
            Cell(reckoning(one, base)),
            Cell("" if one.planned.number is None else one.planned.number, kind="number"),
            Cell(one.given, kind="number"),
            Cell(why_words(one.why.value) if one.why else ""),
        ]
        for one in found.outcome.levels
    ]
    title = _("%(track)s: numbers") % {"track": found.title} if found.title else _("Numbers of prizes")
    return TablePanel(
        title,
        [_("Prize"), _("Reckoning"), pgettext("prizes", "Planned"), pgettext("prizes", "Given"), _("Why it differs")],
        lines,
    )


def reckoning(one: LevelOutcome, base: int) -> str:
    """Return the reckoning of a ratio: 53 × 10% = 5.3; nothing for a number."""
    if one.planned.exact is None:
        return ""
    exact = one.planned.exact
    value = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal("0.0001"), ROUND_HALF_UP)
    return f"{base} × {plain(one.planned.level.value)}% = {plain(value)}"


def ties_panel(found: TrackOutcome) -> list[TablePanel]:
    """Return the ties that wait for a decision."""
    if not found.outcome.undecided:
        return []
    rows = [[Cell(list_words(group)), Cell(len(group), kind="number")] for group in found.outcome.undecided]
    return [TablePanel(_("Waits for a decision"), [_("Numbers"), _("Entries")], rows)]


def plan_places(row: Any) -> int:
    """Return with how many decimals a row's result is shown."""
    return int(row.ranking.parameters.get("places", 2)) if row else 2


def receivers_panel(found: TrackOutcome, names: dict[str, str]) -> TablePanel:
    """Return who receives what, and those who were passed over, each with the trace."""
    lines = []
    for one in found.outcome.decisions:
        passed = one.level is None and any(step.why in {"cap", "undecided"} for step in one.trace)
        if one.level is None and not passed:
            continue
        bearer = found.bearers[one.entry]
        row = bearer.row
        result = (row.adjusted if row.adjusted is not None else row.raw) if row else None
        lines.append(
            [
                Cell(row.rank if row and row.rank else "", kind="number"),
                Cell(bearer.submission.number if row else ""),
                Cell(bearer.submission.title if row else bearer.name),
                Cell(fixed(result, plan_places(row)), kind="number"),
                Cell(names.get(one.level or "", "") or _("None")),
                Cell(trace_words([as_data(step) for step in one.trace], names)),
            ]
        )
    title = _("%(track)s: awards") % {"track": found.title} if found.title else _("Awards")
    heads = [_("Rank"), _("Number"), _("Title"), _("Result"), _("Prize"), _("How it came")]
    return TablePanel(title, heads, lines[:SHOWN], empty_text=_("Nobody receives a prize."))


def awards_url(plan: AwardPlan, track: str, place: int) -> str:
    """Return the list of the awards of one level, of one track where the plan gives them by track."""
    query: dict[str, Any] = {"call": plan.call_id, "kind": plan.kind, "level": place}
    if track:
        query["track"] = track
    return f"{reverse('reviews:award_list')}?{urlencode(query)}"


def outcome_panels(plan: AwardPlan) -> list[TablePanel]:
    """Return what a plan gave when it was applied, as it was kept."""
    tracks = plan.outcome.get("tracks", ())
    if not tracks:
        return []
    names = level_names(plan)
    places = dict(PlanLevel.objects.filter(plan=plan).values_list("prize__code", "prize__order"))
    lines: list[list[Cell]] = []
    for track in tracks:
        differs: dict[str, Any] = {row["level"]: row for row in track["shortfalls"]}
        for code, name in names.items():
            given, odd = track["given"].get(code, 0), differs.get(code)
            if not given and not odd:
                continue
            lines.append(
                [
                    Cell(track["track"]),
                    Cell(name),
                    Cell(track["base"], kind="number"),
                    Cell(odd["planned"] if odd else given, kind="number"),
                    Cell(given, kind="number", url=awards_url(plan, track["track"], places[code]) if given else ""),
                    Cell(why_words(odd["why"]) if odd else ""),
                ]
            )
    heads = [
        _("Track"),
        _("Prize"),
        _("Base"),
        pgettext("prizes", "Planned"),
        pgettext("prizes", "Given"),
        _("Why it differs"),
    ]
    return [TablePanel(_("What it gave"), heads, lines, empty_text=_("Nobody receives a prize."))]
