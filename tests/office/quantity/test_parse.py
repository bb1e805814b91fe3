"""Reading one figure as an office person types it."""

from decimal import Decimal

import pytest

from office.quantity import Bound, PercentKind, Place, Quantity, QuantityError, parse_quantity

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("200余名", ("200", "名", "lower", "余", "before_unit")),
        ("30多所", ("30", "所", "lower", "多", "before_unit")),
        ("约100人", ("100", "人", "about", "约", "before")),
        ("1.2万", ("12000", "", "exact", "", "")),
        ("２００名", ("200", "名", "exact", "", "")),
        ("30%以上", ("30", "%", "lower", "以上", "after")),
        ("20个左右", ("20", "个", "about", "左右", "after")),
        ("近16亿元", ("1600000000", "元", "near", "近", "before")),
        ("超过5万人次", ("50000", "人次", "lower", "超过", "before")),
        ("不少于8门", ("8", "门", "lower", "不少于", "before")),
        ("不超过30人", ("30", "人", "upper", "不超过", "before")),
        ("200人以内", ("200", "人", "upper", "以内", "after")),
        ("30多万人", ("300000", "人", "lower", "多", "in_scale")),
        ("三十余万人", ("300000", "人", "lower", "余", "in_scale")),
        ("3个多月", ("3", "个月", "lower", "多", "in_unit")),
        ("10万+", ("100000", "", "lower", "+", "before_unit")),
        ("上百人", ("100", "人", "lower", "上", "before")),
        ("两场", ("2", "场", "exact", "", "")),
        ("二次", ("2", "次", "exact", "", "")),
        ("三大", ("3", "个", "exact", "", "")),
        ("百名", ("100", "名", "exact", "", "")),
        ("十", ("10", "", "exact", "", "")),
        ("1亿2000万元", ("120000000", "元", "exact", "", "")),
        ("14,500人", ("14500", "人", "exact", "", "")),
        ("-3.5%", ("-3.5", "%", "exact", "", "")),
        ("约1:16.7", ("16.7", "1:n", "about", "约", "before")),
        ("百分之三十", ("30", "%", "exact", "", "")),
        ("5个百分点", ("5", "百分点", "exact", "", "")),
        ("92 %以上", ("92", "%", "lower", "以上", "after")),
        ("5盒", ("5", "盒", "exact", "", "")),
    ],
)
def test_a_typed_figure_is_read_and_printed_as_typed(*, typed: str, expected: tuple[str, ...]) -> None:
    quantity = parse_quantity(typed)
    read = (format(quantity.value.normalize(), "f"), quantity.unit, quantity.bound, quantity.word, quantity.place)
    assert read == expected
    assert str(quantity) == quantity.text() == typed
    assert Quantity.from_data(quantity.to_data()) == quantity


def test_four_point_eight_wan_keeps_its_decimal_and_its_scale() -> None:
    quantity = parse_quantity("4.8万人")
    assert (quantity.value, quantity.scale, quantity.decimals) == (Decimal(48000), "万", 1)
    assert quantity.number == Decimal("4.8")
    assert parse_quantity("4.80万人").text() == "4.80万人"


@pytest.mark.parametrize(
    ("typed", "house"),
    [
        ("２００ 余 名", "200余名"),
        ("约 100 人", "约100人"),
        ("14,500 人", "14500人"),
        ("92 ％以上", "92%以上"),
        ("15所(含滑县)", "15所（含滑县）"),
        ("两场", "两场"),
    ],
)
def test_house_spelling_mends_the_form_and_leaves_the_words(typed: str, house: str) -> None:
    assert parse_quantity(typed).plain().text() == house
    assert parse_quantity(house).plain() == parse_quantity(typed).plain()


def test_two_words_are_both_kept() -> None:
    quantity = parse_quantity("约200余人")
    assert [(mark.word, mark.place) for mark in quantity.marks] == [("约", Place.BEFORE), ("余", Place.BEFORE_UNIT)]
    assert (quantity.bound, quantity.text()) == (Bound.ABOUT, "约200余人")


@pytest.mark.parametrize(
    ("typed", "per"), [("每组4名", "组"), ("4名/组", "组"), ("生均5625.96元", "生"), ("每人每年1500元", "人·年")]
)
def test_the_per_unit_is_kept_and_printed(typed: str, per: str) -> None:
    quantity = parse_quantity(typed)
    assert quantity.per_unit == per
    assert quantity.text() == quantity.full_text() == typed


def test_scope_words_before_and_after() -> None:
    assert parse_quantity("据不完全统计，30多所").scope == ("据不完全统计",)
    assert parse_quantity("80个（含20个培育）").scope == ("含20个培育",)
    assert parse_quantity("据不完全统计，30多所（含分校）").plain().text() == "据不完全统计，30多所（含分校）"


def test_nominal_and_actual() -> None:
    quantity = parse_quantity("百名（实际99人）")
    assert quantity.nominal is not None
    assert (quantity.value, quantity.unit, quantity.nominal.value) == (Decimal(99), "人", Decimal(100))
    assert quantity.text() == "百名（实际99人）"


def test_the_fields_unit_is_taken_when_none_is_typed() -> None:
    assert parse_quantity("200余", unit="名").text() == "200余名"
    assert parse_quantity("200余人", unit="名").unit == "人"


def test_the_kind_of_percent_is_told_by_the_caller_and_only_for_percents() -> None:
    assert parse_quantity("134.66%", percent_kind="completion").percent_kind is PercentKind.COMPLETION
    assert parse_quantity("10个百分点", percent_kind="growth").percent_kind is PercentKind.POINTS
    assert parse_quantity("10人", percent_kind="growth").percent_kind == ""


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("很多人", "no_number"),
        ("abc", "no_number"),
        ("1" * 121, "too_long"),
        ("1.2.3", "bad_number"),
        ("12人3个", "several_numbers"),
        ("10-15人", "range"),
        ("10至15人", "range"),
        ("两三个", "range"),
        ("几十人", "vague"),
        ("数百人", "vague"),
        ("三分之一", "vague"),
        ("2020年", "date"),
        ("2020-12-12", "date"),
        ("12月12日", "date"),
        ("第二届", "ordinal"),
        ("首届", "ordinal"),
        ("200余名选手", "trailing_text"),
        ("27所高职院校", "trailing_text"),
    ],
)
def test_what_is_no_single_figure_is_refused_by_name(typed: str, code: str) -> None:
    with pytest.raises(QuantityError) as refused:
        parse_quantity(typed)
    assert refused.value.code == code
