"""Reminders: each stage of each open deadline once for each person, whatever happens to the scheduler."""

import threading
from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connections
from django.utils import timezone

from office.actor import Actor
from office.domain.message import change_preference
from office.domain.reminder import change_rule, load_rules
from office.domain.workday import open_year, publish_year
from office.enums import Role
from office.models import Message, ReminderDelivery, ReminderRule, User
from office.obligation import ObligationKind
from tests.factories.office import UserFactory
from tests.office.reminder_desk import DUE, Desk, day, noon

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    found: User = UserFactory(email="a@school.example")
    return found


@pytest.fixture
def desk(user: User, staff: Actor) -> Desk:
    made = Desk(users=[user.pk])
    load_rules([made.kind], actor=staff)
    return made


def ledger() -> list[tuple[int, str, str]]:
    return list(ReminderDelivery.objects.order_by("id").values_list("stage", "outcome", "reason"))


def test_each_stage_is_told_once_in_its_time(desk: Desk) -> None:
    told = {offset: desk.run(day(offset))[0] for offset in range(-9, 4)}
    assert {offset for offset, number in told.items() if number} == {-7, -3, -1, 2}
    assert [desk.run(day(offset))[0] for offset in range(-9, 4)] == [0] * 13
    assert ledger() == [(stage, "sent", "") for stage in (-7, -3, -1, 2)]
    subjects = list(Message.objects.filter(channel="in_app").order_by("id").values_list("subject", flat=True))
    assert subjects == ["第0件还有7天", "第0件还有3天", "第0件还有1天", "第0件已逾期2天"]
    first = Message.objects.filter(channel="in_app").order_by("id")[0]
    assert first.text == "示例学院的“第0件”2026年11月20日截止（还有7天）。"
    assert first.reminder is not None


def test_three_days_without_a_scheduler_are_caught_up_on_once(desk: Desk) -> None:
    desk.run(day(-7))
    assert desk.run(day(-1)) == (1, {"overtaken": 1})  # dead from -4 to -1: the stage of -3 gives way to that of -1
    assert desk.run(day(-1)) == (0, {})
    assert ledger() == [(-7, "sent", ""), (-3, "withheld", "overtaken"), (-1, "sent", "")]


def test_a_missed_stage_is_told_late_when_no_later_one_has_come(desk: Desk) -> None:
    assert desk.run(day(-5)) == (1, {})
    assert Message.objects.get(channel="in_app").subject == "第0件还有5天"
    assert desk.run(day(-4)) == (0, {})


def test_nobody_to_tell_is_written_once(desk: Desk, user: User) -> None:
    desk.users = ()
    assert desk.run(day(-7)) == (0, {"nobody": 1})
    assert desk.run(day(-7)) == (0, {})
    desk.users = (user.pk,)
    assert desk.run(day(-6)) == (1, {})


