"""The calendar of working days: filled, changed, published, asked for where a year is missing."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from office.actor import Actor
from office.domain.workday import change_days, known_years, load_calendars, open_year, publish_year, reopen_year
from office.models import AuditEntry, CalendarDay, WorkdayCalendar
from office.queries.workday import (
    WorkdaysUnknown,
    calendar_missing,
    days_of,
    read_workdays,
    workday_after,
    workday_from,
    workdays_between,
)
from office.web.errors import RefusalMiddleware
from office.workflow import Refusal

pytestmark = pytest.mark.django_db

NEW_YEAR = date(2027, 1, 1)


@pytest.fixture
def year(staff: Actor) -> WorkdayCalendar:
    """2026, published."""
    return publish_year(open_year(2026, actor=staff), actor=staff)


def days(calendar: WorkdayCalendar, *, actor: Actor, **options: object) -> int:
    values = {"first": NEW_YEAR, "last": date(2027, 1, 3), "is_workday": False, "name": "元旦", **options}
    return change_days(calendar, actor=actor, **values)  # type: ignore[arg-type]


def test_known_years_are_filled_once() -> None:
    call_command("load_workdays", verbosity=0)
    assert set(WorkdayCalendar.objects.values_list("year", flat=True)) == set(known_years())
    assert set(WorkdayCalendar.objects.values_list("state", flat=True)) == {"published"}
    rows, acts = CalendarDay.objects.count(), AuditEntry.objects.count()
    call_command("load_workdays", verbosity=0)
    assert (CalendarDay.objects.count(), AuditEntry.objects.count()) == (rows, acts)


def test_what_staff_changed_survives_the_next_set_up(year: WorkdayCalendar, staff: Actor) -> None:
    change_days(year, first=date(2026, 2, 24), last=date(2026, 2, 24), is_workday=False, reason="延长假期", actor=staff)
    load_calendars(actor=staff)
    assert not CalendarDay.objects.get(date=date(2026, 2, 24)).is_workday


def test_reckoning_asks_for_the_missing_year_and_names_its_page(year: WorkdayCalendar) -> None:
    assert workday_after(date(2026, 9, 30), 1).day == date(2026, 10, 8)
    assert workday_from(date(2026, 10, 1)).day == date(2026, 10, 8)
    assert workdays_between(date(2026, 9, 28), date(2026, 10, 10)) == 6
    with pytest.raises(WorkdaysUnknown) as refusal:
        workday_after(date(2026, 12, 31), 1)
    assert "2027" in str(refusal.value)
    assert refusal.value.link == reverse("office:workday_year", args=[2027])
    with pytest.raises(WorkdaysUnknown):
        workday_from(date(2027, 1, 1))
    with pytest.raises(WorkdaysUnknown):
        workdays_between(date(2026, 12, 31), date(2027, 1, 4))
    assert workday_after(date(2026, 12, 31), 1, lenient=True).guessed == (2027,)


def test_only_a_published_year_counts(staff: Actor) -> None:
    calendar = open_year(2025, actor=staff)
    assert read_workdays().published == frozenset()
    assert days_of(date(2025, 1, 1), date(2025, 12, 31)) == {}
    publish_year(calendar, actor=staff)
    assert read_workdays(years=[2025]).published == {2025}
    assert date(2025, 10, 1) in days_of(date(2025, 10, 1), date(2025, 10, 31))
    reopen_year(calendar, actor=staff, reason="通知有误")
    assert read_workdays().published == frozenset()


def test_a_year_without_its_notice_is_not_published(staff: Actor) -> None:
    calendar = open_year(2027, actor=staff)
    assert not calendar.days.exists()
    with pytest.raises(Refusal):
        publish_year(calendar, actor=staff)
    assert days(calendar, actor=staff) == 3
    publish_year(calendar, actor=staff)
    assert workday_after(date(2027, 1, 1), 1).day == date(2027, 1, 4)
    with pytest.raises(Refusal):
        publish_year(calendar, actor=staff)
    with pytest.raises(ValidationError):
        open_year(2027, actor=staff)


def test_a_change_leaves_one_row_in_the_trail_and_a_repeat_none(staff: Actor) -> None:
    calendar = open_year(2027, actor=staff)
    days(calendar, actor=staff)
    entry = AuditEntry.objects.order_by("-id")[0]
    assert (entry.action, entry.user_id) == ("change_days", staff.user_id)
    assert entry.after == {f"2027-01-0{day}": [False, "元旦", ""] for day in (1, 2, 3)}
    assert days(calendar, actor=staff) == 0
    assert AuditEntry.objects.filter(action="change_days").count() == 1
    assert days(calendar, actor=staff, is_workday=None) == 3
    assert not CalendarDay.objects.filter(calendar=calendar).exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"last": date(2026, 12, 31)},
        {"last": date(2027, 3, 1)},
        {"first": date(2026, 12, 31)},
    ],
)
def test_a_wrong_stretch_is_refused(staff: Actor, wrong: dict[str, date]) -> None:
    with pytest.raises(Refusal):
        days(open_year(2027, actor=staff), actor=staff, **wrong)


def test_a_published_year_changes_with_a_reason_only(year: WorkdayCalendar, staff: Actor) -> None:
    day = {"first": date(2026, 3, 2), "last": date(2026, 3, 2)}
    with pytest.raises(Refusal):
        change_days(year, **day, is_workday=False, actor=staff)
    assert change_days(year, **day, is_workday=False, reason="国务院通知", actor=staff) == 1


@pytest.mark.parametrize(
    ("day", "published", "missing"),
    [
        (date(2026, 5, 1), (), 2026),
        (date(2026, 11, 30), (2026,), None),
        (date(2026, 12, 1), (2026,), 2027),
        (date(2026, 12, 1), (2026, 2027), None),
    ],
)
def test_staff_are_told_which_year_to_publish(day: date, published: tuple[int, ...], missing: int | None) -> None:
    for item in published:
        WorkdayCalendar.objects.create(year=item, state="published")
    assert calendar_missing(today=day) == missing


def test_clerk_enters_and_publishes_a_year_on_its_page(log_in: Callable[..., Client]) -> None:
    client = log_in("secretariat")
    page = reverse("office:workday_year", args=[2027])
    assert client.get(reverse("office:workday_index")).status_code == 302
    assert client.get(page).status_code == 200
    client.post(reverse("office:workday_create", args=[2027]))
    client.post(reverse("office:workday_create", args=[2027]))
    change = reverse("office:workday_change", args=[2027])
    wrong = client.post(change, {"first": "2027-01-03", "last": "2027-01-01", "kind": "off"})
    assert wrong.status_code == 422
    values = {"first": "2027-01-01", "last": "2027-01-03", "kind": "off", "name": "元旦", "source": "国办发明电"}
    assert client.post(change, values).status_code == 302
    calendar = WorkdayCalendar.objects.get(year=2027)
    assert client.post(reverse("office:workday_act", args=[calendar.pk, "publish"])).status_code == 302
    shown = client.get(f"{page}?first=2027-01-04&last=2027-01-04&kind=off").content.decode()
    assert 'value="2027-01-04"' in shown
    assert "元旦" in shown
    assert client.post(change, {**values, "kind": "week"}).status_code == 422  # published: wants a reason
    assert client.get(reverse("office:workday_year", args=[1999])).status_code == 404


def test_reckoning_on_the_page(log_in: Callable[..., Client], year: WorkdayCalendar) -> None:
    client, page = log_in("school_teacher"), reverse("office:workday_year", args=[2026])
    assert "2026年10月8日" in client.get(f"{page}?start=2026-09-30&number=1").content.decode()
    missing = client.get(f"{page}?start=2026-12-31&number=1")
    assert reverse("office:workday_year", args=[2027]) in missing.content.decode()
    assert client.post(reverse("office:workday_change", args=[2026]), {}).status_code == 403


def test_a_refusal_shows_the_way_to_the_missing_year(log_in: Callable[..., Client]) -> None:
    request = log_in("secretariat").get("/").wsgi_request
    middleware = RefusalMiddleware(lambda _request: HttpResponse())
    answer = middleware.process_exception(request, WorkdaysUnknown(2030))
    assert answer is not None
    assert answer.status_code == 409
    assert reverse("office:workday_year", args=[2030]) in answer.content.decode()
