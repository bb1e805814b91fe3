"""Half-up rounding and the four kinds of percent."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from office.quantity import (
    Bound,
    PercentKind,
    QuantityError,
    Rounding,
    explain_rounding,
    parse_quantity,
    part_of,
    round_half_up,
)
from office.quantity.percent import completion, growth, points, share

pytestmark = pytest.mark.pure

NUMBERS = st.decimals(min_value=-(10**15), max_value=10**15, allow_nan=False, allow_infinity=False, places=9)
COUNTS = st.integers(min_value=0, max_value=10**9)


@given(NUMBERS, st.integers(min_value=-3, max_value=8))
def test_half_up_is_its_definition(value: Decimal, decimals: int) -> None:
    step = Fraction(10) ** -decimals
    units = abs(Fraction(value)) / step
    expected = (units + Fraction(1, 2)).__floor__() * step
    assert Fraction(round_half_up(value, decimals)) == (expected if value >= 0 else -expected)


@given(NUMBERS, st.integers(min_value=0, max_value=8))
def test_half_up_shows_its_decimals_and_repeats_harmlessly(value: Decimal, decimals: int) -> None:
    once = round_half_up(value, decimals)
    assert once.as_tuple().exponent == -decimals
    assert round_half_up(once, decimals) == once


def test_a_five_goes_up_where_python_goes_to_the_even_neighbor() -> None:
    assert [round_half_up(Decimal(text)) for text in ("0.5", "1.5", "2.5", "-2.5")] == [1, 2, 3, -3]
    assert round_half_up(Decimal("2.675"), 2) == Decimal("2.68")
    assert str(round_half_up(Decimal("-0.4"))) == "0"
    assert round_half_up(1250, -2) == 1300


def test_the_team_awards_of_the_contest_follow_ten_twenty_thirty() -> None:
    assert [part_of(53, percent) for percent in (10, 20, 30)] == [5, 11, 16]


@pytest.mark.parametrize(
    ("stated", "computed", "rounding"),
    [("1.23", "1.23", Rounding.EXACT), ("1.24", "1.236", Rounding.HALF_UP), ("1.23", "1.236", Rounding.TRUNCATED),
     ("1.30", "1.236", Rounding.NONE)],
)  # fmt: skip
def test_a_printed_figure_tells_its_rounding(stated: str, computed: str, rounding: Rounding) -> None:
    assert explain_rounding(Decimal(stated), Decimal(computed), 2) is rounding


@pytest.mark.parametrize(
    ("done", "planned", "printed"),
    [(19525, 14500, "134.66%"), (16876, 11050, "152.72%"), (396, 200, "198.00%"), (3221, 1900, "169.53%")],
)
def test_completion_passes_a_hundred(done: int, planned: int, printed: str) -> None:
    quantity = completion(done, planned)
    assert (quantity.text(), quantity.percent_kind) == (printed, PercentKind.COMPLETION)


def test_from_twenty_to_thirty_is_half_more_and_ten_points() -> None:
    before = parse_quantity("20%", percent_kind="share")
    now = parse_quantity("30%以上", percent_kind="share")
    more = growth(now, before, decimals=0)
    assert (more.value, more.percent_kind, more.bound) == (50, PercentKind.GROWTH, Bound.LOWER)
    difference = points(now, before)
    assert (difference.value, difference.bound, difference.text()) == (10, Bound.LOWER, "10个百分点以上")


def test_points_are_not_taken_between_kinds() -> None:
    with pytest.raises(QuantityError, match="points"):
        points(parse_quantity("90%", percent_kind="completion"), parse_quantity("86%", percent_kind="share"))


def test_a_share_passes_no_hundred_and_no_base_is_zero() -> None:
    with pytest.raises(QuantityError, match="share"):
        share(101, 100)
    for kind in (share, completion, growth):
        with pytest.raises(QuantityError, match="zero"):
            kind(0, 0)


@pytest.mark.parametrize(
    ("top", "bottom", "bound"),
    [
        ("60项", "287项", Bound.EXACT),
        ("200余名", "400名", Bound.LOWER),
        ("近20亿元", "超过60亿元", Bound.UPPER),
        ("200余名", "300余名", Bound.ABOUT),
        ("200名", "300余名", Bound.UPPER),
        ("约20名", "30名", Bound.ABOUT),
    ],
)
def test_a_percent_of_bounds_is_a_bound(top: str, bottom: str, bound: Bound) -> None:
    assert share(parse_quantity(top), parse_quantity(bottom)).bound is bound


@given(COUNTS, COUNTS, st.integers(min_value=0, max_value=4))
def test_share_lies_between_nothing_and_all_and_agrees_with_its_source(part: int, whole: int, places: int) -> None:
    assume(whole > 0)
    part = min(part, whole)
    quantity = share(part, whole, decimals=places)
    assert 0 <= quantity.value <= 100
    assert quantity.compare(Decimal(part) / Decimal(whole) * 100).agrees or whole > 10**7
    assert share(whole, whole).value == 100


@given(COUNTS, COUNTS)
def test_growth_is_completion_less_a_hundred(now: int, before: int) -> None:
    assume(before > 0)
    assert growth(now, before).value == pytest.approx(completion(now, before).value - 100, abs=Decimal("0.01"))


def test_a_fall_is_negative() -> None:
    assert growth(80, 100, decimals=1).text() == "-20.0%"
