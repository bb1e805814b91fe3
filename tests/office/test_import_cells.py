"""Cells as offices type them: dates, periods, phones, codes, names and numbers."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from office.methods import cells
from office.methods.cells import UnreadableCell

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("cell", "day", "precision"),
    [
        (45536, date(2024, 9, 1), "day"),
        ("45536", date(2024, 9, 1), "day"),
        (2024.9, date(2024, 9, 1), "month"),
        (2024.12, date(2024, 12, 1), "month"),
        ("2024.9", date(2024, 9, 1), "month"),
        ("2024年9月", date(2024, 9, 1), "month"),
        ("２０２４年９月份", date(2024, 9, 1), "month"),
        ("2024-9-1", date(2024, 9, 1), "day"),
        ("2024/09/01", date(2024, 9, 1), "day"),
        ("2024.9.1", date(2024, 9, 1), "day"),
        ("2024 年 9 月 1 日", date(2024, 9, 1), "day"),
        ("2024-09-01 10:30", date(2024, 9, 1), "day"),
        ("2024-09-01", date(2024, 9, 1), "day"),
        ("20240901", date(2024, 9, 1), "day"),
        (20240901, date(2024, 9, 1), "day"),
        ("2024年", date(2024, 1, 1), "year"),
        (2024, date(2024, 1, 1), "year"),
        ("2024年度", date(2024, 1, 1), "year"),
    ],
)
def test_dates(cell: Any, day: date, precision: str) -> None:
    assert cells.read_dated(cell) == (day, precision)
    assert cells.read_date(cell) == day


@pytest.mark.parametrize("cell", ["", None, " ", "无", "/", "—", "待定"])
def test_empty_cells_say_nothing(cell: Any) -> None:
    assert cells.read_date(cell) is None
    assert cells.read_text(cell) == ""
    assert cells.read_names(cell) == ()


@pytest.mark.parametrize(
    ("cell", "code"), [(2024.1, "january"), ("2024-13-1", "date"), ("建国初期", "date"), (0.5, "date")]
)
def test_dates_that_are_none(cell: Any, code: str) -> None:
    with pytest.raises(UnreadableCell) as caught:
        cells.read_date(cell)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("2020年12月12日至13日", date(2020, 12, 12), date(2020, 12, 13), "day"),
        ("2020.9.26-27", date(2020, 9, 26), date(2020, 9, 27), "day"),
        ("2020年9月30日—10月2日", date(2020, 9, 30), date(2020, 10, 2), "day"),
        ("2020年8月至9月", date(2020, 8, 1), date(2020, 9, 1), "month"),
        ("2020-11-05~2020-11-07", date(2020, 11, 5), date(2020, 11, 7), "day"),
        ("2020年12月30日至2021年1月2日", date(2020, 12, 30), date(2021, 1, 2), "day"),
        ("2020年12月", date(2020, 12, 1), None, "month"),
        ("2020-12-12", date(2020, 12, 12), None, "day"),
        (44177, date(2020, 12, 12), None, "day"),
    ],
)
def test_periods(text: Any, start: date, end: date | None, precision: str) -> None:
    assert cells.read_period(text) == (start, end, precision)


def test_period_that_ends_before_it_begins() -> None:
    with pytest.raises(UnreadableCell) as caught:
        cells.read_period("2020年12月13日至12日")
    assert caught.value.code == "period"


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        (13900000001, "13900000001"),
        (13900000001.0, "13900000001"),
        ("１３９ ００００ ０００１", "13900000001"),
        ("0551-6263 1234", "0551-62631234"),
        ("（0551）62631234", "0551-62631234"),
        ("0551—62631234转8001", "0551-62631234-8001"),
        ("+86 13900000001", "+8613900000001"),
        ("", ""),
    ],
)
def test_phones(cell: Any, phone: str) -> None:
    assert cells.read_phone(cell) == phone


@pytest.mark.parametrize("cell", ["打电话", "138****0001", "12"])
def test_no_phones(cell: str) -> None:
    with pytest.raises(UnreadableCell):
        cells.read_phone(cell)


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("张 三", "张三"),
        ("张　三", "张三"),
        (" 欧阳 晓明 ", "欧阳晓明"),
        ("阿卜杜拉•买买提", "阿卜杜拉·买买提"),
        ("John  Smith", "John Smith"),
        ("𬭎明", "𬭎明"),
    ],
)
def test_person_names(cell: str, name: str) -> None:
    assert cells.read_person_name(cell) == name


def test_private_characters_are_refused() -> None:
    with pytest.raises(UnreadableCell) as caught:
        cells.read_person_name("张\ue5f1")
    assert caught.value.code == "glyph"


@pytest.mark.parametrize(
    "cell",
    [
        "张三、李四",
        "张三,李四",
        "张三，李四",
        "张三\n李四",
        "张 三；李 四",
        "张三/李四",
        "张三（队长）、李四",
        "张三  李四",
    ],
)
def test_several_names_in_one_cell(cell: str) -> None:
    assert cells.read_names(cell) == ("张三", "李四")


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("安徽示例学院 (本部)", "安徽示例学院（本部）"),
        ("安 徽 学 院", "安徽学院"),
        ("IBM (China)", "IBM (China)"),
        ("ＢＩＭ学院", "BIM学院"),
    ],
)
def test_names_of_units(cell: str, name: str) -> None:
    assert cells.read_name(cell) == name


def test_codes_postcodes_and_numbers() -> None:
    assert cells.read_code(" 9134 0100ma2n abcd0x ") == "91340100MA2NABCD0X"
    assert cells.read_postcode(10000) == "010000"
    assert cells.read_integer("第3名") == 3
    assert cells.read_integer(3.0) == 3
    assert cells.read_decimal("85%") == Decimal("0.85")
    assert cells.read_decimal("1,234.5") == Decimal("1234.5")
    assert cells.read_decimal(0.85) == Decimal("0.85")
    for read, cell in (
        (cells.read_code, 913401007964312345),
        (cells.read_postcode, "23"),
        (cells.read_integer, "三"),
        (cells.read_decimal, "多"),
    ):
        with pytest.raises(UnreadableCell):
            read(cell)
