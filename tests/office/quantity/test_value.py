"""The figure itself: making, printing with a noun, comparing, refusing what contradicts itself."""

from decimal import Decimal
from typing import Any

import pytest

from office.quantity import Agreement, Bound, Mark, Place, Quantity, QuantityError, Surface, parse_quantity

pytestmark = pytest.mark.pure


def test_an_exact_count_takes_its_noun() -> None:
    quantity = Quantity.exact(27, "所")
    assert (quantity.text(), quantity.with_noun("高职院校")) == ("27所", "27所高职院校")
    assert Quantity.exact(Decimal("5625.96"), "元").text() == "5625.96元"


@pytest.mark.parametrize(
    ("figure", "noun", "printed"),
    [
        ("200余名", "选手", "200余名选手"),
        ("50所左右", "优质中职学校", "50所左右优质中职学校"),
        ("15所（含滑县）", "中职学校", "15所中职学校（含滑县）"),
        ("三大", "宣传阵地", "三大宣传阵地"),
    ],
)
def test_the_noun_goes_behind_the_figure_and_before_its_note(figure: str, noun: str, printed: str) -> None:
    assert parse_quantity(figure).with_noun(noun) == printed


@pytest.mark.parametrize(
    ("bound", "unit", "printed"),
    [
        (Bound.LOWER, "名", "200余名"),
        (Bound.LOWER, "%", "200%以上"),
        (Bound.UPPER, "名", "200名以内"),
        (Bound.ABOUT, "名", "约200名"),
        (Bound.NEAR, "名", "近200名"),
    ],
)
def test_a_bound_without_a_word_gets_the_usual_one(bound: Bound, unit: str, printed: str) -> None:
    assert Quantity(Decimal(200), unit, bound=bound).text() == printed
    assert parse_quantity(printed).bound is bound


def test_scope_without_spelling_is_printed_too() -> None:
    quantity = Quantity.exact(15, "所", scope=("据不完全统计", "含滑县"))
    assert quantity.text() == "据不完全统计，15所（含滑县）"


@pytest.mark.parametrize(
    ("stated", "number", "agrees"),
    [
        ("200余名", 213, True),
        ("200余名", 200, True),
        ("200余名", 180, False),
        ("不超过30人", 30, True),
        ("不超过30人", 31, False),
        ("约100人", 92, True),
        ("约100人", 111, False),
        ("近16亿元", 1_560_000_000, True),
        ("近16亿元", 1_610_000_000, False),
        ("27所", 27, True),
        ("27所", 28, False),
        ("4.8万人", 47_500, True),
        ("4.8万人", 48_499, True),
        ("4.8万人", 48_500, False),
        ("4.8万人", 47_499, False),
        ("134.66%", Decimal(19525) / 14500 * 100, True),
        ("超过5万人次", 49_999, False),
    ],
)
def test_a_number_is_held_against_the_stated_figure(stated: str, number: Any, *, agrees: bool) -> None:
    assert parse_quantity(stated).compare(number).agrees is agrees


def test_the_tolerance_of_about_is_the_callers() -> None:
    stated = parse_quantity("约100人")
    assert stated.compare(104, tolerance=Decimal("0.05")) is Agreement.AGREES
    assert stated.compare(106, tolerance=Decimal("0.05")) is Agreement.DIFFERS


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": Decimal(48123), "scale": "万", "decimals": 1},
        {"value": Decimal("0.5")},
        {"value": Decimal("NaN")},
        {"value": Decimal(1), "scale": "打"},
        {"value": Decimal(1), "decimals": -1},
        {"value": Decimal(3), "surface": Surface(numeral="两")},
        {"value": Decimal(3), "surface": Surface(gaps=("x",) * 6)},
        {"value": Decimal(3), "bound": Bound.UPPER, "marks": (Mark("余", Place.BEFORE_UNIT),)},
        {"value": Decimal(3), "marks": (Mark("约", Place.BEFORE), Mark("近", Place.BEFORE))},
        {"value": Decimal(3), "unit": "%", "percent_kind": "points"},
        {"value": Decimal(3), "scope": ("含滑县",), "surface": Surface(scope_tail="（含市区）")},
    ],
)
def test_a_figure_that_would_print_something_else_cannot_be_made(wrong: dict[str, Any]) -> None:
    with pytest.raises(QuantityError):
        Quantity(**wrong)


def test_a_word_belongs_to_its_place() -> None:
    with pytest.raises(QuantityError):
        Mark("左右", Place.BEFORE)


@pytest.mark.parametrize(
    "stored",
    [
        None, [], "200", {}, {"value": "abc"}, {"value": "1", "color": "red"}, {"value": "1", "marks": [["余"]]},
        {"value": "1", "surface": {"ink": "red"}}, {"value": "1", "marks": [["余", "nowhere"]]},
    ],
)  # fmt: skip
def test_stored_data_that_is_no_figure_is_refused(stored: Any) -> None:
    with pytest.raises(QuantityError):
        Quantity.from_data(stored)
