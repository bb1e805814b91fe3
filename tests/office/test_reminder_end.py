"""Deadlines that were met, closed or moved: told no more, and the ledger says why."""

from datetime import timedelta

import pytest

from office.actor import Actor
from office.domain.reminder import load_rules
from office.models import Message, ReminderDelivery, User
from tests.factories.office import UserFactory
from tests.office.reminder_desk import DUE, Desk, day

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


def test_closed_deadlines_are_told_no_more_and_the_ledger_says_why(desk: Desk) -> None:
    desk.run(day(-7))
    desk.open.clear()
    assert desk.run(day(-5)) == (0, {})
    assert desk.run(day(-3)) == (0, {"closed": 1})
    assert desk.run(day(-3)) == (0, {})
    assert desk.run(day(-1)) == (0, {"closed": 1})
    assert Message.objects.filter(channel="in_app").count() == 1


def test_what_is_opened_again_in_time_is_told_again(desk: Desk) -> None:
    desk.run(day(-7))
    kept = dict(desk.open)
    desk.open.clear()
    desk.run(day(-5))
    desk.open.update(kept)
    assert desk.run(day(-3)) == (1, {})


def test_a_moved_deadline_is_told_by_its_new_day(desk: Desk) -> None:
    desk.run(day(-7))
    desk.open["test:0"] = DUE + timedelta(days=90)
    assert desk.run(day(-3)) == (0, {"moved": 1})
    row = ReminderDelivery.objects.get(reason="moved")
    assert row.detail == "2027年2月18日"
    assert desk.run(day(83)) == (1, {})
    assert ReminderDelivery.objects.filter(outcome="sent", stage=-7).count() == 2
    desk.open["test:0"] = DUE + timedelta(days=85)
    assert desk.run(day(83))[0] == 1  # nearer now: its stage of three days is reached
    assert ReminderDelivery.objects.filter(due_on=DUE + timedelta(days=85), outcome="sent").get().stage == -3


def test_an_e_mail_held_overnight_is_not_sent_when_all_is_done_by_morning(desk: Desk) -> None:
    desk.run(day(-7).replace(hour=22))
    mail = Message.objects.mails().get()
    assert mail.state == "held"
    desk.run(day(-6).replace(hour=7))
    mail.refresh_from_db()
    assert mail.state == "held"
    desk.open.clear()
    desk.run(day(-6).replace(hour=9))
    mail.refresh_from_db()
    assert (mail.state, mail.reason) == ("withheld", "closed")
    assert ReminderDelivery.objects.get().mail_reason == "closed"


def test_an_e_mail_held_overnight_goes_out_in_the_morning(desk: Desk) -> None:
    desk.run(day(-7).replace(hour=22))
    desk.run(day(-6).replace(hour=9))
    assert Message.objects.mails().get().state == "waiting"
