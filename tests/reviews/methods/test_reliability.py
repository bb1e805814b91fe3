"""Agreement of reviewers, against tables of the literature worked out by hand there."""

from decimal import Decimal

import pytest

from reviews.methods.interval import near_cuts, rank_intervals, standard_errors
from reviews.methods.reliability import alpha_interval, alpha_nominal, correlate, correlate_one_way, spread_of
from reviews.methods.sheet import Sheet

pytestmark = pytest.mark.pure

# Shrout and Fleiss 1979, table 2: six targets, four judges.
SHROUT = [(9, 2, 5, 8), (6, 1, 3, 2), (8, 4, 6, 8), (7, 1, 2, 6), (10, 5, 6, 9), (6, 2, 4, 7)]
# Krippendorff 2011, section C: four observers, twelve units, with missing values; None is missing.
OBSERVERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)
UNITS = [[Decimal(value) for value in unit if value is not None] for unit in zip(*OBSERVERS, strict=True)]


def shrout_sheets() -> list[Sheet]:
    return [
        Sheet(f"{target}", f"J{judge}", {"total": Decimal(points)})
        for target, row in enumerate(SHROUT)
        for judge, points in enumerate(row)
    ]


def test_two_way_correlation_of_the_literature() -> None:
    found = correlate(shrout_sheets())
    assert found is not None
    assert (found.model, found.judges) == (2, 4)
    assert (round(found.single, 2), round(found.average, 2)) == (0.29, 0.62)


def test_one_way_correlation_of_the_literature() -> None:
    found = correlate_one_way([[Decimal(points) for points in row] for row in SHROUT])
    assert (round(found.single, 2), round(found.average, 2), found.judges) == (0.17, 0.44, 4)


def test_unequal_numbers_of_sheets_take_the_one_way_model() -> None:
    found = correlate(shrout_sheets()[:-1])
    assert found is not None
    assert found.model == 1
    assert 3 < found.judges < 4


def test_nothing_to_compare_gives_nothing() -> None:
    assert correlate([]) is None
    assert correlate([Sheet("1", "a", {"t": Decimal(5)}), Sheet("2", "a", {"t": Decimal(7)})]) is None


def test_alpha_of_the_literature() -> None:
    interval, nominal = alpha_interval(UNITS), alpha_nominal(UNITS)
    assert interval is not None
    assert nominal is not None
    assert round(interval, 3) == 0.849
    assert round(nominal, 3) == 0.743


def test_alpha_of_two_observers_and_two_words() -> None:
    """Krippendorff 2011, section A: ten units, alpha 0.095."""
    first, second = "0100000010", "1110010000"
    found = alpha_nominal([tuple(pair) for pair in zip(first, second, strict=True)])
    assert found is not None
    assert round(found, 3) == 0.095


def test_alpha_without_pairs_or_without_differences_is_not_told() -> None:
    assert alpha_interval([[Decimal(5)], [Decimal(7)]]) is None
    assert alpha_interval([[Decimal(5), Decimal(5)], [Decimal(5), Decimal(5)]]) is None
    assert alpha_nominal([["a", "a"]]) is None


def test_spread_by_hand() -> None:
    found = spread_of([Decimal(80), Decimal(84), Decimal(91)])
    assert (found.count, found.width, found.variance) == (3, Decimal(11), 31)
    assert spread_of([Decimal(80)]).variance is None


def test_intervals_are_narrow_where_reviewers_agree() -> None:
    sheets = [
        Sheet(f"{entry:02d}", f"J{judge}", {"t": Decimal(points)})
        for entry in range(10)
        for judge, points in enumerate((60 + 3 * entry, 61 + 3 * entry, 60 + 3 * entry))
    ]
    errors = standard_errors(sheets, method="mean")
    scores = {f"{entry:02d}": 60.3 + 3 * entry for entry in range(10)}
    found = rank_intervals(scores, errors)
    assert all(one.low <= 10 - int(name) <= one.high for name, one in found.items())
    assert all(one.high - one.low <= 2 for one in found.values())
    assert found == rank_intervals(scores, errors)


def test_what_lies_near_a_line_is_named() -> None:
    errors = dict.fromkeys(("a", "b", "c", "d"), 1.0)
    found = rank_intervals({"a": 90.0, "b": 80.2, "c": 80.0, "d": 60.0}, errors)
    assert near_cuts(found.values(), [2]) == {"b": (2,), "c": (2,)}
    assert near_cuts(found.values(), [1, 3]) == {}


@pytest.mark.parametrize("method", ["additive", "huber", "mean"])
def test_errors_are_had_by_every_method_and_not_from_single_sheets(method: str) -> None:
    assert len(standard_errors(shrout_sheets(), method=method)) == 6
    single = [Sheet(f"{number}", "a", {"t": Decimal(number)}) for number in range(4)]
    assert standard_errors(single, method=method) == {}
    assert rank_intervals({"0": 1.0}, {}) == {}
