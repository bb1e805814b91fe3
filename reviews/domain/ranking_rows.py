"""Work the ranking of one track out and fill its rows: scores, spread, rank interval, flags."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from reviews.methods.adjust import fit_additive, lay_out
from reviews.methods.design import connected_parts
from reviews.methods.interval import RankInterval, rank_intervals, standard_errors
from reviews.methods.quota import planned_numbers
from reviews.methods.ranking import Ranked, ties_of
from reviews.methods.reliability import alpha_interval, correlate, spread_of
from reviews.methods.results import rank_track, read_plan, read_sheets, row_data
from reviews.methods.scoring import Scores
from reviews.methods.sheet import Sheet, totals_by_entry
from reviews.models import Ranking, RankingRow, Submission


@dataclass(frozen=True)
class Worked:
    """The ranking of one track as worked out, with all that went into it."""

    document: Mapping[str, Any]
    data: Mapping[str, Any]
    scores: Scores
    ranked: list[Ranked]
    sheets: list[Sheet]

    @property
    def used_method(self) -> str:
        """The method whose scores count."""
        return self.scores.method if self.scores.adjusted else "mean"

    def rows_data(self) -> list[dict[str, Any]]:
        """Return the rows as plain data."""
        return [row_data(row, self.scores) for row in self.ranked]

    def refusal_data(self) -> dict[str, Any]:
        """Return why the declared method could not be applied, as plain data; nothing when it could."""
        refusal = self.scores.refusal
        if refusal is None:
            return {}
        return {"refused": {"code": refusal.code, "names": list(refusal.names), "number": refusal.number}}

    def cut_lines(self) -> list[int]:
        """Return the last ranks of all levels of the plans that are applied to the track."""
        bases = {
            "registered": self.data["registered"],
            "attended": len(self.ranked),
            "valid": sum(row.score is not None for row in self.ranked),
        }
        found: set[int] = set()
        for plan in self.document["plans"]:
            if self.data["code"] not in plan["tracks"]:
                continue
            end = 0
            for one in planned_numbers(read_plan(plan).levels, base=bases[plan["base"]], rounding=plan["rounding"]):
                end += one.number or 0
                found.add(end)
        return sorted(found - {0})


def work_out(document: Mapping[str, Any], data: Mapping[str, Any]) -> Worked:
    """Return the ranking of one track of a results document."""
    scores, ranked = rank_track(document, data)
    return Worked(document, data, scores, ranked, read_sheets(data))


def agreement_of(sheets: list[Sheet]) -> dict[str, Any]:
    """Return how far reviewers agree, and how severe each is: minus is stricter than the others."""
    alpha = alpha_interval(list(totals_by_entry(sheets).values()))
    found: dict[str, Any] = {"sheets": len(sheets), "alpha": None if alpha is None else round(alpha, 3)}
    correlation = correlate(sheets)
    if correlation:
        found["icc"] = {
            "model": correlation.model,
            "single": round(correlation.single, 3),
            "average": round(correlation.average, 3),
        }
    if len(connected_parts((sheet.entry, sheet.judge) for sheet in sheets)) == 1:
        fit = fit_additive(lay_out(sheets))
        found["severity"] = {
            judge: round(value, 2) for judge, value in zip(fit.layout.judges, fit.severity.tolist(), strict=True)
        }
    return found


def build_rows(ranking: Ranking, worked: Worked) -> list[RankingRow]:
    """Return the rows of a ranking, in order, not stored yet."""
    numbers = Submission.objects.filter(call=ranking.round.call_id).exclude(number="").values_list("number", "pk")
    submissions = dict(numbers)
    given: defaultdict[str, list[list[str]]] = defaultdict(list)
    for sheet in worked.sheets:
        given[sheet.entry].append([sheet.judge, f"{sheet.total:f}"])
    counting = {name: float(value) for name, value in worked.scores.counting.items()}
    errors = standard_errors(worked.sheets, method=worked.used_method)
    intervals = rank_intervals(counting, errors)
    cuts = worked.cut_lines()
    # Near is who stands on the other side of the line in one draw of four: with all within 80 % it would be everybody.
    close = rank_intervals(counting, errors, level=0.5) if cuts else {}
    tied = {name for group in ties_of(worked.ranked) for name in group}
    return [
        RankingRow(
            ranking=ranking,
            submission_id=submissions[row.entry],
            raw=worked.scores.raw.get(row.entry),
            adjusted=worked.scores.adjusted.get(row.entry),
            rank=row.rank,
            tie_key=[f"{value:f}" for value in row.chain],
            details=describe_row(given[row.entry], intervals.get(row.entry)),
            flags=[
                *sheet_flags(len(given[row.entry]), readers=ranking.round.readers),
                *(["tie"] if row.entry in tied else []),
                *(["near_cut"] if lies_near(close.get(row.entry), cuts) else []),
            ],
        )
        for row in worked.ranked
    ]


def describe_row(given: list[list[str]], interval: RankInterval | None) -> dict[str, Any]:
    """Return the scores of an entry with their spread, and between which ranks it stands four times of five."""
    found: dict[str, Any] = {"scores": given}
    if given:
        found["spread"] = f"{spread_of([Decimal(total) for _judge, total in given]).width:f}"
    if interval is not None:
        found["interval"] = [interval.low, interval.high]
    return found


def sheet_flags(count: int, *, readers: int) -> list[str]:
    """Return what is to be said about the number of sheets."""
    if not count:
        return ["no_sheet"]
    return ["few_sheets"] if count < readers else []


def lies_near(interval: RankInterval | None, cuts: list[int]) -> bool:
    """Return whether an entry may stand on either side of a cut line."""
    return interval is not None and any(interval.straddles(cut) for cut in cuts)
