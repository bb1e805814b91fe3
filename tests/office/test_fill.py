"""Texts of reminders, and the stages of days around a deadline."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.methods.fill import fill_text, left_words, unknown_words, values_of
from office.methods.stages import StagesUnreadable, reached, read_stages, stage_day
from office.methods.workdays import Workdays

pytestmark = pytest.mark.pure

DUE = date(2026, 11, 20)
VALUES = values_of(title="“1+X”研讨会", unit="示例学院", due_on=DUE, today=date(2026, 11, 17))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{事项}{期限}截止（{剩余}）", "“1+X”研讨会2026年11月20日截止（还有3天）"),
        ("{单位}的“{事项}”", "示例学院的“‘1+X’研讨会”"),
        ("{别的}“{别的}”", "{别的}“{别的}”"),
        ("“{单位}”“", "“示例学院”“"),
    ],
)
def test_words_in_braces_are_filled(text: str, expected: str) -> None:
    assert fill_text(text, VALUES) == expected


def test_a_value_is_never_filled_itself() -> None:
    assert fill_text("{事项}", {"事项": "{单位}", "单位": "x"}) == "{单位}"


def test_unknown_words_are_named() -> None:
    assert unknown_words("{事项}{姓名}{姓名}{}") == ["姓名", ""]


@pytest.mark.parametrize(("day", "words"), [(18, "还有2天"), (20, "今天到期"), (23, "已逾期3天")])
def test_days_left(day: int, words: str) -> None:
    assert left_words(DUE, date(2026, 11, day)) == words


def test_stages_are_read_as_the_office_writes_them() -> None:
    assert read_stages("14, 7、1 0", "3；1") == (-14, -7, -1, 0, 1, 3)
    assert read_stages("", "") == ()
    for wrong in ("-1", "x", "1.5", "9999", "７"):
        with pytest.raises(StagesUnreadable):
            read_stages(wrong, "")


@given(st.sets(st.integers(-60, 60), min_size=1), st.dates(date(2026, 1, 1), date(2027, 1, 1)))
def test_reached_stages_only_grow_with_time(stages: set[int], today: date) -> None:
    now = reached(DUE, stages, today)
    assert now == [stage for stage in sorted(stages) if stage_day(DUE, stage) <= today]
    tomorrow = reached(DUE, stages, today.replace(year=2028))
    assert set(now) <= set(tomorrow) == stages


@given(st.integers(-30, 30))
def test_stages_in_working_days_keep_their_order(stage: int) -> None:
    table = Workdays(frozenset(), lenient=True)
    assert stage_day(DUE, stage, table=table) <= stage_day(DUE, stage + 1, table=table)
