"""Public notices: the window in working days, corrections, and what becomes final when."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from association.models import Recognition
from office.actor import Actor
from office.domain.workday import load_calendars
from office.models import AuditEntry
from office.queries.workday import WorkdaysUnknown
from office.workflow import Refusal, TransitionRefused
from reviews.domain.award import change_award, confirm_award, propose_award, remove_award, revoke_award
from reviews.domain.call import change_call, decide_call, reopen_decision
from reviews.domain.public_notice import (
    change_notice,
    close_notice,
    finalize_notice,
    prepare_notice,
    publish_notice,
    remove_notice,
    window_from,
)
from reviews.enums import AwardState, CallState, NoticeState, SubmissionState
from reviews.models import Award, PublicNotice
from reviews.queries.public_notice import list_changes
from tests.actors import make_actor
from tests.factories.reviews import AwardFactory, CallFactory, PrizeFactory, SubmissionFactory

pytestmark = pytest.mark.django_db


def at(monkeypatch: pytest.MonkeyPatch, *moment: int) -> None:
    """Let the portal's clock show a moment in Shanghai."""
    instant = datetime(*moment, tzinfo=ZoneInfo("Asia/Shanghai"))  # type: ignore[arg-type]
    monkeypatch.setattr("django.utils.timezone.now", lambda: instant)


@pytest.fixture
def call(staff: Actor) -> Any:
    load_calendars(actor=staff)
    return CallFactory(state=CallState.CLOSED, needs_notice=True)


def propose(call: Any, staff: Actor, **values: Any) -> Award:
    submission = SubmissionFactory(call=call, state=SubmissionState.ACCEPTED)
    prize = values.pop("prize", None) or PrizeFactory(call=call)
    return propose_award(prize, submission, actor=staff, **values)


def published(call: Any, staff: Actor, **values: Any) -> PublicNotice:
    return publish_notice(prepare_notice(call, actor=staff, contact="秘书处", **values), actor=staff)


@pytest.mark.parametrize(
    ("day", "workdays", "first", "last"),
    [
        (date(2020, 12, 14), 5, date(2020, 12, 14), date(2020, 12, 18)),  # a Monday: the day itself counts
        (date(2020, 12, 17), 5, date(2020, 12, 17), date(2020, 12, 23)),
        (date(2020, 12, 19), 5, date(2020, 12, 21), date(2020, 12, 25)),  # a Saturday: from Monday
        (date(2020, 9, 29), 5, date(2020, 9, 29), date(2020, 10, 12)),  # over the holiday; the 10th is not enough
        (date(2020, 9, 26), 1, date(2020, 9, 27), date(2020, 9, 27)),  # a Sunday worked in exchange
    ],
)
def test_the_window_is_counted_in_working_days(call: Any, day: date, workdays: int, first: date, last: date):
    assert window_from(day, workdays) == (first, last)


def test_a_year_that_is_not_published_is_asked_for(staff: Actor, monkeypatch: pytest.MonkeyPatch):
    call = CallFactory(state=CallState.CLOSED)
    propose(call, staff)
    notice = prepare_notice(call, actor=staff, contact="秘书处")
    at(monkeypatch, 2020, 12, 14, 9)
    with pytest.raises(WorkdaysUnknown):
        publish_notice(notice, actor=staff)
    notice.refresh_from_db()
    assert notice.state == NoticeState.DRAFTED


def test_the_whole_way_to_final(call: Any, staff: Actor, monkeypatch: pytest.MonkeyPatch):
    award = propose(call, staff, recipient_name="张三")
    at(monkeypatch, 2020, 12, 14, 9)
    with pytest.raises(Refusal):  # no notice yet
        confirm_award(award, actor=staff)
    with pytest.raises(Refusal):
        decide_call(call, actor=staff)
    call.refresh_from_db()
    notice = published(call, staff)
    assert (notice.opens_on, notice.closes_on) == (date(2020, 12, 14), date(2020, 12, 18))
    line = notice.content[0]
    assert (line["name"], line["school"]) == ("张三", award.submission.organization.name)
    assert set(line) == {"award", "kind", "track", "prize", "measure", "name", "work", "school"}
    at(monkeypatch, 2020, 12, 18, 23, 59)
    with pytest.raises(Refusal):
        close_notice(notice, actor=staff)
    at(monkeypatch, 2020, 12, 19, 0, 0)
    close_notice(notice, actor=staff)
    with pytest.raises(Refusal):
        confirm_award(award, actor=staff)  # closed is not final
    finalize_notice(notice, actor=staff)
    award.refresh_from_db()
    assert award.state == AwardState.FINAL
    assert Recognition.objects.filter(source=award.recognition_source).count() == 1
    assert AuditEntry.objects.filter(action="finalize_notice", object_id=str(notice.pk)).count() == 1
    with pytest.raises(TransitionRefused):
        finalize_notice(notice, actor=staff)
    decide_call(call, actor=staff)
    assert call.state == CallState.DECIDED


def test_a_call_without_a_notice_keeps_the_old_way(staff: Actor):
    call = CallFactory(state=CallState.CLOSED)
    award = propose(call, staff)
    call.submissions.update(state=SubmissionState.ACCEPTED)
    decide_call(call, actor=staff)
    award.refresh_from_db()
    assert award.state == AwardState.FINAL


