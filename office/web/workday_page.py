"""The year of working days as twelve months of linked days."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from office.methods.months import weeks_of
from office.methods.workdays import is_weekday
from office.models import CalendarDay, WorkdayCalendar


@dataclass(frozen=True)
class DayCell:
    """One day: its number, how it is marked, what a screen reader says, and where a press leads ("" for nobody)."""

    day: date
    mark: str
    badge: str
    label: str
    url: str


def month_grids(year: int, days: dict[date, CalendarDay], *, editable: bool) -> list[dict[str, Any]]:
    """Return twelve months: their title, and weeks of cells; a cell of another month is None."""
    base = reverse("office:workday_year", args=[year])
    return [
        {
            "title": _("Month %(month)s") % {"month": month},
            "weeks": [
                [day_cell(day, days.get(day), base if editable else "") if day.month == month else None for day in week]
                for week in weeks_of(year, month)
            ],
        }
        for month in range(1, 13)
    ]


def day_cell(day: date, departure: CalendarDay | None, base: str) -> DayCell:
    """Return one day as the page shows it; ``base`` is the year's address, "" when the reader may not change it."""
    worked = departure.is_workday if departure else is_weekday(day)
    name = departure.name if departure else ""
    moved = worked != is_weekday(day)
    mark = ("work-moved" if moved else "work") if worked else ("off-moved" if moved or name else "off")
    badge = "" if not departure else str(_("on duty") if worked else _("off"))
    words = [day.isoformat(), str(_("Working day") if worked else _("Day off")), name]
    query = {"first": day.isoformat(), "last": day.isoformat(), "kind": "off" if worked else "work", "name": name}
    url = f"{base}?{urlencode(query)}#change" if base else ""
    return DayCell(day, mark, badge, " ".join(word for word in words if word), url)


def holiday_lines(days: dict[date, CalendarDay]) -> list[dict[str, Any]]:
    """Return the year's notice as lines: each stretch of free days of one name, and the days worked in exchange."""
    lines: list[dict[str, Any]] = []
    for day in sorted(days):
        row = days[day]
        last = lines[-1] if lines else None
        if last and last["key"] == (row.is_workday, row.name) and (day - last["last"]).days == 1:
            last["last"], last["count"] = day, last["count"] + 1
        else:
            lines.append({"key": (row.is_workday, row.name), "first": day, "last": day, "count": 1, "row": row})
    return lines


def year_tabs(year: int, calendars: list[WorkdayCalendar], today: date) -> list[dict[str, Any]]:
    """Return the years to choose from: those around the shown one and the present one, newest last."""
    states = {calendar.year: calendar.get_state_display() for calendar in calendars}
    years = sorted({year - 1, year, year + 1, today.year, today.year + 1})
    return [
        {
            "label": str(item),
            "note": states.get(item, _("Not entered")),
            "url": reverse("office:workday_year", args=[item]),
            "active": item == year,
        }
        for item in years
        if 2000 <= item <= 2100  # the bounds of the table
    ]
