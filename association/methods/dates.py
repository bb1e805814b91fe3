"""Dates as official Chinese texts write them: 2020年12月12日至13日, 2020年8月至9月, 6月3日、7月10日."""

import calendar
from collections.abc import Sequence
from datetime import date

DAY, MONTH, YEAR = "day", "month", "year"


def period_text(
    start: date | None,
    end: date | None = None,
    *,
    precision: str = DAY,
    note: str = "",
    year: int | None = None,
    known_year: int | None = None,
) -> str:
    """Return the Chinese text of a day or period at its precision.

    ``year`` serves when no day is known; ``known_year`` is the year that the sentence has already named, so it is left
    out; ``note`` follows as written (下午, 初). An unknown date without a year is "".
    """
    if start is None:
        return f"{year}年{note}" if year and year != known_year else note
    if end is None or end < start:
        end = start
    first = one_text(start, precision, with_year=start.year != known_year)
    last = rest_text(start, end, precision)
    return f"{first}至{last}{note}" if last else f"{first}{note}"


def one_text(day: date, precision: str, *, with_year: bool = True) -> str:
    """Return one date at its precision."""
    year = f"{day.year}年" if with_year or precision == YEAR else ""
    if precision == YEAR:
        return year
    return f"{year}{day.month}月" if precision == MONTH else f"{year}{day.month}月{day.day}日"


def rest_text(start: date, end: date, precision: str) -> str:
    """Return what follows 至: only what differs from the start, "" when nothing does."""
    if start.year != end.year:
        return one_text(end, precision)
    if precision == YEAR or (precision == MONTH and start.month == end.month) or start == end:
        return ""
    if precision == MONTH:
        return f"{end.month}月"
    return f"{end.day}日" if start.month == end.month else f"{end.month}月{end.day}日"


def days_text(days: Sequence[date], *, known_year: int | None = None) -> str:
    """Return single days in a row: 2020年6月3日、7月10日; the year is written where it changes, the month always."""
    texts = []
    for day in sorted(days):
        texts.append(one_text(day, DAY, with_year=day.year != known_year))
        known_year = day.year
    return "、".join(texts)


def last_day(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])