def test_a_notice_once_published_binds_also_a_call_that_needs_none(staff: Actor, monkeypatch: pytest.MonkeyPatch):
    load_calendars(actor=staff)
    call = CallFactory(state=CallState.CLOSED)
    award = propose(call, staff)
    at(monkeypatch, 2020, 12, 14, 9)
    published(call, staff)
    with pytest.raises(Refusal):
        confirm_award(award, actor=staff)


def test_what_is_published_changes_only_by_a_correction(call: Any, staff: Actor, monkeypatch: pytest.MonkeyPatch):
    award = propose(call, staff, recipient_name="张三")
    at(monkeypatch, 2020, 12, 14, 9)
    first = published(call, staff)
    for act in (
        lambda: change_award(award, actor=staff, changes={"recipient_name": "张三丰"}),
        lambda: remove_award(award, actor=staff),
        lambda: propose(call, staff),
        lambda: change_notice(first, actor=staff, changes={"contact": "别处"}),
        lambda: remove_notice(first, actor=staff),
    ):
        with pytest.raises(Refusal):
            act()
    with pytest.raises(ValidationError):  # a correction names its reason
        prepare_notice(call, actor=staff, contact="秘书处")
    second = prepare_notice(call, actor=staff, contact="秘书处", reason="姓名有误")
    change_award(award, actor=staff, changes={"recipient_name": "张三丰"})
    at(monkeypatch, 2020, 12, 19, 9)
    close_notice(first, actor=staff)
    with pytest.raises(Refusal):  # while the correction is being prepared
        finalize_notice(first, actor=staff)
    remove_notice(second, actor=staff)
    with pytest.raises(Refusal):  # the awards are not those of the first version any more
        finalize_notice(first, actor=staff)
    second = prepare_notice(call, actor=staff, contact="秘书处", reason="姓名有误")
    publish_notice(second, actor=staff)
    first.refresh_from_db()
    assert (first.state, first.content[0]["name"]) == (NoticeState.SUPERSEDED, "张三")
    assert second.supersedes == first
    assert second.closes_on == date(2020, 12, 25)
    changes = list_changes(first.content, second.content)
    assert [(old["name"], new["name"]) for old, new in changes["changed"]] == [("张三", "张三丰")]
    with pytest.raises(Refusal):
        confirm_award(award, actor=staff)
    at(monkeypatch, 2020, 12, 26, 9)
    close_notice(second, actor=staff)
    finalize_notice(second, actor=staff)
    award.refresh_from_db()
    assert award.state == AwardState.FINAL


def test_a_final_list_is_corrected_after_the_decision_was_reopened(
    call: Any, staff: Actor, monkeypatch: pytest.MonkeyPatch
):
    wrong, right = propose(call, staff), propose(call, staff)
    at(monkeypatch, 2020, 12, 14, 9)
    notice = published(call, staff)
    at(monkeypatch, 2020, 12, 19, 9)
    close_notice(notice, actor=staff)
    finalize_notice(notice, actor=staff)
    decide_call(call, actor=staff)
    with pytest.raises(Refusal):
        prepare_notice(call, actor=staff, contact="秘书处", reason="撤销一项")
    reopen_decision(call, actor=staff, reason="复核")
    wrong.refresh_from_db()
    revoke_award(wrong, actor=make_actor("secretariat_head"), reason="材料不实")
    second = prepare_notice(call, actor=staff, contact="秘书处", reason="撤销一项")
    publish_notice(second, actor=staff)
    assert [line["award"] for line in second.content] == [right.pk]


def test_refusals_of_preparing_and_publishing(staff: Actor, call: Any, monkeypatch: pytest.MonkeyPatch):
    at(monkeypatch, 2020, 12, 14, 9)
    with pytest.raises(Refusal):
        prepare_notice(CallFactory(state=CallState.OPEN), actor=staff, contact="秘书处")
    notice = prepare_notice(call, actor=staff, contact="秘书处")
    with pytest.raises(Refusal):  # nothing to publish
        publish_notice(notice, actor=staff)
    with pytest.raises(ValidationError):  # one draft at a time
        prepare_notice(call, actor=staff, contact="秘书处", reason="再次")
    propose(call, staff)
    publish_notice(notice, actor=staff)
    with pytest.raises(Refusal):
        publish_notice(notice, actor=staff)
    with pytest.raises(Refusal):
        change_call(call, actor=staff, changes={"needs_notice": False})


def test_who_sees_a_notice(staff: Actor, call: Any, monkeypatch: pytest.MonkeyPatch):
    propose(call, staff)
    at(monkeypatch, 2020, 12, 14, 9)
    notice = prepare_notice(call, actor=staff, contact="秘书处")
    school = make_actor("school_administrator")
    assert not PublicNotice.objects.visible_to(school).exists()
    publish_notice(notice, actor=staff)
    assert PublicNotice.objects.visible_to(school).get() == notice
    assert not PublicNotice.objects.visible_to(make_actor("reviewer")).exists()


def test_an_award_that_the_final_notice_does_not_list_stays_proposed(
    call: Any, staff: Actor, monkeypatch: pytest.MonkeyPatch
):
    """Also when it came in by another way than the domain's."""
    propose(call, staff)
    at(monkeypatch, 2020, 12, 14, 9)
    notice = published(call, staff)
    at(monkeypatch, 2020, 12, 19, 9)
    close_notice(notice, actor=staff)
    finalize_notice(notice, actor=staff)
    stray = AwardFactory(
        prize=PrizeFactory(call=call), submission__state=SubmissionState.ACCEPTED, state=AwardState.PROPOSED
    )
    with pytest.raises(Refusal):
        confirm_award(stray, actor=staff)
