"""Keep the working days: fill a year, change days, publish it."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from chinese_calendar.constants import holidays as known_holidays
from chinese_calendar.constants import workdays as known_workdays
from django.db import transaction
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.audit import record_act
from office.domain.record import create_record
from office.domain.transition import advance
from office.enums import CalendarState
from office.methods.workdays import is_weekday
from office.models import CalendarDay, WorkdayCalendar
from office.models.workday import FIRST_YEAR, LAST_YEAR
from office.workflow import WORKDAY_CALENDAR, refuse_unless

# No holiday is longer; a slip of the pen should not make a year free.
LONGEST_RANGE = 31
# The package chinese-calendar holds them.
LIBRARY = "国务院办公厅放假通知（随系统提供）"
# The library names holidays in English; the office reads them as the notice writes them.
NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
    "Anti-Fascist 70th Day": "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日",
}


def known_years() -> range:
    """Return the years whose notices the shipped library holds."""
    return range(min(known_holidays).year, max(known_holidays).year + 1)


def known_days(year: int) -> dict[date, tuple[bool, str]]:
    """Return what the shipped library knows of a year: day -> (worked, the holiday's Chinese name)."""
    found = {day: (False, NAMES.get(name, name)) for day, name in known_holidays.items() if day.year == year}
    moved = {day: (True, NAMES.get(name, name)) for day, name in known_workdays.items() if day.year == year}
    # A day worked in exchange bears the holiday's name only to say why; the page shows 班 beside it.
    return dict(sorted({**found, **moved}.items()))


def load_calendars(*, actor: Actor) -> list[int]:
    """Fill and publish every known year that has no calendar yet; a repeat changes nothing. Returns the years."""
    there = set(WorkdayCalendar.objects.values_list("year", flat=True))
    missing = [year for year in known_years() if year not in there and year >= FIRST_YEAR]
    with transaction.atomic():
        for year in missing:
            calendar = open_year(year, actor=actor)
            publish_year(calendar, actor=actor)
    return missing


def open_year(year: int, *, actor: Actor) -> WorkdayCalendar:
    """Begin a year's calendar: with the notice's days where the library knows them, else with the week alone.

    It counts only once it is published. Raises ``ValidationError`` for a year that has one.
    """
    refuse_unless(FIRST_YEAR <= year <= LAST_YEAR, _("Give a year from 2000 to 2100."))
    days = known_days(year)
    calendar = WorkdayCalendar(year=year, source=LIBRARY if days else "")
    with transaction.atomic():
        create_record(calendar, actor=actor)
        CalendarDay.objects.bulk_create(
            CalendarDay(calendar=calendar, date=day, is_workday=worked, name=name, source=LIBRARY)
            for day, (worked, name) in days.items()
        )
    return calendar


def publish_year(calendar: WorkdayCalendar, *, actor: Actor, reason: str = "") -> WorkdayCalendar:
    """Let a year count; refused for a year in which no weekday is free: the notice has not been entered."""
    free = CalendarDay.objects.filter(calendar=calendar, is_workday=False).values_list("date", flat=True)
    refuse_unless(
        any(is_weekday(day) for day in free),
        _("No holiday of %(year)s is entered yet. Enter the days of the State Council's notice first.")
        % {"year": calendar.year},
    )
    advance(calendar, "publish", actor=actor, workflow=WORKDAY_CALENDAR, reason=reason)
    return calendar


def reopen_year(calendar: WorkdayCalendar, *, actor: Actor, reason: str = "") -> WorkdayCalendar:
    """Take a published year back: from now on reckonings that touch it ask the clerk again."""
    advance(calendar, "reopen", actor=actor, workflow=WORKDAY_CALENDAR, reason=reason)
    return calendar


def change_days(
    calendar: WorkdayCalendar,
    *,
    first: date,
    last: date,
    is_workday: bool | None,
    name: str = "",
    source: str = "",
    reason: str = "",
    actor: Actor,
) -> int:
    """Make the days from first to last, both included, free or worked, or (None) as the week has them.

    Leaves one audit row with the days that differ, returns their number; without a difference nothing is written. A
    published year is changed with a reason only: the State Council has changed a notice before (2020).
    """
    check_stretch(calendar, first, last, reason=reason)
    days = [first + timedelta(days=step) for step in range((last - first).days + 1)]
    with transaction.atomic():
        before = state_of(calendar, days)
        rows = CalendarDay.objects.filter(calendar=calendar, date__in=days)
        rows.delete()
        if is_workday is not None:
            CalendarDay.objects.bulk_create(
                CalendarDay(calendar=calendar, date=day, is_workday=is_workday, name=name, source=source)
                for day in days
            )
        after = state_of(calendar, days)
        changed = [day for day in after if before.get(day) != after[day]]
        if changed:
            record_act(
                calendar,
                "change_days",
                actor=actor,
                before={day: before[day] for day in changed},
                after={day: after[day] for day in changed},
                reason=reason.strip(),
            )
    return len(changed)


def check_stretch(calendar: WorkdayCalendar, first: date, last: date, *, reason: str) -> None:
    """Refuse a stretch of days out of order, out of the year or too long, and a published year without a reason."""
    refuse_unless(first <= last, _("The end lies before the beginning."))
    refuse_unless(first.year == last.year == calendar.year, _("The day lies outside the year of this calendar."))
    refuse_unless((last - first).days < LONGEST_RANGE, _("Change at most 31 days at a time."))
    refuse_unless(
        bool(reason.strip()) or calendar.state != CalendarState.PUBLISHED,
        _("This year is published: give a reason, such as the notice that changed it."),
    )


def state_of(calendar: WorkdayCalendar, days: Iterable[date]) -> dict[str, list[Any]]:
    """Return the stored state of days for the trail: the day -> [worked, name, source]; as the week has it: empty."""
    rows = CalendarDay.objects.filter(calendar=calendar, date__in=list(days))
    stored = {row.date: [row.is_workday, row.name, row.source] for row in rows}
    return {day.isoformat(): stored.get(day, []) for day in days}
