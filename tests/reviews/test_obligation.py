"""What falls due in calls."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from reviews.queries.obligation import calls_to_close, due_day, unanswered_calls, unsent_submissions
from tests.actors import make_actor
from tests.factories.association import OrganizationFactory
from tests.factories.reviews import CallFactory, SubmissionFactory

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
