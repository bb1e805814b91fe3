"""Calls: published, closed, decided, and the ways back; each act works, is refused, and repeats harmlessly."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from association.models import Recognition
from office.actor import Actor
from office.models import AuditEntry
from office.workflow import Refusal, StaleRecord, TransitionRefused
from reviews.domain.call import (
    change_call,
    close_call,
    create_call,
    decide_call,
    publish_call,
    remove_call,
    reopen_call,
    reopen_decision,
    withdraw_call,
)
from reviews.enums import AwardState, CallKind, CallState, SubmissionState
from reviews.models import Call
from tests.factories.association import BodyFactory
from tests.factories.reviews import AwardFactory, CallFactory, SubmissionFactory

pytestmark = pytest.mark.django_db


def test_a_new_call_is_a_draft_whatever_was_asked(staff: Actor):
    call = create_call(
        Call(body=BodyFactory(), code="bim", kind=CallKind.CONTEST, title="BIM", year=2020, state=CallState.OPEN),
        actor=staff,
    )
    assert call.state == CallState.DRAFTED
    assert AuditEntry.objects.filter(action="create", object_id=str(call.pk)).count() == 1


def test_publishing_opens_now_when_no_time_is_given(staff: Actor):
    call = CallFactory(state=CallState.DRAFTED, opens_at=None, closes_at=None, year=timezone.now().year)
    publish_call(call, actor=staff)
    assert call.state == CallState.OPEN
    assert call.accepts_at(timezone.now() + timedelta(seconds=1))


def test_publishing_after_the_closing_time_is_refused_this_year_and_allowed_for_past_years(staff: Actor):
    past = timezone.now() - timedelta(days=1)
    late = CallFactory(state=CallState.DRAFTED, closes_at=past, year=timezone.now().year)
    with pytest.raises(Refusal):
        publish_call(late, actor=staff)
    recorded = CallFactory(state=CallState.DRAFTED, closes_at=past, year=2020)
    assert publish_call(recorded, actor=staff).state == CallState.OPEN


def test_a_second_publishing_is_refused_and_writes_nothing(staff: Actor):
    call = CallFactory(state=CallState.DRAFTED)
    publish_call(call, actor=staff)
    before = AuditEntry.objects.count()
    with pytest.raises(TransitionRefused):
        publish_call(Call.objects.get(pk=call.pk), actor=staff)
    assert AuditEntry.objects.count() == before


def test_two_clerks_close_once(staff: Actor):
    call = CallFactory()
    twin = Call.objects.get(pk=call.pk)
    close_call(call, actor=staff)
    with pytest.raises(TransitionRefused):
        close_call(twin, actor=staff)


def test_withdrawing_is_refused_once_something_hangs_on_the_call(staff: Actor):
    call = CallFactory()
    SubmissionFactory(call=call, state=SubmissionState.DRAFTED)
    with pytest.raises(Refusal, match="1"):
        withdraw_call(call, actor=staff, reason="误发")
    empty = CallFactory()
    withdraw_call(empty, actor=staff, reason="误发")
    assert empty.state == CallState.DRAFTED


def test_withdrawing_needs_a_reason(staff: Actor):
    with pytest.raises(Refusal):
        withdraw_call(CallFactory(), actor=staff)


def test_deciding_makes_every_proposed_award_final_and_writes_their_recognitions(staff: Actor):
    call = CallFactory(state=CallState.CLOSED)
    awards = [
        AwardFactory(prize__call=call, submission__state=SubmissionState.ACCEPTED, state=AwardState.PROPOSED)
        for _ in range(3)
    ]
    decide_call(call, actor=staff)
    assert call.state == CallState.DECIDED
    for award in awards:
        award.refresh_from_db()
        assert award.state == AwardState.FINAL
    sources = set(Recognition.objects.values_list("source", flat=True))
    assert sources == {f"reviews.award:{award.pk}" for award in awards}


def test_deciding_is_refused_while_submissions_wait_and_leaves_everything_as_it_was(staff: Actor):
    call = CallFactory(state=CallState.CLOSED)
    award = AwardFactory(prize__call=call, submission__state=SubmissionState.ACCEPTED, state=AwardState.PROPOSED)
    SubmissionFactory(call=call)
    with pytest.raises(Refusal, match="1"):
        decide_call(call, actor=staff)
    award.refresh_from_db()
    assert award.state == AwardState.PROPOSED
    assert not Recognition.objects.exists()


def test_deciding_rolls_back_when_one_award_is_refused(staff: Actor):
    call = CallFactory(state=CallState.CLOSED)
    good = AwardFactory(prize__call=call, submission__state=SubmissionState.ACCEPTED, state=AwardState.PROPOSED)
    AwardFactory(prize__call=call, submission__state=SubmissionState.REJECTED, state=AwardState.PROPOSED)
    with pytest.raises(Refusal):
        decide_call(call, actor=staff)
    assert Call.objects.get(pk=call.pk).state == CallState.CLOSED
    good.refresh_from_db()
    assert good.state == AwardState.PROPOSED


def test_an_open_call_cannot_be_decided(staff: Actor):
    with pytest.raises(TransitionRefused):
        decide_call(CallFactory(), actor=staff)


def test_the_ways_back(staff: Actor):
    call = CallFactory(state=CallState.CLOSED)
    reopen_call(call, actor=staff, reason="延期")
    assert call.state == CallState.OPEN
    close_call(call, actor=staff)
    decide_call(call, actor=staff)
    reopen_decision(call, actor=staff, reason="更正")
    assert call.state == CallState.CLOSED


def test_body_and_kind_stay_once_something_was_sent_in(staff: Actor):
    call = CallFactory()
    change_call(call, actor=staff, changes={"kind": CallKind.PAPER})
    SubmissionFactory(call=call)
    with pytest.raises(Refusal):
        change_call(call, actor=staff, changes={"body": BodyFactory()})
    change_call(call, actor=staff, changes={"title": "新标题"})
    assert Call.objects.get(pk=call.pk).title == "新标题"


def test_a_stale_form_changes_nothing(staff: Actor):
    call = CallFactory()
    change_call(call, actor=staff, changes={"title": "甲"}, revision=1)
    with pytest.raises(StaleRecord):
        change_call(call, actor=staff, changes={"title": "乙"}, revision=1)
    assert Call.objects.get(pk=call.pk).title == "甲"


def test_a_call_closes_after_it_opens(staff: Actor):
    call = CallFactory()
    with pytest.raises(ValidationError):
        change_call(call, actor=staff, changes={"closes_at": call.opens_at})


def test_only_a_draft_without_rows_is_removed(staff: Actor):
    with pytest.raises(Refusal):
        remove_call(CallFactory(), actor=staff)
    draft = CallFactory(state=CallState.DRAFTED)
    remove_call(draft, actor=staff)
    assert not Call.objects.filter(code=draft.code).exists()
    assert AuditEntry.objects.filter(action="remove").count() == 1


def test_accepting_has_the_shown_instants_as_its_edges():
    call = CallFactory()
    assert not call.accepts_at(call.opens_at - timedelta(microseconds=1))
    assert call.accepts_at(call.opens_at)
    assert not call.accepts_at(call.closes_at)
    assert call.accepts_at(call.closes_at - timedelta(microseconds=1))
