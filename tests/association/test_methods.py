"""Pure methods: credit codes, Chinese dates, sort keys."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from association.methods.dates import days_text, last_day, period_text
from association.methods.pinyin import sort_key
from association.methods.uscc import CHARACTERS, check_character, is_valid_uscc, normalize_uscc

pytestmark = pytest.mark.pure

FIRST17 = st.text(alphabet=CHARACTERS, min_size=17, max_size=17)


@given(FIRST17)
def test_check_character_makes_a_valid_code(first17: str) -> None:
    assert is_valid_uscc(first17 + check_character(first17))


@given(FIRST17, st.integers(0, 16), st.sampled_from(CHARACTERS))
def test_one_mistyped_character_is_found(first17: str, place: int, typed: str) -> None:
    code = first17 + check_character(first17)
    wrong = code[:place] + typed + code[place + 1 :]
    assert is_valid_uscc(wrong) == (wrong == code)


@given(FIRST17, st.integers(0, 15))
def test_two_exchanged_neighbors_are_found(first17: str, place: int) -> None:
    code = first17 + check_character(first17)
    wrong = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert is_valid_uscc(wrong) == (wrong == code)


def test_published_codes_are_valid() -> None:
    # Codes of large companies as they print them themselves.
    for code in ("91440300708461136T", "914403001922038216", "91110000802100433B"):
        assert is_valid_uscc(code), code


@pytest.mark.parametrize("text", ["", "9144030070846113", "91440300708461136U", "9144030070846113OT", "中" * 18])
def test_what_is_no_code_is_refused(text: str) -> None:
    assert not is_valid_uscc(text)


def test_code_is_stored_without_spaces_in_capitals() -> None:
    assert normalize_uscc(" 9144 0300 7084 6113 6t ") == "91440300708461136T"


D = date
CASES = [
    ((D(2020, 12, 12), D(2020, 12, 13)), {}, "2020年12月12日至13日"),
    ((D(2020, 12, 12),), {}, "2020年12月12日"),
    ((D(2020, 12, 12),), {"note": "下午"}, "2020年12月12日下午"),
    ((D(2020, 9, 26), D(2020, 9, 27)), {"known_year": 2020}, "9月26日至27日"),
    ((D(2020, 9, 30), D(2020, 10, 2)), {}, "2020年9月30日至10月2日"),
    ((D(2020, 12, 31), D(2021, 1, 2)), {}, "2020年12月31日至2021年1月2日"),
    ((D(2020, 8, 1), D(2020, 9, 30)), {"precision": "month"}, "2020年8月至9月"),
    ((D(2020, 8, 1), D(2020, 8, 31)), {"precision": "month"}, "2020年8月"),
    ((D(2020, 11, 1),), {"precision": "month", "known_year": 2020}, "11月"),
    ((D(2020, 11, 1), D(2021, 2, 1)), {"precision": "month"}, "2020年11月至2021年2月"),
    ((D(2020, 1, 1), D(2020, 12, 31)), {"precision": "year"}, "2020年"),
    ((D(2019, 1, 1), D(2020, 12, 31)), {"precision": "year"}, "2019年至2020年"),
    ((None,), {"year": 2020, "note": "初"}, "2020年初"),
    ((None,), {"year": 2020}, "2020年"),
    ((None,), {}, ""),
]


@pytest.mark.parametrize(("days", "options", "text"), CASES)
def test_periods_read_as_official_texts_write_them(days: tuple, options: dict, text: str) -> None:
    assert period_text(*days, **options) == text


@given(st.dates(D(1990, 1, 1), D(2090, 1, 1)), st.integers(0, 800), st.sampled_from(["day", "month", "year"]))
def test_a_period_names_its_first_year_once(start: date, length: int, precision: str) -> None:
    text = period_text(start, start + timedelta(days=length), precision=precision)
    assert text.count(f"{start.year}年") == 1
    assert text.count("至") <= 1


def test_single_days_stand_in_a_row_in_their_order() -> None:
    assert days_text([D(2020, 7, 10), D(2020, 6, 3)]) == "2020年6月3日、7月10日"
    assert days_text([D(2019, 12, 30), D(2020, 1, 2)], known_year=2019) == "12月30日、2020年1月2日"
    assert days_text([]) == ""


def test_last_day_of_a_month() -> None:
    assert last_day(2020, 2) == D(2020, 2, 29)


def test_names_sort_by_sound_and_not_by_code_point() -> None:
    names = ["宣城职业技术学院", "安徽工商职业学院", "滁州城市职业学院", "亳州职业技术学院"]
    expected = ["安徽工商职业学院", "亳州职业技术学院", "滁州城市职业学院", "宣城职业技术学院"]
    assert sorted(names, key=sort_key) == expected


def test_sort_key_ignores_width_and_marks() -> None:
    assert sort_key("“BIM 应用”大赛") == sort_key("ＢＩＭ应用大赛")


@given(st.text(max_size=400))
def test_sort_key_fits_its_column(name: str) -> None:
    assert len(sort_key(name)) <= 200
