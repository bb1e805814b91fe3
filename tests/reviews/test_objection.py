"""Objections and appeals: in time or late, decided with words, appealed once and by somebody else, then carried out."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from office.actor import Actor
from office.domain.transition import advance
from office.domain.workday import load_calendars
from office.models import AuditEntry
from office.workflow import Refusal, TransitionRefused
from reviews.domain.award import propose_award
from reviews.domain.objection import (
    accept_objection,
    apply_objection,
    dismiss,
    file_appeal,
    file_objection,
    refuse_late,
    uphold,
)
from reviews.domain.public_notice import close_notice, finalize_notice, prepare_notice, publish_notice
from reviews.enums import CallState, ObjectionState, SubmissionState
from reviews.models import Objection
from reviews.workflow import OBJECTION
from tests.actors import make_actor
from tests.factories.reviews import CallFactory, PrizeFactory, SubmissionFactory

pytestmark = pytest.mark.django_db


def at(monkeypatch: pytest.MonkeyPatch, *moment: int) -> None:
    """Let the portal's clock show a moment in Shanghai."""
    instant = datetime(*moment, tzinfo=ZoneInfo("Asia/Shanghai"))  # type: ignore[arg-type]
    monkeypatch.setattr("django.utils.timezone.now", lambda: instant)


