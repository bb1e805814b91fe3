"""Messages: written with their act, once an occasion, with an e-mail as its recipient wants it."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from office.actor import Actor
from office.domain.message import Draft, change_preference, mark_read, preference_of, write_drafts, write_message
from office.enums import MailMode
from office.models import AuditEntry, Message, User
from tests.factories.office import UserFactory

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 18, 4, 0, tzinfo=UTC)  # 12:00 in the office, a Wednesday
NIGHT = datetime(2026, 11, 18, 14, 0, tzinfo=UTC)  # 22:00 in the office


def make_user(**values: Any) -> User:
    user: User = UserFactory(**values)
    return user


def tell(*users: User, actor: Actor, **values: Any) -> int:
    options = {"kind": "submission", "subject": "申报件已退回修改", "url": "/", **values}
    return write_message([user.pk for user in users], actor=actor, **options)


def mail_of(user: User) -> tuple[str, str]:
    row = Message.objects.mails().get(recipient=user)
    return row.state, row.reason


def test_each_recipient_is_told_once_and_the_actor_not_at_all(staff: Actor) -> None:
    first, second = make_user(email="a@school.example"), make_user()
    self_told = User.objects.get(pk=staff.user_id)
    assert tell(first, second, first, self_told, actor=staff, about=first, key="once:1") == 2
    tell(first, second, actor=staff, about=first, key="once:1")
    in_app = Message.objects.filter(channel="in_app")
    assert sorted(in_app.values_list("recipient_id", flat=True)) == sorted([first.pk, second.pk])
    assert mail_of(second) == ("withheld", "no_address")
    assert Message.objects.mails().count() == 2
    tell(first, actor=staff)
    tell(first, actor=staff)
    assert in_app.filter(recipient=first).count() == 3  # without an occasion's name every message is its own


def test_a_message_goes_with_its_act_or_not_at_all(staff: Actor) -> None:
    user = make_user()

    @transaction.atomic
    def act() -> None:
        tell(user, actor=staff)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        act()
    assert not Message.objects.exists()


def test_closed_accounts_are_left_out(staff: Actor) -> None:
    assert tell(make_user(is_active=False), actor=staff) == 0
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("now", "mode", "expected"),
    [
        (NOON, MailMode.AT_ONCE, ("waiting", "", None)),
        (NIGHT, MailMode.AT_ONCE, ("held", "quiet_hours", "2026-11-19 08:00")),
        (NOON, MailMode.DIGEST, ("held", "digest", "2026-11-19 08:30")),
        (NOON, MailMode.NONE, ("withheld", "opted_out", None)),
    ],
)
def test_the_e_mail_follows_the_preference(
    staff: Actor, now: datetime, mode: MailMode, expected: tuple[str, str, str | None]
) -> None:
    user = make_user(email="a@school.example")
    change_preference(user, actor=staff, changes={"mail_mode": mode})
    write_drafts([Draft(user.pk, "submission", "提醒")], now=now)
    row = Message.objects.mails().get()
    shown = timezone.localtime(row.not_before).strftime("%Y-%m-%d %H:%M") if row.not_before else None
    assert (row.state, row.reason, shown) == expected


def test_quiet_days_off_go_by_the_workday_calendar(staff: Actor) -> None:
    from office.domain.workday import open_year, publish_year

    publish_year(open_year(2026, actor=staff), actor=staff)
    user = make_user(email="a@school.example")
    change_preference(user, actor=staff, changes={"quiet_on_rest_days": True})
    holiday = datetime(2026, 10, 1, 4, 0, tzinfo=UTC)
    write_drafts([Draft(user.pk, "submission", "提醒")], now=holiday)
    row = Message.objects.mails().get()
    assert timezone.localtime(row.not_before).strftime("%Y-%m-%d %H:%M") == "2026-10-08 08:00"


def test_a_preference_is_kept_with_a_trail_and_a_repeat_writes_nothing(staff: Actor) -> None:
    user = make_user()
    assert preference_of(user.pk).mail_mode == MailMode.AT_ONCE
    changes = {"mail_mode": MailMode.DIGEST, "digest_at": time(9, 0)}
    change_preference(user, actor=staff, changes=changes)
    change_preference(user, actor=staff, changes=changes)
    assert preference_of(user.pk).digest_at == time(9, 0)
    entry = AuditEntry.objects.get(action="change_preference")
    assert entry.after["digest_at"] == "09:00"
    with pytest.raises(ValidationError):
        change_preference(user, actor=staff, changes={"mail_mode": "sometimes"})


def test_reading_marks_once(staff: Actor) -> None:
    user = make_user()
    tell(user, actor=staff)
    rows = Message.objects.filter(recipient=user, channel="in_app")
    assert (mark_read(rows), mark_read(rows)) == (1, 0)


def test_many_recipients_cost_few_queries(staff: Actor, django_assert_max_num_queries: Any) -> None:
    users = [make_user(email=f"u{number}@school.example") for number in range(60)]
    with django_assert_max_num_queries(8):
        tell(*users, actor=staff)
    assert Message.objects.count() == 120


def test_the_own_messages_are_listed_opened_and_marked(log_in: Callable[..., Client], staff: Actor) -> None:
    client, other = log_in(staff), make_user()
    recipient = User.objects.get(pk=staff.user_id)
    system = Actor(name="试验", is_system=True)
    for number in range(3):
        tell(recipient, actor=system, subject=f"第{number}件", url=reverse("office:job_list"))
    tell(other, actor=system, subject="他人的消息")
    page = client.get(reverse("office:message_list"))
    text = page.content.decode()
    assert "第2件" in text
    assert "他人的消息" not in text
    assert page.context["navigation"]["unread"] == 3
    first = Message.objects.get(recipient=recipient, subject="第0件", channel="in_app")
    answer = client.get(reverse("office:message_open", args=[first.pk]))
    assert (answer.status_code, answer.url) == (302, reverse("office:job_list"))
    first.refresh_from_db()
    assert first.read_at is not None
    unread = client.get(reverse("office:message_list") + "?show=unread").content.decode()
    assert "第0件" not in unread
    assert "第1件" in unread
    second = Message.objects.get(recipient=recipient, subject="第1件", channel="in_app")
    client.post(reverse("office:message_read"), {"message": second.pk})
    assert client.get("/").context["navigation"]["unread"] == 1
    client.post(reverse("office:message_read"))
    assert client.get("/").context["navigation"]["unread"] == 0
    foreign = Message.objects.get(recipient=other, channel="in_app")
    assert client.get(reverse("office:message_open", args=[foreign.pk])).status_code == 404
    client.post(reverse("office:message_read"), {"message": foreign.pk})
    foreign.refresh_from_db()
    assert foreign.read_at is None


def test_a_link_to_another_host_is_not_followed(log_in: Callable[..., Client], staff: Actor) -> None:
    tell(User.objects.get(pk=staff.user_id), actor=Actor(name="x", is_system=True), url="https://evil.example/")
    row = Message.objects.get(channel="in_app")
    assert log_in(staff).get(reverse("office:message_open", args=[row.pk])).url == reverse("office:message_list")


def test_preferences_are_changed_on_their_page(log_in: Callable[..., Client], staff: Actor) -> None:
    client, page = log_in(staff), reverse("office:message_preferences")
    assert client.get(page).status_code == 200
    values = {"mail_mode": "digest", "digest_at": "09:00", "quiet_from": "20:00", "quiet_until": "07:30"}
    assert client.post(page, values).status_code == 302
    assert preference_of(staff.user_id or 0).quiet_from == time(20, 0)
    assert client.post(page, {**values, "digest_at": "late"}).status_code == 422


def test_old_rows_are_told_from_new_ones(staff: Actor) -> None:
    user = make_user()
    tell(user, actor=staff)
    row = Message.objects.get(channel="in_app")
    assert row.sent_at - row.created_at < timedelta(seconds=5)
    assert not Message.objects.visible_to(staff).exists()
