"""The reminders over the deadlines of every app."""

from datetime import date, datetime, time, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from office.actor import Actor
from office.methods.fill import unknown_words
from office.models import Message, ReminderDelivery, ReminderRule, WorkdayCalendar
from reports.domain.reminder import load_reminder_rules, send_reminders
from reports.queries.obligation import KINDS, find_kind, missing_workdays
from reviews.domain.submission import submit_submission
from reviews.models import Call
from tests.actors import make_actor
from tests.calendars import publish_calendars
from tests.factories.association import OrganizationFactory
from tests.factories.reviews import CallFactory, SubmissionFactory

pytestmark = pytest.mark.django_db

SCHOOLS_MESSAGES = {"channel": "in_app", "kind": "reminder"}


def test_every_kind_has_its_usual_rule_and_a_text_that_can_be_filled(staff: Actor) -> None:
    rules = load_reminder_rules(actor=staff)
    assert len(rules) == len(KINDS) == ReminderRule.objects.count()
    assert len({kind.name for kind in KINDS}) == len(KINDS)
    assert all(rule.stages for rule in rules)
    assert not any(unknown_words(rule.text + rule.subject) for rule in rules)
    call_command("load_reminder_rules", verbosity=0)
    assert ReminderRule.objects.count() == len(KINDS)
    assert find_kind("unsent_submission") is not None
    assert find_kind("gone") is None


def test_a_school_is_told_of_its_draft_until_it_sends_it_in(staff: Actor) -> None:
    publish_calendars(actor=staff)
    load_reminder_rules(actor=staff)
    school = OrganizationFactory(name="示例学院")
    administrator = make_actor("school_administrator", organization=school)
    closes_at = timezone.now() + timedelta(days=6)
    draft = SubmissionFactory(
        call=CallFactory(closes_at=closes_at), organization=school, state="drafted", title="智慧教室"
    )
    assert send_reminders().told == 1
    assert send_reminders().told == 0
    message = Message.objects.get(**SCHOOLS_MESSAGES)
    assert message.recipient_id == administrator.user_id
    assert message.subject == "尚未提交：智慧教室"
    assert "示例学院" in message.text
    assert "还有6天" in message.text
    submit_submission(draft, actor=administrator)
    run = send_reminders(now=timezone.now() + timedelta(days=3, hours=1))
    assert (run.told, run.withheld) == (0, {"closed": 1})


def test_a_prolonged_call_is_told_by_its_new_day(staff: Actor) -> None:
    publish_calendars(actor=staff)
    load_reminder_rules(actor=staff)
    school = OrganizationFactory()
    make_actor("school_administrator", organization=school)
    call = CallFactory(closes_at=timezone.now() + timedelta(days=6))
    SubmissionFactory(call=call, organization=school, state="drafted")
    send_reminders()
    Call.objects.filter(pk=call.pk).update(closes_at=timezone.now() + timedelta(days=60))
    run = send_reminders(now=timezone.now() + timedelta(days=4))
    assert (run.told, run.withheld) == (0, {"moved": 1})
    assert ReminderDelivery.objects.filter(reason="moved").count() == 1


def test_staff_are_told_of_a_year_without_working_days(staff: Actor) -> None:
    load_reminder_rules(actor=staff)
    WorkdayCalendar.objects.create(year=2027, state="published")
    (found,) = missing_workdays(date(2026, 12, 1), date(2027, 12, 31))
    assert (found.key, found.due_on) == ("workday_year:2028", date(2027, 12, 31))
    december = datetime.combine(date(2027, 12, 15), time(12), tzinfo=timezone.get_default_timezone())
    assert send_reminders(now=december).told == 1
    assert "2028年工作日历" in Message.objects.get(channel="in_app").subject


def test_the_command_says_what_it_did(staff: Actor) -> None:
    output = StringIO()
    call_command("send_reminders", stdout=output)
    assert output.getvalue().strip() == "Told: 0. Not told: 0."
