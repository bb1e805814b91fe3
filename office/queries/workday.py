"""Read the working days: one table for reckoning, and the sentences where a year is missing."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from office.enums import CalendarState
from office.methods.workdays import Reckoned, Workdays, YearUnpublished, add_workdays, count_workdays, next_workday
from office.models import CalendarDay, WorkdayCalendar
from office.workflow import Refusal


class WorkdaysUnknown(Refusal):
    """A deadline needs a year whose working days are not published; the page of that year is the way on."""

    def __init__(self, year: int) -> None:
        super().__init__(
            _(
                "The working days of %(year)s are not published here yet. Enter the State Council's notice for that "
                "year and publish it, then try again."
            )
            % {"year": year}
        )
        self.link = reverse("office:workday_year", args=[year])
        self.link_label = _("Working days of %(year)s") % {"year": year}


def read_workdays(*, years: Iterable[int] = (), lenient: bool = False) -> Workdays:
    """Return the table of working days, of some years or of all published ones; one query for any number of years."""
    rows: Any = WorkdayCalendar.objects.filter(state=CalendarState.PUBLISHED)
    wanted = set(years)
    if wanted:
        rows = rows.filter(year__in=wanted)
    published: set[int] = set()
    departures: dict[date, bool] = {}
    for year, day, is_workday in rows.order_by().values_list("year", "days__date", "days__is_workday"):
        published.add(year)
        if day is not None:
            departures[day] = is_workday
    return Workdays(frozenset(published), departures, lenient)


def workday_after(start: date, number: int, *, lenient: bool = False) -> Reckoned:
    """Return the day a number of working days after another; raises ``WorkdaysUnknown`` where a year is missing."""
    try:
        return add_workdays(start, number, table=read_workdays(lenient=lenient))
    except YearUnpublished as missing:
        raise WorkdaysUnknown(missing.year) from missing


def workday_from(day: date, *, lenient: bool = False) -> Reckoned:
    """Return a day moved on to the next working day; raises ``WorkdaysUnknown`` where a year is missing."""
    try:
        return next_workday(day, table=read_workdays(lenient=lenient))
    except YearUnpublished as missing:
        raise WorkdaysUnknown(missing.year) from missing


def workdays_between(first: date, last: date) -> int:
    """Return the number of working days from a first to a last day, both included; raises ``WorkdaysUnknown``."""
    try:
        return count_workdays(first, last, table=read_workdays()).number
    except YearUnpublished as missing:
        raise WorkdaysUnknown(missing.year) from missing


def days_of(first: date, last: date) -> dict[date, CalendarDay]:
    """Return the departing days of published calendars between two days, both included; for pages that shade them."""
    rows = CalendarDay.objects.filter(date__range=(first, last), calendar__state=CalendarState.PUBLISHED)
    return {row.date: row for row in rows}


def calendar_missing(*, today: date | None = None) -> int | None:
    """Return the year that staff should publish now: this one, or from December on the next; None when both are there.

    The State Council's notice for a year usually comes out in the November before it.
    """
    day = today or timezone.localdate()
    wanted = [day.year, *([day.year + 1] if day.month == 12 else [])]
    rows = WorkdayCalendar.objects.filter(year__in=wanted, state=CalendarState.PUBLISHED)
    published = set(rows.values_list("year", flat=True))
    return next((year for year in wanted if year not in published), None)
