"""Rows of a ranking: what counted, its spread, the interval of its rank, and what is flagged."""

from typing import Any

import pytest

from reviews.domain.ranking_rows import agreement_of, describe_row, lies_near, sheet_flags, work_out
from reviews.methods.interval import RankInterval

pytestmark = pytest.mark.pure


def document(totals: dict[str, list[str]], *, numbers: list[str], tracks: list[str], **rules: Any) -> dict[str, Any]:
    """Return a results document of one track: totals by entry and reviewer, and one plan of these numbers."""
    levels = [
        {"code": f"level{place}", "mode": "count", "value": number, "minimum": None}
        for place, number in enumerate(numbers)
    ]
    plan = {"code": "team", "base": "attended", "rounding": "half_up", "tie": "break", "shortfall": "leave"}
    track = {
        "code": "gz",
        "registered": 9,
        "entries": [{"entry": name, "school": "", "decided": None} for name in totals],
        "sheets": [
            {"entry": name, "judge": f"R{seat}", "points": {"total": total}}
            for name, pile in totals.items()
            for seat, total in enumerate(pile)
        ],
    }
    rules = {"method": "mean", "places": 2, "chain": [], **rules}
    return {**rules, "plans": [{**plan, "school_cap": None, "tracks": tracks, "levels": levels}], "tracks": [track]}


TOTALS = {"N-1": ["90", "91"], "N-2": ["80", "85"], "N-3": ["85", "80"], "N-4": ["60", "61"]}


def test_a_track_is_worked_out_in_order():
    rules = document(TOTALS, numbers=["1", "2"], tracks=["gz"])
    worked = work_out(rules, rules["tracks"][0])
    assert [(row.entry, row.rank) for row in worked.ranked] == [("N-1", 1), ("N-2", 2), ("N-3", 2), ("N-4", 4)]
    assert (worked.used_method, worked.refusal_data()) == ("mean", {})
    assert len(worked.rows_data()) == 4


def test_cut_lines_are_those_of_the_plans_of_the_track():
    rules = document(TOTALS, numbers=["1", "2"], tracks=["gz"])
    assert work_out(rules, rules["tracks"][0]).cut_lines() == [1, 3]
    other = document(TOTALS, numbers=["1", "2"], tracks=["zz"])
    assert work_out(other, other["tracks"][0]).cut_lines() == []
    empty = document(TOTALS, numbers=["0"], tracks=["gz"])
    assert work_out(empty, empty["tracks"][0]).cut_lines() == []


def test_a_method_that_cannot_be_applied_says_why():
    rules = document(TOTALS, numbers=["1"], tracks=["gz"], method="trimmed")
    worked = work_out(rules, rules["tracks"][0])
    assert worked.refusal_data()["refused"]["code"] == "few_scores"
    assert set(worked.refusal_data()["refused"]["names"]) == set(TOTALS)


def test_severity_is_told_only_where_reviewers_share_entries():
    rules = document(TOTALS, numbers=["1"], tracks=["gz"])
    shared = agreement_of(work_out(rules, rules["tracks"][0]).sheets)
    assert shared["sheets"] == 8
    assert sum(shared["severity"].values()) == pytest.approx(0, abs=0.02)
    sheets = work_out(rules, rules["tracks"][0]).sheets
    apart = [sheet for sheet in sheets if (sheet.entry, sheet.judge) in {("N-1", "R0"), ("N-2", "R1")}]
    assert "severity" not in agreement_of(apart)


def test_a_row_keeps_its_scores_their_spread_and_its_interval():
    found = describe_row([["R1", "90"], ["R2", "84.5"]], RankInterval("N-1", 1, 3))
    assert found["scores"] == [["R1", "90"], ["R2", "84.5"]]
    assert (found["spread"], found["interval"]) == ("5.5", [1, 3])
    assert describe_row([], None) == {"scores": []}


@pytest.mark.parametrize(("count", "flags"), [(0, ["no_sheet"]), (1, ["few_sheets"]), (2, []), (3, [])])
def test_too_few_sheets_are_flagged(count: int, flags: list[str]):
    assert sheet_flags(count, readers=2) == flags


def test_near_a_line_is_who_may_stand_on_either_side():
    assert lies_near(RankInterval("N-1", 2, 3), [2])
    assert not lies_near(RankInterval("N-1", 3, 4), [2])
    assert not lies_near(RankInterval("N-1", 1, 2), [])
    assert not lies_near(None, [2])
