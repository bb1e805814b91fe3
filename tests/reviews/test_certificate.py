"""Certificates of a call: of final awards of a final notice only, each once, revoked with the award."""

from datetime import date
from typing import Any

import pytest

from association.domain.certificate import reissue_certificate
from association.models import Certificate
from office.actor import Actor
from office.domain.job import run_job
from office.models import Job
from office.workflow import Refusal
from reviews.domain.award import revoke_award
from reviews.domain.certificate import AT_ONCE, issue_for_award, issue_for_call, waiting_drafts
from reviews.enums import AwardState, CallState, NoticeState, ObjectionState, ParticipantRole, PrizeKind
from reviews.queries.certificate import awards_to_certify, certificates_of
from tests.actors import client_of, make_actor
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


def waiting(call: Any, holders: str) -> int:
    return len(waiting_drafts(awards_to_certify(call), holders=holders))


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
    assert waiting(call, "award") == 0


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


def team(call: Any) -> Any:
    """A final team award of two members (the leader also competes) with two advisers."""
    submission = SubmissionFactory(call=call, title="智慧校园")
    rows = [
        ("张三", ParticipantRole.LEADER, 1),
        ("张三", ParticipantRole.CONTESTANT, 2),
        ("李四光", ParticipantRole.CONTESTANT, 3),
        ("赵老师", ParticipantRole.ADVISER, 4),
        ("钱老师", ParticipantRole.ADVISER, 5),
    ]
    for name, role, order in rows:
        ParticipantFactory(submission=submission, name=name, role=role, order=order, person=None)
    prize = PrizeFactory(call=call, kind=PrizeKind.TEAM, name="一等奖")
    return AwardFactory(prize=prize, submission=submission, recipient_name="智慧校园")


def test_each_person_gets_a_sheet_in_the_order_of_the_entry(staff: Actor):
    call = decided()
    award = team(call)
    teachers = PrizeFactory(call=call, kind=PrizeKind.ADVISER, name="优秀指导教师奖")
    AwardFactory(prize=teachers, submission=award.submission, recipient_name="赵老师、钱老师")
    unit = PrizeFactory(call=call, kind=PrizeKind.UNIT, name="优秀组织奖")
    AwardFactory(prize=unit, submission=SubmissionFactory(call=call), recipient_name="示例学院")
    assert (waiting(call, "award"), waiting(call, "person"), waiting(call, "both")) == (3, 5, 7)
    rows = issue_for_call(call, actor=staff, holders="person")
    members = [row for row in rows if row.role == "member"]
    assert [(row.holder, row.place, row.places, row.work) for row in members] == [
        ("张三", 1, 2, "智慧校园"),
        ("李四光", 2, 2, "智慧校园"),
    ]
    assert members[0].people == [["团队成员", "张三、李四光"], ["指导教师", "赵老师、钱老师"]]
    assert [(row.holder, row.place) for row in rows if row.role == "adviser"] == [("赵老师", 1), ("钱老师", 2)]
    assert [(row.holder, row.place) for row in rows if row.role == "unit"] == [("示例学院", None)]
    assert len({row.number for row in rows}) == len({row.code for row in rows}) == 5
    call.refresh_from_db()
    assert call.certificate_holders == "person"


def test_a_wider_choice_adds_what_is_missing_and_nothing_twice(staff: Actor):
    call = decided()
    award = team(call)
    single = PrizeFactory(call=call, kind=PrizeKind.INDIVIDUAL, name="二等奖")
    alone = SubmissionFactory(call=call, title="独自完成")
    ParticipantFactory(submission=alone, name="王五")
    AwardFactory(prize=single, submission=alone, recipient_name="王五")
    assert len(issue_for_call(call, actor=staff)) == 2
    fresh = issue_for_call(call, actor=staff, holders="both")
    assert [row.holder for row in fresh] == ["张三", "李四光"], "who is named alone has a sheet already"
    with pytest.raises(Refusal):
        issue_for_call(call, actor=staff, holders="both")
    with pytest.raises(Refusal):
        issue_for_award(award, actor=staff)
    assert certificates_of(call).count() == 4


def test_revoking_an_award_revokes_the_sheets_of_all_its_people(staff: Actor):
    call = decided()
    award = team(call)
    rows = issue_for_call(call, actor=staff, holders="both")
    renewed = reissue_certificate(rows[1], actor=staff, reason="姓名有误", changes={"holder": "张叁"})
    assert (renewed.part, renewed.place, renewed.role) == (rows[1].part, 1, "member")
    revoke_award(award, actor=make_actor("secretariat_head"), reason="材料不实")
    states = sorted(certificates_of(call).values_list("state", flat=True))
    assert states == ["revoked", "revoked", "revoked", "superseded"]


def test_the_page_issues_by_the_choice_and_one_award_alone(staff: Actor):
    call = decided()
    award = team(call)
    office = client_of(staff)
    url = f"/reviews/calls/{call.pk}/certificates/"
    page = office.get(url).content.decode()
    for count in (1, 2, 3):
        assert f"（待制{count}张）" in page
    assert office.post(f"/reviews/awards/{award.pk}/certificates/").status_code == 302
    assert [row.holder for row in certificates_of(call)] == ["智慧校园"]
    assert "智慧校园" in office.get(award.get_absolute_url()).content.decode()
    assert office.post(url, {"holders": "both"}).status_code == 302
    assert office.post(url, {"holders": "both"}).status_code == 409
    assert office.post(url, {"holders": "all"}).status_code == 200
    assert certificates_of(call).count() == 3


def test_many_are_issued_by_a_worker_once(staff: Actor, monkeypatch: pytest.MonkeyPatch):
    assert AT_ONCE < 1000
    monkeypatch.setattr("reviews.views.certificate.AT_ONCE", 2)
    call = decided()
    team(call)
    answer = client_of(staff).post(f"/reviews/calls/{call.pk}/certificates/", {"holders": "both"})
    job = Job.objects.get()
    assert answer["Location"] == job.get_absolute_url()
    assert run_job(str(job.pk)) == "done"
    job.refresh_from_db()
    assert (job.result["count"], certificates_of(call).count()) == (3, 3)
    again = Job.objects.create(kind=job.kind, arguments=job.arguments)
    assert run_job(str(again.pk)) == "done"
    assert certificates_of(call).count() == 3, "a repeat mints nothing"
