"""Grace and extension: when a draft may still come in, shown and enforced as one instant."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from office.enums import Role
from office.models import AuditEntry, Message
from office.rules import may
from office.workflow import Refusal
from reviews.domain.extension import grant_extension, remove_extension
from reviews.domain.participant import add_participant
from reviews.domain.submission import change_submission, register_submission, submit_submission, withdraw_submission
from reviews.domain.submission_time import CallNotAccepting
from reviews.enums import CallState, SubmissionState
from reviews.models import Call, Extension, Participant, Submission
from reviews.queries.todo import waiting_for
from tests.actors import make_actor
from tests.factories.reviews import CallFactory, SubmissionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> Any:
    return make_actor(Role.SCHOOL_ADMINISTRATOR)


@pytest.fixture
def staff() -> Any:
    return make_actor(Role.SECRETARIAT)


def draft_in(actor: Any, **call: Any) -> Any:
    return SubmissionFactory(
        call=CallFactory(**call),
        state=SubmissionState.DRAFTED,
        organization_id=actor.organization_id,
        organization=None,
    )


def ago(**spans: float) -> Any:
    return timezone.now() - timedelta(**spans)


def test_a_draft_comes_in_within_the_grace_but_nothing_new_begins(school: Any) -> None:
    draft = draft_in(school, closes_at=ago(minutes=5), grace_minutes=30)
    assert draft.closes_at == draft.call.closes_at + timedelta(minutes=30) == draft.call.drafts_until
    with pytest.raises(CallNotAccepting):
        register_submission(
            Submission(call=draft.call, organization_id=school.organization_id, title="新"), actor=school
        )
    add_participant(Participant(submission=draft, name="学生"), actor=school)
    assert may(school, "reviews.submit_submission", draft)
    submit_submission(draft, actor=school)
    assert draft.state == SubmissionState.SUBMITTED


def test_after_the_grace_nothing_comes_in(school: Any) -> None:
    draft = draft_in(school, closes_at=ago(minutes=31), grace_minutes=30)
    assert not may(school, "reviews.submit_submission", draft)
    for act in (
        lambda: submit_submission(draft, actor=school),
        lambda: change_submission(draft, actor=school, changes={"title": "迟"}),
        lambda: withdraw_submission(draft, actor=school),
    ):
        with pytest.raises(CallNotAccepting):
            act()


def test_the_first_instant_after_the_end_is_too_late() -> None:
    call = CallFactory(grace_minutes=10)
    draft = SubmissionFactory(call=call, state=SubmissionState.DRAFTED)
    end = call.closes_at + timedelta(minutes=10)
    assert draft.accepts_at(end - timedelta(microseconds=1))
    assert not draft.accepts_at(end)
    draft.extended_until = end + timedelta(hours=1)
    assert draft.accepts_at(end)
    assert not draft.accepts_at(draft.extended_until)
    assert draft.closes_at == draft.extended_until


def test_an_extension_lets_one_entry_in_also_after_the_call_is_closed(school: Any, staff: Any) -> None:
    draft = draft_in(school, closes_at=ago(days=1), state=CallState.CLOSED)
    other = SubmissionFactory(
        call=draft.call, state=SubmissionState.DRAFTED, organization_id=school.organization_id, organization=None
    )
    until = timezone.now() + timedelta(days=2)
    grant_extension(draft, until=until, actor=staff, reason="停电")
    draft.refresh_from_db()
    assert draft.extended_until == until
    with pytest.raises(CallNotAccepting):
        submit_submission(other, actor=school)
    submit_submission(draft, actor=school)
    assert draft.state == SubmissionState.SUBMITTED
    assert AuditEntry.objects.get(action="extend").reason == "停电"


def test_the_school_is_told_of_its_extension(school: Any, staff: Any) -> None:
    draft = draft_in(school, closes_at=ago(days=1))
    grant_extension(draft, until=timezone.now() + timedelta(days=1), actor=staff, reason="停电")
    message = Message.objects.get(channel="in_app")
    assert (message.recipient_id, message.subject) == (school.user_id, f"延期报送：{draft.title}")
    assert "停电" in message.text


def test_an_extension_needs_a_reason_a_draft_and_a_later_instant(school: Any, staff: Any) -> None:
    soon = timezone.now() + timedelta(days=1)
    draft = draft_in(school, closes_at=ago(days=1))
    refused = [
        lambda: grant_extension(draft, until=soon, actor=staff, reason=" "),
        lambda: grant_extension(draft, until=ago(hours=1), actor=staff, reason="停电"),
        lambda: grant_extension(draft_in(school), until=soon, actor=staff, reason="停电"),
        lambda: grant_extension(draft_in(school, state=CallState.DECIDED), until=soon, actor=staff, reason="停电"),
        lambda: grant_extension(SubmissionFactory(call=draft.call), until=soon, actor=staff, reason="停电"),
    ]
    for act in refused:
        with pytest.raises(Refusal):
            act()
    assert not Extension.objects.exists()
    grant_extension(draft, until=soon, actor=staff, reason="停电")
    with pytest.raises(Refusal):
        grant_extension(draft, until=soon, actor=staff, reason="停电")
    assert Extension.objects.count() == 1


def test_the_latest_extension_counts_and_taking_it_back_restores_the_one_before(school: Any, staff: Any) -> None:
    draft = draft_in(school, closes_at=ago(days=1))
    first = grant_extension(draft, until=timezone.now() + timedelta(days=1), actor=staff, reason="停电")
    second = grant_extension(draft, until=timezone.now() + timedelta(days=3), actor=staff, reason="停网")
    remove_extension(second, actor=staff)
    draft.refresh_from_db()
    assert draft.extended_until == first.until
    remove_extension(first, actor=staff)
    draft.refresh_from_db()
    assert draft.extended_until is None
    assert AuditEntry.objects.filter(action="take_back_extension").count() == 2


def test_an_extended_draft_waits_on_the_school_s_desk(school: Any, staff: Any) -> None:
    draft = draft_in(school, closes_at=ago(days=1))
    assert unsent_of(school) == []
    grant_extension(draft, until=timezone.now() + timedelta(days=1), actor=staff, reason="停电")
    assert unsent_of(school) == [draft.pk]
    draft_in(school, closes_at=ago(minutes=1), grace_minutes=60)
    assert len(unsent_of(school)) == 2


def unsent_of(actor: Any) -> list[int]:
    line = next(item for item in waiting_for(actor) if "waiting=unsent" in item.url)
    return list(line.rows.values_list("pk", flat=True))


def test_grace_is_bounded_and_the_end_for_drafts_follows_it() -> None:
    call = CallFactory()
    assert call.drafts_until == call.closes_at
    call.grace_minutes = 24 * 60 + 1
    with pytest.raises(Exception, match="1440"):
        call.full_clean()
    assert Call.objects.get().grace_minutes == 0
