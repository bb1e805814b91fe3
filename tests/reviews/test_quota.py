"""Quotas: counted with each act, refused with the entries that use them, never passed by two at the same instant."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from office.actor import Actor
from office.enums import Role
from office.workflow import Refusal
from reviews.domain.participant import add_participant
from reviews.domain.quota import QuotaUsedUp, change_quota, create_quota, remove_quota
from reviews.domain.submission import (
    change_submission,
    reconsider_submission,
    reject_submission,
    send_back_submission,
    submit_submission,
    withdraw_submission,
)
from reviews.enums import ParticipantRole, QuotaScope, SubmissionState
from reviews.methods import parts
from reviews.models import Participant, QuotaCounter, QuotaRule, QuotaUse, Submission
from tests.actors import make_actor
from tests.factories.association import PersonFactory
from tests.factories.reviews import CallFactory, ParticipantFactory, SubmissionFactory, TrackFactory
from tests.reviews.together import run_together

SCHOOL = QuotaScope.SCHOOL


@pytest.fixture
def school(db: None) -> Actor:
    return make_actor(Role.SCHOOL_ADMINISTRATOR)


def draft_of(actor: Actor, call: Any, **values: Any) -> Any:
    return SubmissionFactory(
        state=SubmissionState.DRAFTED, organization_id=actor.organization_id, organization=None, call=call, **values
    )


def quota(call: Any, actor: Actor, scope: str = SCHOOL, maximum: int = 1, track: Any = None) -> QuotaRule:
    return create_quota(QuotaRule(call=call, scope=scope, maximum=maximum, track=track), actor=actor)


def used() -> list[int]:
    return sorted(QuotaCounter.objects.values_list("used", flat=True))


def test_the_second_is_refused_and_told_why(school: Actor, staff: Actor) -> None:
    call = CallFactory(code="c")
    quota(call, staff)
    first, second = draft_of(school, call), draft_of(school, call)
    submit_submission(first, actor=school)
    with pytest.raises(QuotaUsedUp, match=first.title):
        submit_submission(second, actor=school)
    stored = Submission.objects.get(pk=second.pk)
    assert (stored.state, stored.number, used()) == (SubmissionState.DRAFTED, "", [1])


def test_withdrawn_sent_back_and_rejected_entries_give_their_place_back(school: Actor, staff: Actor) -> None:
    call = CallFactory()
    quota(call, staff)
    first, second = draft_of(school, call), draft_of(school, call)
    submit_submission(first, actor=school)
    send_back_submission(first, actor=staff, reason="改")
    submit_submission(second, actor=school)
    withdraw_submission(second, actor=school, reason="不参加")
    submit_submission(first, actor=school)
    reject_submission(first, actor=staff, reason="不符合")
    third = draft_of(school, call)
    submit_submission(third, actor=school)
    with pytest.raises(QuotaUsedUp):
        reconsider_submission(first, actor=staff, reason="复查")
    assert Submission.objects.get(pk=first.pk).state == SubmissionState.REJECTED
    assert (used(), QuotaUse.objects.get().submission_id) == ([1], third.pk)


def test_other_schools_entries_are_counted_but_not_named(school: Actor, staff: Actor) -> None:
    call = CallFactory()
    quota(call, staff, QuotaScope.TRACK, 1)
    foreign = SubmissionFactory(call=call, state=SubmissionState.DRAFTED, title="他校作品")
    submit_submission(foreign, actor=staff)
    with pytest.raises(QuotaUsedUp) as caught:
        submit_submission(draft_of(school, call), actor=school)
    assert "他校作品" not in str(caught.value)


def test_a_person_in_two_entries_is_one_person_with_or_without_the_record(school: Actor, staff: Actor) -> None:
    call = CallFactory()
    quota(call, staff, QuotaScope.PERSON, 1)
    person = PersonFactory(organization_id=school.organization_id)
    first, second = draft_of(school, call), draft_of(school, call)
    ParticipantFactory(submission=first, person=person, name=person.name)
    ParticipantFactory(submission=second, name=person.name, organization_id=school.organization_id)
    submit_submission(first, actor=school)
    with pytest.raises(QuotaUsedUp, match=person.name):
        submit_submission(second, actor=school)


def test_a_leader_may_lead_two_and_an_adviser_has_an_own_quota(school: Actor, staff: Actor) -> None:
    call = CallFactory()
    quota(call, staff, QuotaScope.PERSON, 1)
    quota(call, staff, QuotaScope.ADVISER, 1)
    first, second = draft_of(school, call), draft_of(school, call)
    for row in (first, second):
        ParticipantFactory(submission=row, name="领队甲", role=ParticipantRole.LEADER)
    submit_submission(first, actor=school)
    submit_submission(second, actor=school)
    add_participant(Participant(submission=first, name="导师", role=ParticipantRole.ADVISER), actor=staff)
    with pytest.raises(QuotaUsedUp):
        add_participant(Participant(submission=second, name="导师", role=ParticipantRole.ADVISER), actor=staff)
    assert Participant.objects.filter(name="导师").count() == 1


def test_a_quota_of_a_track_follows_the_entry(school: Actor, staff: Actor) -> None:
    call = CallFactory()
    one, two = TrackFactory(call=call), TrackFactory(call=call)
    quota(call, staff, SCHOOL, 1, track=one)
    first, second = draft_of(school, call, track=one), draft_of(school, call, track=two)
    submit_submission(first, actor=school)
    submit_submission(second, actor=school)
    with pytest.raises(QuotaUsedUp):
        change_submission(second, actor=staff, changes={"track": one})
    assert Submission.objects.get(pk=second.pk).track_id == two.pk


def test_parts_of_an_entry_are_not_counted(school: Actor, staff: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    call = CallFactory()
    quota(call, staff)
    whole, part = draft_of(school, call), draft_of(school, call)
    monkeypatch.setitem(parts.FINDERS, call.kind, lambda keys: {part.pk} & set(keys))
    submit_submission(whole, actor=school)
    submit_submission(part, actor=school)
    assert used() == [1]


def test_a_new_or_lowered_quota_counts_what_is_there(school: Actor, staff: Actor) -> None:
    call = CallFactory()
    for _number in range(2):
        submit_submission(draft_of(school, call), actor=school)
    with pytest.raises(Refusal):
        quota(call, staff)
    assert not QuotaRule.objects.exists()
    rule = quota(call, staff, maximum=2)
    with pytest.raises(QuotaUsedUp):
        submit_submission(draft_of(school, call), actor=school)
    change_quota(rule, actor=staff, changes={"maximum": 3})
    submit_submission(draft_of(school, call), actor=school)
    with pytest.raises(Refusal):
        change_quota(rule, actor=staff, changes={"maximum": 2})
    rule.refresh_from_db()
    assert (rule.maximum, list(QuotaCounter.objects.values_list("used", "maximum"))) == (3, [(3, 3)])
    remove_quota(rule, actor=staff, reason="取消")
    assert not QuotaCounter.objects.exists()


def test_the_database_refuses_more_than_the_maximum(school: Actor, staff: Actor) -> None:
    rule = quota(CallFactory(), staff)
    with pytest.raises(IntegrityError), transaction.atomic():
        QuotaCounter.objects.create(rule=rule, key="o1", used=2, maximum=1)


@pytest.mark.django_db(transaction=True)
def test_senders_at_the_same_instant_never_pass_the_quota_nor_leave_a_place_free(staff: Actor) -> None:
    school = make_actor(Role.SCHOOL_ADMINISTRATOR)
    call = CallFactory()
    quota(call, staff, maximum=3)
    rows = [draft_of(school, call) for _number in range(6)]
    done = run_together(
        [lambda pk=row.pk: submit_submission(Submission.objects.get(pk=pk), actor=school) for row in rows]
    )
    assert (sum(act.taken for act in done), used()) == (3, [3])
    assert Submission.objects.filter(call=call).taking_part().count() == 3
