"""Months as rows of weeks, Monday first, for pages that show a calendar."""

import calendar
from datetime import date, timedelta

MONDAY_FIRST = calendar.Calendar(firstweekday=0)


def weeks_of(year: int, month: int) -> list[list[date]]:
    """Return a month's weeks as rows of seven days; days of the months beside fill the first and the last row."""
    return MONDAY_FIRST.monthdatescalendar(year, month)


def month_before(year: int, month: int) -> tuple[int, int]:
    """Return the year and month before a month."""
    return (year, month - 1) if month > 1 else (year - 1, 12)


def month_after(year: int, month: int) -> tuple[int, int]:
    """Return the year and month after a month."""
    return (year, month + 1) if month < 12 else (year + 1, 1)


def span_of(year: int, month: int) -> tuple[date, date]:
    """Return the first and the last day of a month."""
    first = date(year, month, 1)
    last = date(*month_after(year, month), 1) - timedelta(days=1)
    return first, last
