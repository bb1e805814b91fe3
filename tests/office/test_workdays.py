"""Reckoning in working days: properties of the arithmetic, and days that the office knows."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.domain.workday import known_days, known_years
from office.methods.workdays import (
    Workdays,
    YearUnpublished,
    add_workdays,
    count_workdays,
    is_weekday,
    last_workday,
    next_workday,
)

pytestmark = pytest.mark.pure

YEARS = frozenset(range(2018, 2027))
KNOWN = Workdays(YEARS, {day: worked for year in YEARS for day, (worked, _name) in known_days(year).items()})
DAYS = st.dates(date(2019, 1, 1), date(2025, 12, 31))
STEPS = st.integers(-150, 150)


@given(DAYS, STEPS.filter(bool))
def test_a_day_reached_by_counting_is_worked_and_counting_finds_the_number_again(start: date, number: int) -> None:
    found = add_workdays(start, number, table=KNOWN)
    assert KNOWN.is_workday(found.day)
    assert not found.is_provisional
    first, last = sorted((start, found.day))
    between = count_workdays(first, last, table=KNOWN).number
    assert between - KNOWN.is_workday(start) == abs(number)


@given(DAYS, st.integers(1, 60), st.integers(1, 60))
def test_counting_in_two_steps_is_counting_in_one(start: date, first: int, second: int) -> None:
    middle = add_workdays(start, first, table=KNOWN).day
    assert add_workdays(middle, second, table=KNOWN) == add_workdays(start, first + second, table=KNOWN)


@given(DAYS, st.integers(1, 150))
def test_the_way_back_leads_to_the_working_day_of_the_start(start: date, number: int) -> None:
    there = add_workdays(start, number, table=KNOWN).day
    back = add_workdays(there, -number, table=KNOWN).day
    assert back == last_workday(start, table=KNOWN).day


@given(DAYS)
def test_next_and_last_working_day_lie_around_a_day(day: date) -> None:
    following, former = next_workday(day, table=KNOWN).day, last_workday(day, table=KNOWN).day
    assert former <= day <= following
    assert (former == day) == (following == day) == KNOWN.is_workday(day)
    assert count_workdays(former, following, table=KNOWN).number == (1 if former == following else 2)


@given(DAYS, DAYS, DAYS)
def test_counts_of_neighboring_stretches_add_up(one: date, two: date, three: date) -> None:
    first, middle, last = sorted((one, two, three))
    whole = count_workdays(first, last, table=KNOWN).number
    parts = count_workdays(first, middle, table=KNOWN).number
    assert whole == parts + count_workdays(middle + timedelta(days=1), last, table=KNOWN).number


@pytest.mark.parametrize(
    ("start", "number", "expected"),
    [
        (date(2020, 1, 23), 1, date(2020, 2, 3)),  # 春节延长至2月2日
        (date(2020, 9, 30), 1, date(2020, 10, 9)),
        (date(2020, 9, 25), 1, date(2020, 9, 27)),  # 星期日上班
        (date(2026, 9, 30), 1, date(2026, 10, 8)),
        (date(2026, 10, 8), -1, date(2026, 9, 30)),
        (date(2026, 5, 6), 0, date(2026, 5, 6)),
    ],
)
def test_days_around_holidays(start: date, number: int, expected: date) -> None:
    assert add_workdays(start, number, table=KNOWN).day == expected


def test_an_unpublished_year_is_refused_or_said() -> None:
    with pytest.raises(YearUnpublished) as missing:
        add_workdays(date(2026, 12, 30), 3, table=KNOWN)
    assert missing.value.year == 2027
    guessing = Workdays(KNOWN.published, KNOWN.departures, lenient=True)
    guess = add_workdays(date(2026, 12, 30), 3, table=guessing)
    assert (guess.day, guess.guessed, guess.is_provisional) == (date(2027, 1, 4), (2027,), True)
    counted = count_workdays(date(2026, 12, 28), date(2027, 1, 10), table=guessing)
    assert (counted.guessed, counted.is_provisional) == ((2027,), True)
    assert next_workday(date(2027, 1, 2), table=guessing).guessed == (2027,)


def test_days_of_an_unpublished_year_do_not_count() -> None:
    table = Workdays(frozenset({2026}), {date(2027, 1, 1): False}, lenient=True)
    assert table.is_workday(date(2027, 1, 1))
    assert is_weekday(date(2027, 1, 1))


def test_a_count_that_never_ends_stops() -> None:
    never = Workdays(frozenset(), dict.fromkeys((), False), lenient=True)
    with pytest.raises(OverflowError):
        add_workdays(date(2026, 1, 1), 5000, table=never)


def test_the_shipped_notices_reach_from_2004_to_2026() -> None:
    assert (known_years()[0], known_years()[-1]) == (2004, 2026)
    assert known_days(2026)[date(2026, 10, 10)] == (True, "国庆节")
    assert known_days(2027) == {}
    assert not any(name.isascii() for year in known_years() for _worked, name in known_days(year).values())
