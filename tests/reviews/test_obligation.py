"""What falls due in calls."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from office.models import Message
from reports.domain.reminder import load_reminder_rules, send_reminders
from reviews.domain.score_sheet import open_sheet, save_sheet
from reviews.models import Round
from reviews.queries.obligation import (
    KINDS,
    calls_to_close,
    due_day,
    look_ahead,
    notices_to_close,
    scoring_to_finish,
    unanswered_calls,
    unsent_submissions,
)
from reviews.queries.progress import reviewer_progress
from tests.actors import make_actor
from tests.calendars import publish_calendars
from tests.factories.association import OrganizationFactory
from tests.factories.results import PublishedFactory
from tests.factories.reviews import CallFactory, SubmissionFactory
from tests.reviews.scoring_world import ScoringWorld, new_id, stored

pytestmark = pytest.mark.django_db

NOW = timezone.now()
TODAY = timezone.localdate()
SOON = NOW + timedelta(days=5)
FIRST, LAST = TODAY - timedelta(days=30), TODAY + timedelta(days=30)


def test_a_call_that_closes_at_midnight_is_due_the_day_before() -> None:
    midnight = datetime(2026, 11, 30, 16, 0, tzinfo=UTC)  # 00:00 of 1 December in the office
    assert str(due_day(CallFactory(closes_at=midnight))) == "2026-11-30"
    assert str(due_day(CallFactory(closes_at=midnight - timedelta(hours=7)))) == "2026-11-30"


def test_drafts_of_calls_that_accept_are_the_schools_matter() -> None:
    school = OrganizationFactory()
    administrator = make_actor("school_administrator", organization=school)
    teacher = make_actor("school_teacher", organization=school)
    call = CallFactory(closes_at=SOON)
    draft = SubmissionFactory(call=call, organization=school, state="drafted", submitted_by_id=teacher.user_id)
    SubmissionFactory(call=call, organization=school, state="submitted")
    SubmissionFactory(call=CallFactory(closes_at=NOW - timedelta(days=1)), organization=school, state="drafted")
    SubmissionFactory(call=CallFactory(closes_at=SOON, state="closed"), organization=school, state="drafted")
    SubmissionFactory(call=CallFactory(closes_at=NOW + timedelta(days=60)), organization=school, state="drafted")
    (found,) = unsent_submissions(FIRST, LAST)
    assert found.key == f"unsent_submission:{draft.pk}"
    assert found.responsible == (administrator.user_id, teacher.user_id)
    assert (found.due_on, found.unit) == (due_day(call), str(school))


def test_an_extended_draft_is_due_when_its_extension_ends() -> None:
    closed = CallFactory(closes_at=NOW - timedelta(days=1), state="closed")
    draft = SubmissionFactory(call=closed, state="drafted", extended_until=SOON)
    SubmissionFactory(call=closed, state="drafted", extended_until=NOW - timedelta(hours=1))
    SubmissionFactory(call=CallFactory(state="decided"), state="drafted", extended_until=SOON)
    (found,) = unsent_submissions(FIRST, LAST)
    assert (found.key, found.due_on) == (f"unsent_submission:{draft.pk}", timezone.localtime(SOON).date())


def test_schools_that_have_begun_nothing_are_one_obligation_each() -> None:
    call = CallFactory(closes_at=SOON)
    begun, silent = OrganizationFactory(), OrganizationFactory(name="安静学院")
    make_actor("school_administrator", organization=begun)
    administrator = make_actor("school_administrator", organization=silent)
    SubmissionFactory(call=call, organization=begun, state="drafted")
    (found,) = unanswered_calls(FIRST, LAST)
    assert found.key == f"unanswered_call:{call.pk}:{silent.pk}"
    assert (found.responsible, found.unit) == ((administrator.user_id,), "安静学院")
    assert unanswered_calls(FIRST, TODAY) == []


def test_calls_past_their_time_are_to_be_closed() -> None:
    past = CallFactory(closes_at=NOW - timedelta(days=2))
    CallFactory(closes_at=SOON)
    CallFactory(closes_at=NOW - timedelta(days=2), state="closed")
    (found,) = calls_to_close(FIRST, LAST)
    assert found.key == f"call_to_close:{past.pk}"


def test_before_scoring_closes_exactly_those_behind_are_reminded_once(staff: Any) -> None:
    publish_calendars(actor=staff)
    load_reminder_rules(actor=staff)
    world = ScoringWorld(closes_at=NOW + timedelta(hours=24))
    title = "明德职业学院智慧教室"
    first, second = world.add_entry("AAA333", title=title), world.add_entry("BBB444", title=title)
    (done, done_actor), (late, late_actor) = world.add_reviewer(), world.add_reviewer()
    world.add_reviewer()  # has nothing to read
    for entry in (first, second):
        world.assign(entry, late)
    sheet = stored(open_sheet(world.assign(first, done), actor=done_actor))
    save_sheet(sheet, actor=done_actor, values=world.values(16, 12), revision=1, client_id=new_id(), submit=True)
    (found,) = scoring_to_finish(FIRST, LAST)
    assert found.responsible == (late_actor.user_id,)
    assert found.responsible == tuple(row.member.user_id for row in reviewer_progress(world.round) if row.left)
    assert (send_reminders().told, send_reminders().told) == (1, 0)
    message = Message.objects.get(channel="in_app", kind="reminder", recipient_id=late_actor.user_id)
    assert (message.subject, message.url) == ("请完成评分：示例征集 · 网络评审", "/reviews/desk/")
    assert not any(word in message.subject + message.text for word in (title, "AAA333", "BBB444"))
    # The rule is the setting; a later end is another occasion, a round that takes no scores is none.
    Round.objects.update(closes_at=NOW + timedelta(days=9))
    assert send_reminders().told == 0
    assert send_reminders(now=NOW + timedelta(days=8)).told == 1
    Round.objects.update(state="closed")
    assert scoring_to_finish(FIRST, LAST) == []


def test_notices_whose_window_has_ended_are_to_be_closed() -> None:
    ended = PublishedFactory(closes_on=TODAY - timedelta(days=2))
    PublishedFactory(closes_on=TODAY - timedelta(days=2), state="closed")
    (found,) = notices_to_close(FIRST, LAST)
    assert (found.key, found.title) == (f"notice_to_close:{ended.pk}", ended.call.title)


@pytest.mark.parametrize("find", [unsent_submissions, unanswered_calls, calls_to_close])
def test_queries_do_not_grow(find: Any, django_assert_max_num_queries: Any) -> None:
    for closes_at in (SOON, NOW - timedelta(days=2)):
        call = CallFactory(closes_at=closes_at)
        for _number in range(8):
            school = OrganizationFactory()
            make_actor("school_administrator", organization=school)
            make_actor("school_administrator")
            SubmissionFactory(call=call, organization=school, state="drafted")
    find(FIRST, LAST)  # the content types are known from here on
    with django_assert_max_num_queries(4):
        assert find(FIRST, LAST)


def test_looking_ahead_finds_what_each_kind_finds_in_five_queries(django_assert_max_num_queries: Any) -> None:
    world = ScoringWorld(closes_at=SOON)
    member, _actor = world.add_reviewer()
    world.assign(world.add_entry("AAA333"), member)
    PublishedFactory(closes_on=TODAY - timedelta(days=2))
    CallFactory(closes_at=NOW - timedelta(days=2))
    begun = OrganizationFactory()
    for school in (begun, begun, OrganizationFactory()):
        make_actor("school_administrator", organization=school)
    SubmissionFactory(call=CallFactory(closes_at=SOON), organization=begun, state="drafted")
    each = {kind.name: kind.find(FIRST, LAST) for kind in KINDS}
    assert all(each.values())
    with django_assert_max_num_queries(5):
        found = look_ahead({kind.name: (FIRST, LAST) for kind in KINDS})
    plain = sorted(
        (replace(item, responsible=()) for items in each.values() for item in items), key=lambda row: row.key
    )
    assert sorted((replace(item, responsible=()) for item in found), key=lambda row: row.key) == plain
    # Each kind keeps to its own days, though the calls of two kinds are read at once.
    some = look_ahead({"unanswered_call": (FIRST, TODAY), "call_to_close": (FIRST, LAST)})
    assert [item.key for item in some] == [item.key for item in each["call_to_close"]]
    assert look_ahead({}) == []