def test_a_closed_account_is_not_told(desk: Desk, user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert desk.run(day(-7)) == (0, {"nobody": 1})
    assert not Message.objects.exists()


@pytest.mark.parametrize(("audience", "number"), [("responsible", 1), ("staff", 1), ("both", 2)])
def test_the_rule_says_who_is_told(desk: Desk, staff: Actor, audience: str, number: int) -> None:
    desk.staff = (staff.user_id or 0,)
    ReminderRule.objects.update(audience=audience)
    assert desk.run(day(-7))[0] == number


def test_holders_of_the_kinds_roles_are_responsible(desk: Desk, staff: Actor) -> None:
    desk.staff, desk.users = (staff.user_id or 0,), ()
    desk.kind = ObligationKind("test", "试验", desk.find, desk.kind.usual, frozenset({Role.SECRETARIAT}))
    assert desk.run(day(-7))[0] == 1


def test_the_ledger_says_what_became_of_the_e_mail(desk: Desk, user: User, staff: Actor) -> None:
    night = day(-7).replace(hour=22)
    desk.run(night)
    row = ReminderDelivery.objects.get()
    assert (row.outcome, row.mail_reason) == ("sent", "quiet_hours")
    assert timezone.localtime(row.mail_until).strftime("%m-%d %H:%M") == "11-14 08:00"
    change_preference(user, actor=staff, changes={"mail_mode": "none"})
    desk.run(day(-3))
    assert ReminderDelivery.objects.get(stage=-3).mail_reason == "opted_out"
    User.objects.filter(pk=user.pk).update(email="")
    change_preference(user, actor=staff, changes={"mail_mode": "at_once"})
    desk.run(day(-1))
    assert ReminderDelivery.objects.get(stage=-1).mail_reason == "no_address"


def test_in_app_rules_write_no_e_mail(desk: Desk) -> None:
    ReminderRule.objects.update(channel="in_app")
    desk.run(day(-7))
    assert not Message.objects.mails().exists()


def test_stages_in_working_days_go_around_a_holiday(desk: Desk, staff: Actor) -> None:
    publish_year(open_year(2026, actor=staff), actor=staff)
    ReminderRule.objects.update(in_workdays=True, before="2", after="")
    desk.open = {"test:0": date(2026, 10, 9)}
    assert desk.run(noon(date(2026, 9, 29)))[0] == 0
    assert (
        desk.run(noon(date(2026, 9, 30)))[0] == 1
    )  # 1 to 7 October are free: two working days before are 30 September


def test_rules_out_of_force_tell_nothing(desk: Desk, staff: Actor) -> None:
    rule = ReminderRule.objects.get()
    change_rule(rule, actor=staff, changes={"is_active": False}, revision=rule.revision)
    assert desk.run(day(-7)) == (0, {})


def test_usual_rules_are_written_once_and_stay_as_changed(desk: Desk, staff: Actor) -> None:
    ReminderRule.objects.update(before="30")
    assert load_rules([desk.kind], actor=staff) == []
    assert ReminderRule.objects.get().stages == (-30, 2)
    with pytest.raises(ValidationError):
        ReminderRule(kind="test", name="x", subject="x", text="x").full_clean()


def test_a_scheduler_killed_halfway_tells_the_rest_the_next_time(
    desk: Desk, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("office.domain.reminder.CHUNK", 10)
    desk.open = {f"test:{place:02d}": DUE for place in range(35)}
    calls = Counter[str]()

    def dying(*args: Any, **options: Any) -> int:
        calls["write"] += 1
        if calls["write"] == 3:
            raise SystemExit
        return real(*args, **options)

    from office.domain import reminder

    real = reminder.write_drafts
    monkeypatch.setattr("office.domain.reminder.write_drafts", dying)
    with pytest.raises(SystemExit):
        desk.run(day(-7))
    assert Message.objects.filter(channel="in_app").count() == ReminderDelivery.objects.count() == 20
    monkeypatch.setattr("office.domain.reminder.write_drafts", real)
    desk.run(day(-7))
    assert Message.objects.filter(channel="in_app").count() == 35
    assert ReminderDelivery.objects.filter(outcome="sent").count() == 35


def test_queries_do_not_grow_with_the_people(desk: Desk, django_assert_max_num_queries: Any) -> None:
    desk.users = tuple(UserFactory().pk for _number in range(20))
    desk.open = {f"test:{place}": DUE for place in range(20)}
    with django_assert_max_num_queries(45):  # SQLite takes fifty rows a statement
        assert desk.run(day(-7))[0] == 400
    with django_assert_max_num_queries(8):
        desk.run(day(-7))


def at_once(desk: Desk, now: datetime, *, number: int = 4) -> None:
    """Run several schedulers at the same instant, each on a connection of its own."""
    failures: list[BaseException] = []
    start = threading.Barrier(number)

    def run() -> None:
        try:
            start.wait()
            desk.run(now)
        except BaseException as error:  # noqa: BLE001 - shown by the assertion below
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _place in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def each_told_once(desk: Desk, stage: int) -> None:
    told = Counter(ReminderDelivery.objects.filter(outcome="sent", stage=stage).values_list("obligation", flat=True))
    assert told == Counter(list(desk.open))
    messages = Counter(
        Message.objects.filter(channel="in_app", reminder__stage=stage).values_list("reminder_id", flat=True)
    )
    assert len(messages) == len(desk.open)
    assert set(messages.values()) <= {1}


@pytest.mark.django_db(transaction=True)
def test_four_schedulers_at_once_tell_each_deadline_once(
    staff: Actor, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("office.domain.reminder.CHUNK", 20)
    desk = Desk(120, users=[user.pk])
    load_rules([desk.kind], actor=staff)
    at_once(desk, day(-7))
    each_told_once(desk, -7)
    assert Message.objects.mails().count() == 120


@pytest.mark.verify
@pytest.mark.django_db(transaction=True)
def test_ten_thousand_deadlines_through_everything(staff: Actor, user: User) -> None:
    """Four at once, 72 hours dead, dates moved, some closed: each still-due one exactly once, none for closed ones."""
    desk = Desk(10_000, users=[user.pk])
    load_rules([desk.kind], actor=staff)
    at_once(desk, day(-7))
    each_told_once(desk, -7)
    names = list(desk.open)
    closed, moved = names[:2000], names[2000:4000]
    for name in closed:
        del desk.open[name]
    for name in moved:
        desk.open[name] = DUE + timedelta(days=30)
    at_once(desk, day(-4))
    at_once(desk, day(-1))  # nobody ran from -4 to -1
    sent = ReminderDelivery.objects.filter(outcome="sent")
    assert not sent.filter(obligation__in=closed, stage__gt=-7).exists()
    assert not sent.filter(obligation__in=moved, stage__gt=-7).exists()
    still = Counter(sent.filter(stage=-1).values_list("obligation", flat=True))
    assert still == Counter(names[4000:])
    reasons = Counter(ReminderDelivery.objects.filter(outcome="withheld").values_list("reason", flat=True))
    assert reasons["overtaken"] == 6000
    assert reasons["closed"] == 2000
    assert reasons["moved"] == 2000
    at_once(desk, day(23))
    late = Counter(sent.filter(due_on=DUE + timedelta(days=30), stage=-7).values_list("obligation", flat=True))
    assert late == Counter(moved)
    assert Message.objects.filter(channel="in_app").count() == sent.count()
