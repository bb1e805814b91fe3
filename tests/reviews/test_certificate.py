"""Certificates of a call: of final awards of a final notice only, each once, revoked with the award."""

from datetime import date
from typing import Any

import pytest

from association.models import Certificate
from office.actor import Actor
from office.workflow import Refusal
from reviews.domain.award import revoke_award
from reviews.domain.certificate import issue_for_call
from reviews.enums import AwardState, CallState, NoticeState, ObjectionState, ParticipantRole, PrizeKind
from reviews.queries.certificate import awards_without_certificate, certificates_of
from tests.actors import make_actor
from tests.factories.results import ObjectionFactory, PublishedFactory
from tests.factories.reviews import (
    AwardFactory,
    CallFactory,
    ParticipantFactory,
    PrizeFactory,
    SubmissionFactory,
    TrackFactory,
)

pytestmark = pytest.mark.django_db


def decided(**values: Any) -> Any:
    return CallFactory(state=CallState.DECIDED, issuer="示例学会", **values)


def final_notice(call: Any, *awards: Any, state: str = NoticeState.FINAL) -> Any:
    return PublishedFactory(call=call, state=state, content=[{"award": award.pk} for award in awards])


def test_what_stands_on_a_certificate(staff: Actor):
    track = TrackFactory(call=decided())
    submission = SubmissionFactory(call=track.call, track=track, title="智慧校园")
    person = ParticipantFactory(submission=submission, name="张三", order=1)
    ParticipantFactory(submission=submission, name="李老师", role=ParticipantRole.ADVISER)
    single = PrizeFactory(call=track.call, kind=PrizeKind.INDIVIDUAL, name="一等奖")
    team = PrizeFactory(call=track.call, kind=PrizeKind.TEAM, name="二等奖")
    AwardFactory(prize=single, submission=submission, recipient_name="张三", awarded_on=date(2020, 12, 1))
    AwardFactory(prize=team, submission=submission, recipient_name="智慧校园")
    one, other = sorted(issue_for_call(track.call, actor=staff), key=lambda row: row.prize)
    assert (one.holder, one.prize, one.work) == ("张三", "高职组一等奖", "智慧校园")
    assert (one.unit, one.issuer, one.issued_on) == (submission.organization.name, "示例学会", date(2020, 12, 1))
    assert one.people == [["指导教师", "李老师"]]
    assert other.people == [["团队成员", person.name], ["指导教师", "李老师"]]
    assert (other.holder, other.work) == ("智慧校园", "")


def test_a_repeat_issues_nothing_and_a_new_award_only_its_own(staff: Actor):
    call = decided()
    AwardFactory(prize=PrizeFactory(call=call))
    assert len(issue_for_call(call, actor=staff)) == 1
    with pytest.raises(Refusal):
        issue_for_call(call, actor=staff)
    AwardFactory(prize=PrizeFactory(call=call))
    AwardFactory(prize=PrizeFactory(call=call), state=AwardState.PROPOSED)
    assert len(issue_for_call(call, actor=staff)) == 1
    assert certificates_of(call).count() == 2
    assert not awards_without_certificate(call).exists()


@pytest.mark.parametrize("state", [NoticeState.PUBLISHED, NoticeState.CLOSED])
def test_no_certificate_before_the_notice_is_final(staff: Actor, state: str):
    call = decided()
    award = AwardFactory(prize=PrizeFactory(call=call))
    final_notice(call, award, state=state)
    with pytest.raises(Refusal):
        issue_for_call(call, actor=staff)
    assert not Certificate.objects.exists()


def test_no_certificate_of_a_call_that_needs_a_notice_and_has_none(staff: Actor):
    call = decided(needs_notice=True)
    AwardFactory(prize=PrizeFactory(call=call))
    with pytest.raises(Refusal):
        issue_for_call(call, actor=staff)


def test_no_certificate_while_an_objection_is_open_or_for_what_is_not_listed(staff: Actor):
    call = decided(needs_notice=True)
    award = AwardFactory(prize=PrizeFactory(call=call))
    notice = final_notice(call, award)
    objection = ObjectionFactory(notice=notice)
    with pytest.raises(Refusal):
        issue_for_call(call, actor=staff)
    type(objection).objects.filter(pk=objection.pk).update(state=ObjectionState.LATE)
    stray = AwardFactory(prize=PrizeFactory(call=call))
    with pytest.raises(Refusal):  # all or none
        issue_for_call(call, actor=staff)
    type(stray).objects.filter(pk=stray.pk).update(state=AwardState.REVOKED)
    assert len(issue_for_call(call, actor=staff)) == 1


def test_revoking_the_award_revokes_its_certificate(staff: Actor):
    call = decided()
    award = AwardFactory(prize=PrizeFactory(call=call))
    certificate = issue_for_call(call, actor=staff)[0]
    revoke_award(award, actor=make_actor("secretariat_head"), reason="材料不实")
    certificate.refresh_from_db()
    assert (certificate.state, certificate.reason) == ("revoked", "材料不实")
