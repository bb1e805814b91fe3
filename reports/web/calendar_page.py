"""A month as the calendar page shows it: weeks of days with their entries, and the same days as a list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from office.agenda import Entry
from office.methods.months import weeks_of
from office.methods.workdays import is_weekday
from office.models import CalendarDay

# More would stretch the week; the list below the grid has all of them.
SHOWN = 4


@dataclass(frozen=True)
class Day:
    """One day of the grid: whether it is worked, the holiday's name, and what stands on it."""

    date: date
    inside: bool
    is_rest: bool
    is_today: bool
    note: str
    entries: Sequence[Entry]

    @property
    def shown(self) -> Sequence[Entry]:
        """The entries that fit into the cell."""
        return self.entries[:SHOWN]

    @property
    def more(self) -> int:
        """How many entries do not."""
        return max(0, len(self.entries) - SHOWN)


def month_weeks(
    year: int,
    month: int,
    *,
    entries: Mapping[date, Sequence[Entry]],
    departures: Mapping[date, CalendarDay],
    today: date,
) -> list[list[Day]]:
    """Return a month's weeks; days of the months beside are marked as outside."""
    return [
        [day_of(day, month, entries.get(day, ()), departures.get(day), today) for day in week]
        for week in weeks_of(year, month)
    ]


def day_of(day: date, month: int, entries: Sequence[Entry], departure: CalendarDay | None, today: date) -> Day:
    """Return one day; without a published calendar the week alone says what is worked."""
    worked = departure.is_workday if departure else is_weekday(day)
    note = ""
    if departure:
        note = departure.name if not worked else str(_("on duty"))
    return Day(day, day.month == month, not worked, day == today, note, entries)


def grid_span(year: int, month: int) -> tuple[date, date]:
    """Return the first and the last day that a month's grid shows."""
    weeks = weeks_of(year, month)
    return weeks[0][0], weeks[-1][-1]


def listed_days(weeks: Sequence[Sequence[Day]]) -> list[Day]:
    """Return the month's own days on which something stands, for the phone and for paper."""
    return [day for week in weeks for day in week if day.inside and day.entries]


def list_entries(entries: Sequence[Entry], *, year: int, month: int) -> list[Entry]:
    """Return the entries of the month of which only the month is known."""
    first = date(year, month, 1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return [entry for entry in entries if entry.vague and entry.first <= last and entry.last >= first]


def month_link(year: int, month: int, *, own: bool) -> str:
    """Return the address of a month under the same view."""
    return f"?month={year}-{month:02d}" + ("&show=own" if own else "")


def parse_month(text: str, *, today: date) -> tuple[int, int]:
    """Return the year and month of "2026-11"; anything else, and years that no calendar shows, is the present month."""
    year, _sep, month = text.partition("-")
    if year.isascii() and year.isdigit() and month.isascii() and month.isdigit() and len(text) <= 7:
        found: tuple[Any, Any] = int(year), int(month)
        if 1950 <= found[0] <= 2200 and 1 <= found[1] <= 12:
            return found
    return today.year, today.month
