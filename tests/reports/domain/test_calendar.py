"""The calendar: what stands on a day for whom, and the secret link that shows no more than that."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from association.models import RoleGrant
from office.actor import Actor
from office.agenda import Span
from office.domain.workday import open_year, publish_year
from office.models import AuditEntry, User
from reports.domain.calendar import feed_of, open_feed, reader_of, revoke_feed, write_feed
from reports.models import CalendarFeed
from reports.queries.calendar import by_day, entries_of
from tests.actors import make_actor
from tests.factories.association import (
    ActivityFactory,
    ActivityHostFactory,
    ActivitySessionFactory,
    AgreementFactory,
    BodyFactory,
    OrganizationFactory,
    VisitFactory,
)
from tests.factories.reviews import CallFactory, SubmissionFactory

pytestmark = pytest.mark.django_db

NOVEMBER = Span(date(2026, 11, 1), date(2026, 11, 30))
MIDNIGHT = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)  # 00:00 of 21 November in the office


def dated(first: date, last: date | None = None) -> dict[str, Any]:
    return {"year": first.year, "start_on": first, "end_on": last}


@pytest.fixture
def year() -> dict[str, Any]:
    """One of everything in November, and something canceled, drafted or elsewhere."""
    activity = ActivityFactory(title="年会", **dated(date(2026, 10, 30), date(2026, 11, 2)))
    ActivityFactory(title="取消的会", state="canceled", **dated(date(2026, 11, 5)))
    ActivityFactory(title="十二月的会", **dated(date(2026, 12, 1)))
    ActivityFactory(title="某月的会", date_precision="month", **dated(date(2026, 11, 1), date(2026, 11, 30)))
    ActivityFactory(title="某年的会", date_precision="year", **dated(date(2026, 11, 1)))
    ActivitySessionFactory(activity=activity, title="分论坛", held_on=date(2026, 11, 2))
    VisitFactory(title="来访", **dated(date(2026, 11, 10)))
    AgreementFactory(title="备忘录", state="signed", signed_on=date(2025, 1, 1), valid_until=date(2026, 11, 12))
    call = CallFactory(title="微课大赛", opens_at=datetime(2026, 11, 3, 1, 0, tzinfo=UTC), closes_at=MIDNIGHT)
    CallFactory(title="未发布", state="drafted", opens_at=None, closes_at=MIDNIGHT)
    return {"activity": activity, "call": call}


def titles(actor: Actor, span: Span = NOVEMBER) -> list[str]:
    return [f"{entry.first.day} {entry.title}" for entry in entries_of(actor, span)]


def test_staff_see_everything_in_the_order_of_days(year: dict[str, Any], staff: Actor) -> None:
    assert titles(staff) == [
        "30 年会", "1 某月的会", "2 分论坛", "3 微课大赛", "10 来访", "12 备忘录", "20 微课大赛",
    ]  # fmt: skip
    days = by_day(entries_of(staff, NOVEMBER), NOVEMBER)
    assert [entry.title for entry in days[date(2026, 11, 1)]] == ["年会"]  # what has no exact day stands on none
    assert [entry.mark for entry in days[date(2026, 11, 20)]]
    assert date(2026, 10, 30) not in days


def test_a_call_that_closes_at_midnight_stands_on_the_day_before(year: dict[str, Any], staff: Actor) -> None:
    closing = entries_of(staff, NOVEMBER)[-1]
    assert (closing.first, closing.tone, f"{closing.at:%H:%M}") == (date(2026, 11, 20), "danger", "00:00")
    one_day = Span(date(2026, 11, 20), date(2026, 11, 20))
    assert titles(staff, one_day) == ["1 某月的会", "20 微课大赛"]
    assert titles(staff, Span(date(2026, 11, 21), date(2026, 11, 21))) == ["1 某月的会"]


def test_each_role_sees_its_own(year: dict[str, Any]) -> None:
    assert titles(make_actor("school_teacher")) == ["30 年会", "1 某月的会", "2 分论坛", "3 微课大赛", "20 微课大赛"]
    assert titles(make_actor("reviewer")) == []
    assert titles(make_actor("system_administrator")) == []
    body = BodyFactory()
    ActivityFactory(title="集团的会", body=body, **dated(date(2026, 11, 8)))
    assert titles(make_actor("group_secretary", body=body)) == ["8 集团的会"]


def test_a_school_may_ask_for_what_concerns_it(year: dict[str, Any]) -> None:
    school = OrganizationFactory()
    actor = make_actor("school_administrator", organization=school)
    own = Span(NOVEMBER.first, NOVEMBER.last, own=True)
    assert titles(actor, own) == ["3 微课大赛", "20 微课大赛"]  # an open call concerns every school
    year["call"].state = "closed"
    year["call"].save()
    assert titles(actor, own) == []
    SubmissionFactory(call=year["call"], organization=school)
    ActivityHostFactory(activity=year["activity"], organization=school)
    assert titles(actor, own) == ["30 年会", "2 分论坛", "3 微课大赛", "20 微课大赛"]


def test_queries_do_not_grow(staff: Actor, django_assert_num_queries: Any) -> None:
    for size in (2, 20):
        ActivityFactory.create_batch(size, **dated(date(2026, 11, 5)))
        VisitFactory.create_batch(size, **dated(date(2026, 11, 5)))
        CallFactory.create_batch(size, closes_at=MIDNIGHT)
        with django_assert_num_queries(5):
            entries_of(staff, NOVEMBER)


def test_the_page_shows_a_month_shaded_by_the_working_days(
    log_in: Callable[..., Client], staff: Actor, year: dict[str, Any], django_assert_max_num_queries: Any
) -> None:
    publish_year(open_year(2026, actor=staff), actor=staff)
    client, page = log_in(staff), reverse("reports:calendar")
    with django_assert_max_num_queries(12):
        answer = client.get(f"{page}?month=2026-11")
    text = answer.content.decode()
    assert "微课大赛" in text
    assert "取消的会" not in text
    october = client.get(f"{page}?month=2026-10")
    days = {day.date: day for week in october.context["weeks"] for day in week}
    assert (days[date(2026, 10, 1)].is_rest, days[date(2026, 10, 1)].note) == (True, "国庆节")
    assert not days[date(2026, 10, 10)].is_rest  # a Saturday worked in exchange
    for odd in ("", "2026-13", "abc", "9999-01", "2026-1１"):
        assert client.get(page, {"month": odd}).context["is_now"]


def test_a_link_shows_what_its_owner_may_see_and_nothing_more(year: dict[str, Any], settings: Any) -> None:
    settings.PUBLIC_URL = "https://portal.example"
    teacher = make_actor("school_teacher")
    secret = open_feed(actor=teacher)
    assert secret not in str(list(CalendarFeed.objects.values()))
    assert secret not in str(list(AuditEntry.objects.values()))
    reader = reader_of(secret)
    assert reader is not None
    assert (reader.user_id, reader.role, reader.organization_id) == (
        teacher.user_id,
        "school_teacher",
        teacher.organization_id,
    )
    book = icalendar.Calendar.from_ical(write_feed(reader, today=date(2026, 11, 15)))
    events = {str(event["summary"]): event for event in book.walk("VEVENT")}
    assert not any("来访" in name or "备忘录" in name or "未发布" in name for name in events)
    closing = next(event for name, event in events.items() if name.endswith("微课大赛") and "closes" in event["uid"])
    assert closing.decoded("dtstart") == MIDNIGHT
    assert closing["url"].startswith("https://portal.example/")
    meeting = next(event for name, event in events.items() if name.endswith("年会"))
    assert (meeting.decoded("dtstart"), meeting.decoded("dtend")) == (date(2026, 10, 30), date(2026, 11, 3))
    assert len({str(event["uid"]) for event in events.values()}) == len(events)


def test_a_link_ends_with_its_owner_grant_account_or_a_new_link() -> None:
    teacher = make_actor("school_teacher")
    secret = open_feed(actor=teacher)
    assert reader_of("wrong") is None
    newer = open_feed(actor=teacher)
    assert reader_of(secret) is None
    assert reader_of(newer) is not None
    RoleGrant.objects.filter(pk=teacher.grant_id).update(valid_until=timezone.localdate() - timedelta(days=1))
    assert reader_of(newer) is None
    RoleGrant.objects.filter(pk=teacher.grant_id).update(valid_until=None)
    User.objects.filter(pk=teacher.user_id).update(is_active=False)
    assert reader_of(newer) is None
    User.objects.filter(pk=teacher.user_id).update(is_active=True)
    assert feed_of(teacher) is not None
    assert revoke_feed(actor=teacher)
    assert not revoke_feed(actor=teacher)
    assert reader_of(newer) is None
    assert [entry.action for entry in AuditEntry.objects.order_by("id")] == ["open_feed", "open_feed", "revoke_feed"]


def test_a_link_stays_with_the_grant_it_was_made_for(year: dict[str, Any]) -> None:
    user = User.objects.get(pk=make_actor("school_teacher").user_id)
    clerk = make_actor("secretariat", user=user)
    secret = open_feed(actor=clerk)
    RoleGrant.objects.filter(pk=clerk.grant_id).update(valid_until=timezone.localdate() - timedelta(days=1))
    assert reader_of(secret) is None  # never under another of the user's grants


def test_calendar_programs_read_without_a_log_in(log_in: Callable[..., Client], staff: Actor) -> None:
    client, page = log_in(staff), reverse("reports:calendar_feed")
    assert client.get(page).status_code == 200
    made = client.post(reverse("reports:calendar_feed_make"))
    url = made.context["url"]
    assert url not in client.get(page).content.decode()
    path = url[url.index("/calendar/") :]
    answer = Client().get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert answer.content.startswith(b"BEGIN:VCALENDAR")
    first = CalendarFeed.objects.get().read_at
    Client().get(path)
    assert CalendarFeed.objects.get().read_at == first  # written once an hour
    assert client.post(reverse("reports:calendar_feed_end")).status_code == 302
    assert Client().get(path).status_code == 404
