"""Reckoning in working days (工作日): pure arithmetic over the week and the days that depart from it.

Monday to Friday are worked, Saturday and Sunday are not, except the days that the State Council's yearly notice moves.
A year whose notice has not come out is unknown: strict reckoning raises, lenient reckoning goes by the week alone and
says which years it guessed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

# Twelve years of days: more than any deadline of the office, and a loop that ends.
FURTHEST = 4400
ONE_DAY = timedelta(days=1)


class YearUnpublished(Exception):
    """A reckoning touched a year whose working days are not published; ``year`` tells which."""

    def __init__(self, year: int) -> None:
        super().__init__(str(year))
        self.year = year


@dataclass(frozen=True)
class Reckoned:
    """A day found by counting, and the years that were guessed on the way: none, and the day is certain."""

    day: date
    guessed: tuple[int, ...] = ()

    @property
    def is_provisional(self) -> bool:
        """True when an unpublished year was touched: the day may still move."""
        return bool(self.guessed)


@dataclass(frozen=True)
class Counted:
    """A number of working days, and the years that were guessed on the way."""

    number: int
    guessed: tuple[int, ...] = ()

    @property
    def is_provisional(self) -> bool:
        """True when an unpublished year was touched: the number may still move."""
        return bool(self.guessed)


def is_weekday(day: date) -> bool:
    """Tell whether the week alone makes a day a working day: Monday to Friday."""
    return day.weekday() < 5


@dataclass(frozen=True)
class Workdays:
    """What is known: the published years, and the days in them that depart from the week.

    ``departures`` maps a day to whether it is worked; only days of ``published`` years count. ``lenient`` reckoning
    takes an unpublished year by the week and reports it.
    """

    published: frozenset[int]
    departures: Mapping[date, bool] = field(default_factory=dict)
    lenient: bool = False

    def is_workday(self, day: date) -> bool:
        """Tell whether a day is worked; raises ``YearUnpublished`` unless lenient."""
        if day.year in self.published:
            return self.departures.get(day, is_weekday(day))
        if not self.lenient:
            raise YearUnpublished(day.year)
        return is_weekday(day)

    def guessed_among(self, days: set[int]) -> tuple[int, ...]:
        """Return the unpublished years among some years, in order."""
        return tuple(sorted(days - self.published))


def add_workdays(start: date, number: int, *, table: Workdays) -> Reckoned:
    """Return the working day that lies a number of working days after a day, before it for a negative number.

    The day itself does not count: one working day after a Friday is the next Monday. Zero gives the day itself, worked
    or not. Raises ``YearUnpublished`` where a strict table lacks a year, ``OverflowError`` beyond twelve years.
    """
    day, left, seen = start, abs(number), {start.year} if number else set()
    for day in walk(start, backward=number < 0) if number else ():
        seen.add(day.year)
        left -= table.is_workday(day)
        if not left:
            break
    return Reckoned(day, table.guessed_among(seen))


def next_workday(day: date, *, table: Workdays) -> Reckoned:
    """Return the day itself when it is worked, else the first working day after it (顺延)."""
    if table.is_workday(day):
        return Reckoned(day, table.guessed_among({day.year}))
    return add_workdays(day, 1, table=table)


def last_workday(day: date, *, table: Workdays) -> Reckoned:
    """Return the day itself when it is worked, else the last working day before it (提前)."""
    if table.is_workday(day):
        return Reckoned(day, table.guessed_among({day.year}))
    return add_workdays(day, -1, table=table)


def count_workdays(first: date, last: date, *, table: Workdays) -> Counted:
    """Return how many working days lie from a first to a last day, both included; none when the last comes first."""
    days = [first + ONE_DAY * step for step in range((last - first).days + 1)]
    number = sum(table.is_workday(day) for day in days)
    return Counted(number, table.guessed_among({day.year for day in days}))


def walk(start: date, *, backward: bool) -> Iterator[date]:
    """Yield the days after a day, or before it; raises ``OverflowError`` when nobody has stopped after twelve years."""
    step = -ONE_DAY if backward else ONE_DAY
    day = start
    for _number in range(FURTHEST):
        day += step
        yield day
    raise OverflowError("more than twelve years of working days")