@pytest.fixture
def notice(staff: Actor, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A notice in its window from the 14th to the 18th, on its second day."""
    load_calendars(actor=staff)
    call = CallFactory(state=CallState.CLOSED, needs_notice=True)
    submission = SubmissionFactory(call=call, state=SubmissionState.ACCEPTED)
    propose_award(PrizeFactory(call=call), submission, actor=staff)
    at(monkeypatch, 2020, 12, 14, 9)
    notice = publish_notice(prepare_notice(call, actor=staff, contact="秘书处"), actor=staff)
    at(monkeypatch, 2020, 12, 15, 9)
    return notice


@pytest.fixture
def school(db: None) -> Actor:
    return make_actor("school_administrator")


def file_one(notice: Any, actor: Actor, **values: Any) -> Objection:
    return file_objection(Objection(notice=notice, text="作品与往届雷同", **values), actor=actor)


def examined(notice: Any, school: Actor, staff: Actor) -> Objection:
    objection = accept_objection(file_one(notice, school), actor=staff)
    return advance(objection, "examine", actor=staff, workflow=OBJECTION)  # type: ignore[return-value]


def test_a_school_objects_within_the_window_only(notice: Any, school: Actor, monkeypatch: pytest.MonkeyPatch):
    objection = file_one(notice, school)
    assert (objection.organization_id, objection.state) == (school.organization_id, ObjectionState.FILED)
    assert objection.deadline == notice.closes_at
    at(monkeypatch, 2020, 12, 18, 23, 59)
    assert file_one(notice, school).is_in_time
    at(monkeypatch, 2020, 12, 19, 0, 0)
    with pytest.raises(Refusal):
        file_one(notice, school)
    assert AuditEntry.objects.filter(action="create", object_id=str(objection.pk)).exists()


def test_nobody_objects_unnamed(notice: Any, staff: Actor):
    moment = datetime(2020, 12, 14, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
    with pytest.raises(ValidationError):
        file_one(notice, staff, filed_at=moment, name="李四")
    assert file_one(notice, staff, filed_at=moment, name="李四", contact="0551-1").pk
    with pytest.raises(IntegrityError), transaction.atomic():
        Objection.objects.create(notice=notice, text="匿名", filed_at=moment, deadline=moment)
    with pytest.raises(Refusal):  # from the future
        file_one(notice, staff, filed_at=notice.closes_at, name="李四", contact="0551-1")


def test_what_came_late_is_refused_as_such_and_stays(notice: Any, staff: Actor, monkeypatch: pytest.MonkeyPatch):
    at(monkeypatch, 2020, 12, 21, 9)
    moment = datetime(2020, 12, 19, 8, tzinfo=ZoneInfo("Asia/Shanghai"))
    late = file_one(notice, staff, filed_at=moment, name="李四", contact="0551-1")
    with pytest.raises(Refusal):
        accept_objection(late, actor=staff)
    refuse_late(late, actor=staff)
    assert late.state == ObjectionState.LATE
    with pytest.raises(TransitionRefused):
        refuse_late(late, actor=staff)
    in_time = file_one(notice, staff, filed_at=moment.replace(day=18), name="王五", contact="0551-2")
    with pytest.raises(Refusal):
        refuse_late(in_time, actor=staff)


def test_an_open_objection_holds_up_the_final_list(
    notice: Any, school: Actor, staff: Actor, monkeypatch: pytest.MonkeyPatch
):
    objection = examined(notice, school, staff)
    at(monkeypatch, 2020, 12, 21, 9)
    close_notice(notice, actor=staff)
    with pytest.raises(Refusal):
        finalize_notice(notice, actor=staff)
    dismiss(objection, actor=staff, reason="经查，两件作品不同。")
    assert objection.appeal_until == date(2020, 12, 24)
    with pytest.raises(Refusal):  # the school may still appeal
        finalize_notice(notice, actor=staff)
    at(monkeypatch, 2020, 12, 24, 23, 59)
    with pytest.raises(Refusal):
        finalize_notice(notice, actor=staff)
    at(monkeypatch, 2020, 12, 25, 0, 0)
    finalize_notice(notice, actor=staff)


def test_an_appeal_comes_once_and_is_decided_by_somebody_else(
    notice: Any, school: Actor, staff: Actor, monkeypatch: pytest.MonkeyPatch
):
    objection = examined(notice, school, staff)
    with pytest.raises(Refusal):  # not decided yet
        file_appeal(objection, actor=school, text="不服")
    with pytest.raises(Refusal):  # a decision has its words
        dismiss(objection, actor=staff, reason=" ")
    dismiss(objection, actor=staff, reason="经查，两件作品不同。")
    appeal = file_appeal(objection, actor=school, text="请再比对源文件")
    with pytest.raises(Refusal):
        file_appeal(objection, actor=school, text="再诉")
    at(monkeypatch, 2020, 12, 28, 9)
    close_notice(notice, actor=staff)
    with pytest.raises(Refusal):
        finalize_notice(notice, actor=staff)
    accept_objection(appeal, actor=staff)
    advance(appeal, "examine", actor=staff, workflow=OBJECTION)
    with pytest.raises(Refusal):
        dismiss(appeal, actor=staff, reason="维持。")
    dismiss(appeal, actor=make_actor("secretariat_head"), reason="维持。")
    assert appeal.appeal_until is None
    with pytest.raises(Refusal):
        file_appeal(appeal, actor=school, text="三诉")
    finalize_notice(notice, actor=staff)


def test_an_appeal_after_its_time_is_refused(notice: Any, school: Actor, staff: Actor, monkeypatch: pytest.MonkeyPatch):
    objection = examined(notice, school, staff)
    dismiss(objection, actor=staff, reason="经查，两件作品不同。")
    at(monkeypatch, 2020, 12, 19, 0, 0)
    with pytest.raises(Refusal):
        file_appeal(objection, actor=school, text="不服")


def test_upheld_stays_open_until_the_correction_is_published(
    notice: Any, school: Actor, staff: Actor, monkeypatch: pytest.MonkeyPatch
):
    objection = examined(notice, school, staff)
    uphold(objection, actor=staff, reason="异议成立，名单更正。")
    at(monkeypatch, 2020, 12, 21, 9)
    close_notice(notice, actor=staff)
    with pytest.raises(Refusal):
        finalize_notice(notice, actor=staff)
    with pytest.raises(Refusal):
        apply_objection(objection, actor=staff, reason="已更正")
    second = prepare_notice(notice.call, actor=staff, contact="秘书处", reason="采纳异议")
    publish_notice(second, actor=staff)
    with pytest.raises(Refusal):  # that version is gone: object to the corrected one
        file_one(notice, school)
    apply_objection(objection, actor=staff, reason="已发布更正公示")
    assert objection.state == ObjectionState.APPLIED
    at(monkeypatch, 2020, 12, 28, 9)
    close_notice(second, actor=staff)
    finalize_notice(second, actor=staff)


def test_a_school_sees_its_own_objections_only(notice: Any, school: Actor, staff: Actor):
    mine = file_one(notice, school)
    file_one(notice, make_actor("school_teacher"))
    assert list(Objection.objects.visible_to(school)) == [mine]
    assert Objection.objects.visible_to(staff).count() == 2
    assert not Objection.objects.visible_to(make_actor("reviewer")).exists()
