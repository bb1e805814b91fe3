"""Scores of entries: means, trimming, adjusting, and when it is refused."""

import random
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.methods.adjust import adjust, fit_additive, fit_huber, lay_out, settle_digits
from reviews.methods.design import connected_parts
from reviews.methods.scoring import score_entries, trimmed_of
from reviews.methods.sheet import MethodRefused, Sheet, half_up

pytestmark = pytest.mark.pure


def sheets_of(table: dict[str, dict[str, str]]) -> list[Sheet]:
    return [
        Sheet(entry, judge, {"total": Decimal(points)}) for entry, row in table.items() for judge, points in row.items()
    ]


def test_two_places_half_up() -> None:
    found = score_entries(sheets_of({"1": {"a": "85", "b": "85.25"}}), method="mean", places=2)
    assert found.raw == found.counting == {"1": Decimal("85.13")}


@pytest.mark.parametrize(("value", "places", "text"), [("2.5", 0, "3"), ("-2.5", 0, "-3"), ("0.005", 2, "0.01")])
def test_a_five_goes_up(value: str, places: int, text: str) -> None:
    assert str(half_up(Fraction(value), places)) == text


def test_five_scores_trimmed() -> None:
    found = score_entries(
        sheets_of({"1": dict(zip("abcde", "90 88 85 84 60".split(), strict=True))}), method="trimmed", places=2
    )
    assert found.raw == {"1": Decimal("81.40")}
    assert found.counting == {"1": Decimal("85.67")}


def test_trimming_two_scores_is_refused() -> None:
    with pytest.raises(MethodRefused):
        trimmed_of([Decimal(90), Decimal(88)])
    found = score_entries(sheets_of({"1": {"a": "90", "b": "88"}}), method="trimmed", places=2)
    assert found.refusal is not None
    assert (found.refusal.code, found.refusal.names, found.counting) == ("few_scores", ("1",), {})


def test_an_unknown_method_is_an_error() -> None:
    with pytest.raises(ValueError, match="unknown"):
        score_entries([], method="median", places=2)


def test_parts_without_a_link_are_named_and_the_mean_counts() -> None:
    sheets = sheets_of({"1": {"a": "80", "b": "70"}, "2": {"c": "90", "d": "60"}})
    assert connected_parts((sheet.entry, sheet.judge) for sheet in sheets) == [{"a", "b"}, {"c", "d"}]
    for method in ("additive", "huber", "z"):
        found = score_entries(sheets, method=method, places=2)
        assert found.refusal is not None
        assert (found.refusal.code, found.refusal.number, found.refusal.names) == ("disconnected", 2, ("a", "c"))
        assert found.counting == found.raw == {"1": Decimal(75), "2": Decimal(75)}


def test_a_severe_reviewer_is_made_up_for() -> None:
    """Reviewer b takes ten points off everything; by hand: severities +5, -5 and 0, qualities 85, 75, 80."""
    sheets = sheets_of(
        {"1": {"a": "90", "b": "80"}, "2": {"a": "80", "b": "70"}, "3": {"a": "85", "b": "75"}, "4": {"b": "80"}}
    )
    found = score_entries(sheets, method="additive", places=2)
    fit = fit_additive(lay_out(sheets))
    assert found.raw["4"] == Decimal(80)
    assert found.adjusted["4"] == found.adjusted["1"]
    assert found.adjusted["1"] - found.adjusted["2"] == Decimal(10)
    assert fit.severity[0] - fit.severity[1] == pytest.approx(10)
    assert np.average(fit.severity, weights=[3, 4]) == pytest.approx(0)


def test_additive_keeps_the_mean_of_all_sheets_and_matches_least_squares() -> None:
    chance = random.Random(3)
    sheets = [
        Sheet(f"{entry:02d}", f"R{judge}", {"total": Decimal(chance.randint(50, 99))})
        for entry in range(30)
        for judge in chance.sample(range(7), 3)
    ]
    layout = lay_out(sheets)
    fit = fit_additive(layout)
    design = np.zeros((len(sheets), 37))
    design[np.arange(len(sheets)), layout.entry] = 1
    design[np.arange(len(sheets)), 30 + layout.judge] = 1
    solved = np.linalg.lstsq(design, layout.totals, rcond=None)[0]
    assert np.allclose(design @ solved, layout.totals - fit.residuals)
    assert np.sum(fit.quality[layout.entry]) == pytest.approx(np.sum(layout.totals))


def test_robust_fit_holds_a_wild_score_back() -> None:
    table = {
        f"{entry}": {judge: str(70 + entry + shift) for judge, shift in zip("abc", (0, 2, -2), strict=True)}
        for entry in range(1, 9)
    }
    clean = adjust(sheets_of(table), method="huber", places=2)
    table["4"]["a"] = "10"
    wild = adjust(sheets_of(table), method="huber", places=2)
    plain = adjust(sheets_of(table), method="additive", places=2)
    assert abs(wild["4"] - clean["4"]) < abs(plain["4"] - clean["4"]) / 10


def test_robust_fit_without_spare_sheets_is_the_additive_one() -> None:
    sheets = sheets_of({"1": {"a": "90", "b": "80"}, "2": {"a": "70"}})
    assert np.allclose(fit_huber(lay_out(sheets)).quality, fit_additive(lay_out(sheets)).quality)


def test_z_by_hand() -> None:
    """Both reviewers order alike on other scales: mean z of 1, 0 and -1 times the same spread."""
    sheets = sheets_of({"1": {"a": "90", "b": "62"}, "2": {"a": "80", "b": "60"}, "3": {"a": "70", "b": "58"}})
    found = score_entries(sheets, method="z", places=2).adjusted
    assert found["2"] == Decimal("70.00")
    assert found["1"] - found["2"] == found["2"] - found["3"]
    flat = score_entries(sheets_of({"1": {"a": "80"}, "2": {"a": "80"}}), method="z", places=2).adjusted
    assert set(flat.values()) == {Decimal("80.00")}


@given(st.lists(st.decimals(0, 100, places=2), min_size=5, max_size=9))
def test_trimmed_lies_between_its_neighbors(values: list[Decimal]) -> None:
    ordered = sorted(values)
    assert ordered[1] <= trimmed_of(values) <= ordered[-2]


def test_digits_settle_before_rounding() -> None:
    assert settle_digits(85.12499999999999, 2) == Decimal("85.13")
    assert str(settle_digits(-0.0000000001, 2)) == "0.00"
