"""Awards: proposed, final, revoked, and the lifetime list that follows."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from association.models import Recognition
from office.actor import Actor
from office.workflow import Refusal, TransitionRefused
from reviews.domain.award import change_award, confirm_award, propose_award, remove_award, revoke_award
from reviews.domain.round import admit_all
from reviews.enums import AwardState, CallState, ParticipantRole, PrizeKind, SubmissionState
from reviews.models import Award
from reviews.queries.award import awards_of, prizes_with_counts
from reviews.queries.submission import finalists_of, organizations_of, submissions_of
from tests.factories.association import PersonFactory
from tests.factories.reviews import (
    AwardFactory,
    CallFactory,
    ParticipantFactory,
    PrizeFactory,
    RoundFactory,
    SubmissionFactory,
    TrackFactory,
)

pytestmark = pytest.mark.django_db


def closed_call(**values: Any) -> Any:
    return CallFactory(state=CallState.CLOSED, **values)


def test_an_award_bears_the_names_of_its_kind_in_order(staff: Actor):
    call = closed_call()
    submission = SubmissionFactory(call=call, title="建模作品")
    ParticipantFactory(submission=submission, name="学生002", order=2)
    ParticipantFactory(submission=submission, name="学生001", order=1)
    ParticipantFactory(submission=submission, name="教师001", role=ParticipantRole.ADVISER)
    single = propose_award(PrizeFactory(call=call, kind=PrizeKind.INDIVIDUAL), submission, actor=staff)
    team = propose_award(PrizeFactory(call=call, kind=PrizeKind.TEAM), submission, actor=staff)
    unit = propose_award(PrizeFactory(call=call, kind=PrizeKind.UNIT), submission, actor=staff)
    assert single.recipient_name == "学生001、学生002"
    assert team.recipient_name == "建模作品"
    assert unit.recipient_name == submission.organization.name


def test_a_second_prize_of_a_kind_is_refused_by_the_form_and_by_the_database(staff: Actor):
    call = closed_call()
    submission = SubmissionFactory(call=call)
    first, second = PrizeFactory(call=call), PrizeFactory(call=call, name="二等奖", order=2)
    award = propose_award(first, submission, actor=staff)
    with pytest.raises(ValidationError):
        propose_award(second, submission, actor=staff)
    with pytest.raises(IntegrityError), transaction.atomic():
        Award.objects.create(prize=second, submission=submission)
    confirm_award(award, actor=staff)
    revoke_award(award, actor=staff, reason="取消资格")
    assert propose_award(second, submission, actor=staff).pk


@pytest.mark.parametrize("state", [SubmissionState.DRAFTED, SubmissionState.REJECTED, SubmissionState.WITHDRAWN])
def test_what_does_not_take_part_receives_nothing(staff: Actor, state: str):
    call = closed_call()
    with pytest.raises(Refusal):
        propose_award(PrizeFactory(call=call), SubmissionFactory(call=call, state=state), actor=staff)


@pytest.mark.parametrize("state", [CallState.DRAFTED, CallState.DECIDED])
def test_no_award_in_a_draft_or_decided_call(staff: Actor, state: str):
    call = CallFactory(state=state)
    with pytest.raises(Refusal):
        propose_award(PrizeFactory(call=call), SubmissionFactory(call=call), actor=staff)


def test_a_prize_stays_in_its_call_and_track(staff: Actor):
    track = TrackFactory(call=closed_call())
    with pytest.raises(ValidationError):
        propose_award(PrizeFactory(call=track.call), SubmissionFactory(), actor=staff)
    other = SubmissionFactory(call=track.call, track=TrackFactory(call=track.call, name="中职组"))
    with pytest.raises(ValidationError):
        propose_award(PrizeFactory(call=track.call, track=track), other, actor=staff)


def test_a_final_award_writes_its_line_once(staff: Actor):
    call = closed_call(issuer="省教育厅", level="provincial", basis="皖教〔2020〕1号")
    submission = SubmissionFactory(call=call)
    award = propose_award(PrizeFactory(call=call), submission, actor=staff, awarded_on=date(2020, 12, 13))
    confirm_award(award, actor=staff)
    line = Recognition.objects.get()
    assert (line.organization, line.name, line.year, line.on) == (
        submission.organization,
        submission.title,
        2020,
        date(2020, 12, 13),
    )
    assert (line.issuer, line.level, line.basis) == ("省教育厅", "provincial", "皖教〔2020〕1号")
    assert line.title == f"{call.title} 一等奖"
    with pytest.raises(TransitionRefused):
        confirm_award(Award.objects.get(pk=award.pk), actor=staff)
    assert Recognition.objects.count() == 1


def test_the_line_names_the_person_when_there_is_exactly_one(staff: Actor):
    call = closed_call()
    person = PersonFactory()
    submission = SubmissionFactory(call=call)
    ParticipantFactory(submission=submission, person=person, name=person.name, role=ParticipantRole.NOMINEE)
    award = propose_award(PrizeFactory(call=call, kind=PrizeKind.HONOR), submission, actor=staff)
    confirm_award(award, actor=staff)
    assert Recognition.objects.get().person == person
    assert award.recipient_name == person.name


def test_an_award_is_not_final_while_its_call_is_open(staff: Actor):
    call = CallFactory()
    award = propose_award(PrizeFactory(call=call), SubmissionFactory(call=call), actor=staff)
    with pytest.raises(Refusal):
        confirm_award(award, actor=staff)
    assert not Recognition.objects.exists()


def test_revoking_marks_the_line_and_needs_a_reason(staff: Actor):
    call = closed_call()
    award = propose_award(PrizeFactory(call=call), SubmissionFactory(call=call), actor=staff)
    confirm_award(award, actor=staff)
    with pytest.raises(Refusal):
        revoke_award(award, actor=staff)
    revoke_award(award, actor=staff, reason="材料不实")
    line = Recognition.objects.get()
    assert (award.state, line.is_revoked, line.revoked_reason) == (AwardState.REVOKED, True, "材料不实")
    with pytest.raises(TransitionRefused):
        revoke_award(award, actor=staff, reason="再次")


def test_only_a_proposed_award_is_changed_or_removed(staff: Actor):
    award = AwardFactory()
    with pytest.raises(Refusal):
        change_award(award, actor=staff, changes={"rank": 1})
    with pytest.raises(Refusal):
        remove_award(award, actor=staff)
    proposed = AwardFactory(state=AwardState.PROPOSED)
    change_award(proposed, actor=staff, changes={"rank": 1})
    remove_award(proposed, actor=staff)
    assert not Award.objects.filter(pk=proposed.pk).exists()


def test_rows_behind_the_figures(staff: Actor):
    call = CallFactory()
    higher, secondary = TrackFactory(call=call, code="higher"), TrackFactory(call=call, code="secondary")
    one = SubmissionFactory(call=call, track=higher)
    two = SubmissionFactory(call=call, track=secondary, organization=one.organization)
    SubmissionFactory(call=call, track=higher, state=SubmissionState.WITHDRAWN)
    SubmissionFactory(track=None)
    assert set(submissions_of(call)) == {one, two}
    assert set(submissions_of(call, track_code="higher")) == {one}
    assert list(organizations_of(submissions_of(call))) == [one.organization]
    first, last = RoundFactory(call=call, order=1), RoundFactory(call=call, order=2)
    admit_all(first, [one, two], actor=staff)
    admit_all(last, [two], actor=staff)
    assert finalists_of(call).get().submission == two
    assert finalists_of(call, round_order=1).count() == 2
    assert finalists_of(call, round_order=1, track_code="higher").get().submission == one
    prize = PrizeFactory(call=call, code="first", order=1)
    AwardFactory(prize=prize, submission=one)
    AwardFactory(prize=prize, submission=two, state=AwardState.PROPOSED)
    assert awards_of(call).count() == 1
    assert awards_of(call, track_code="higher", prize_code="first", kind="work", order=1).count() == 1
    assert awards_of(call, track_code="secondary").count() == 0
    assert prizes_with_counts(call).get().award_count == 2
