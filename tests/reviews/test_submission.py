"""Submissions: registered, sent in, sent back, decided, taken back; by staff and by schools."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from association.enums import SchoolLevel
from office.actor import Actor
from office.enums import Role
from office.models import AuditEntry
from office.workflow import Refusal, TransitionRefused
from reviews.domain.participant import add_participant
from reviews.domain.submission import (
    accept_submission,
    change_submission,
    reconsider_submission,
    register_submission,
    reject_submission,
    remove_submission,
    send_back_submission,
    submit_submission,
    withdraw_submission,
)
from reviews.domain.submission_time import CallNotAccepting
from reviews.enums import AwardState, CallState, SubmissionState
from reviews.models import Participant, Submission
from tests.actors import make_actor
from tests.factories.association import OrganizationFactory
from tests.factories.reviews import AwardFactory, CallFactory, SubmissionFactory, TrackFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> Any:
    return make_actor(Role.SCHOOL_ADMINISTRATOR)


def draft_of(actor: Actor, **values: Any) -> Any:
    values.setdefault("call", CallFactory())
    return SubmissionFactory(
        state=SubmissionState.DRAFTED, organization_id=actor.organization_id, organization=None, **values
    )


def new(call: Any, organization_id: Any, **values: Any) -> Any:
    return Submission(call=call, organization_id=organization_id, title="作品", **values)


def test_a_school_registers_its_own_draft_without_a_number(school: Actor):
    submission = register_submission(new(CallFactory(), school.organization_id), actor=school)
    assert (submission.state, submission.number) == (SubmissionState.DRAFTED, "")
    assert submission.submitted_at is None


def test_a_school_cannot_register_for_another(school: Actor):
    with pytest.raises(Refusal):
        register_submission(new(CallFactory(), OrganizationFactory().pk), actor=school)
    assert not Submission.objects.exists()


@pytest.mark.parametrize("state", [CallState.DRAFTED, CallState.CLOSED, CallState.DECIDED])
def test_a_school_cannot_register_in_a_call_that_is_not_open(school: Actor, state: str):
    with pytest.raises(CallNotAccepting):
        register_submission(new(CallFactory(state=state), school.organization_id), actor=school)


def test_a_school_is_told_when_an_open_call_opens_and_when_it_closed(school: Actor):
    now = timezone.now()
    early = CallFactory(opens_at=now + timedelta(days=1))
    with pytest.raises(CallNotAccepting, match=r"\d{4}-\d\d-\d\d \d\d:\d\d"):
        register_submission(new(early, school.organization_id), actor=school)
    late = CallFactory(closes_at=now - timedelta(seconds=1))
    with pytest.raises(CallNotAccepting, match=r"\d{4}-\d\d-\d\d \d\d:\d\d"):
        register_submission(new(late, school.organization_id), actor=school)


def test_staff_record_late_ones_until_the_call_is_decided(staff: Actor):
    call = CallFactory(state=CallState.CLOSED)
    assert register_submission(new(call, OrganizationFactory().pk), actor=staff).pk
    for state in (CallState.DRAFTED, CallState.DECIDED):
        with pytest.raises(CallNotAccepting):
            register_submission(new(CallFactory(state=state), OrganizationFactory().pk), actor=staff)


def test_a_closed_organization_and_a_wrong_level_are_refused(staff: Actor):
    closed = OrganizationFactory(closed_on="2019-01-01", founded_on=None)
    closed.refresh_from_db()
    with pytest.raises(Refusal):
        register_submission(new(CallFactory(), closed.pk), actor=staff)
    track = TrackFactory(school_level=SchoolLevel.SECONDARY)
    with pytest.raises(Refusal, match="高职组"):
        register_submission(new(track.call, OrganizationFactory().pk, track=track), actor=staff)
    right = OrganizationFactory(school_level=SchoolLevel.SECONDARY)
    assert register_submission(new(track.call, right.pk, track=track), actor=staff).pk


def test_a_track_of_another_call_is_refused(staff: Actor):
    with pytest.raises(ValidationError):
        register_submission(new(CallFactory(), OrganizationFactory().pk, track=TrackFactory()), actor=staff)


def test_sending_in_twice_is_one_number_and_one_act(school: Actor):
    submission = draft_of(school)
    twin = Submission.objects.get(pk=submission.pk)
    submit_submission(submission, actor=school)
    with pytest.raises(TransitionRefused):
        submit_submission(twin, actor=school)
    assert AuditEntry.objects.filter(action="submit").count() == 1


def test_a_call_with_tracks_asks_for_one(school: Actor):
    track = TrackFactory()
    submission = draft_of(school, call=track.call)
    with pytest.raises(Refusal):
        submit_submission(submission, actor=school)
    change_submission(submission, actor=school, changes={"track": track})
    assert submit_submission(submission, actor=school).state == SubmissionState.SUBMITTED


def test_a_refused_sending_gives_its_number_back(school: Actor):
    call = CallFactory(code="c")
    first = draft_of(school, call=call)
    twin = Submission.objects.get(pk=first.pk)
    submit_submission(first, actor=school)
    with pytest.raises(TransitionRefused):
        submit_submission(twin, actor=school)
    other = draft_of(school, call=call)
    assert submit_submission(other, actor=school).number == "C-002"


def test_what_was_sent_in_a_school_can_no_longer_change(school: Actor):
    submission = draft_of(school)
    submit_submission(submission, actor=school)
    with pytest.raises(Refusal):
        change_submission(submission, actor=school, changes={"title": "别的"})
    person = Participant(submission=submission, name="学生009")
    with pytest.raises(Refusal):
        add_participant(person, actor=school)


def test_sent_back_it_keeps_its_number_and_can_be_sent_again(school: Actor, staff: Actor):
    submission = draft_of(school)
    submit_submission(submission, actor=school)
    number = submission.number
    send_back_submission(submission, actor=staff, reason="缺盖章")
    assert (submission.state, submission.submitted_at) == (SubmissionState.DRAFTED, None)
    change_submission(submission, actor=school, changes={"title": "更正后的作品"})
    submit_submission(submission, actor=school)
    assert submission.number == number
    assert {"code": "title", "label": "名称", "value": "更正后的作品", "identifying": False} in submission.dossier[
        "fields"
    ]


def test_accepting_rejecting_and_reconsidering(staff: Actor):
    accepted, rejected = SubmissionFactory(), SubmissionFactory()
    accept_submission(accepted, actor=staff)
    with pytest.raises(Refusal):
        reject_submission(rejected, actor=staff)
    reject_submission(rejected, actor=staff, reason="不符合条件")
    assert (accepted.state, rejected.state) == (SubmissionState.ACCEPTED, SubmissionState.REJECTED)
    with pytest.raises(TransitionRefused):
        accept_submission(rejected, actor=staff)
    reconsider_submission(rejected, actor=staff, reason="复核")
    assert rejected.state == SubmissionState.SUBMITTED


def test_an_award_holds_its_submission(staff: Actor):
    award = AwardFactory(state=AwardState.PROPOSED, submission__state=SubmissionState.ACCEPTED)
    with pytest.raises(Refusal, match="一等奖"):
        reconsider_submission(award.submission, actor=staff, reason="复核")
    waiting = AwardFactory(state=AwardState.PROPOSED).submission
    for act in (reject_submission, send_back_submission, withdraw_submission):
        with pytest.raises(Refusal, match="一等奖"):
            act(waiting, actor=staff, reason="复核")


def test_what_was_made_from_a_submission_holds_it(staff: Actor):
    submission = SubmissionFactory(state=SubmissionState.ACCEPTED, held_by="AZ-001")
    with pytest.raises(Refusal, match="AZ-001"):
        reconsider_submission(submission, actor=staff, reason="复核")


def test_nothing_moves_in_a_decided_call(staff: Actor):
    submission = SubmissionFactory(call__state=CallState.DECIDED)
    for act in (accept_submission, reject_submission, send_back_submission, withdraw_submission):
        with pytest.raises(Refusal):
            act(submission, actor=staff, reason="复核")


def test_a_school_takes_back_in_time_only(school: Actor):
    submission = draft_of(school)
    submit_submission(submission, actor=school)
    late = SubmissionFactory(organization_id=school.organization_id, organization=None, call__state=CallState.CLOSED)
    with pytest.raises(CallNotAccepting):
        withdraw_submission(late, actor=school, reason="退赛")
    with pytest.raises(Refusal):
        withdraw_submission(submission, actor=school)
    withdraw_submission(submission, actor=school, reason="退赛")
    assert submission.state == SubmissionState.WITHDRAWN
    assert submission not in Submission.objects.received()


def test_only_what_was_never_sent_in_is_removed(school: Actor, staff: Actor):
    draft = draft_of(school)
    remove_submission(draft, actor=school)
    sent = SubmissionFactory()
    with pytest.raises(Refusal):
        remove_submission(sent, actor=staff)
    returned = SubmissionFactory()
    send_back_submission(returned, actor=staff, reason="缺件")
    with pytest.raises(Refusal):
        remove_submission(returned, actor=staff)


def test_received_and_taking_part():
    rows = {state: SubmissionFactory(state=state) for state in SubmissionState}
    received = set(Submission.objects.received())
    assert received == {rows["submitted"], rows["accepted"], rows["rejected"]}
    assert set(Submission.objects.taking_part()) == {rows["submitted"], rows["accepted"]}
