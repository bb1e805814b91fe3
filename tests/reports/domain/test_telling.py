"""Who waits for a report is told of its moves."""

import pytest

from office.actor import Actor, system_actor
from office.models import Message
from reports.domain.report import move_report
from reports.domain.telling import tell_move
from tests.actors import make_actor
from tests.factories.reports import ReportFactory

pytestmark = pytest.mark.django_db


def told() -> list[tuple[int, str]]:
    rows = Message.objects.filter(channel="in_app").order_by("id")
    return [
        (recipient, subject.partition("：")[0]) for recipient, subject in rows.values_list("recipient_id", "subject")
    ]


def test_heads_and_the_one_who_prepared_it_are_told(staff: Actor) -> None:
    head = make_actor("secretariat_head")
    report = ReportFactory(prepared_by_id=staff.user_id)
    assert tell_move(report, "submit", actor=staff) == 1
    report.state = "under_review"
    report.save()
    move_report(report, "return", actor=head, reason="数据待核")
    assert told() == [(head.user_id, "待审阅"), (staff.user_id, "退回修改")]
    assert "数据待核" in Message.objects.get(subject__startswith="退回", channel="in_app").text


def test_nobody_is_told_of_the_own_act_of_reopening_or_of_the_demo(staff: Actor) -> None:
    report = ReportFactory(prepared_by_id=staff.user_id)
    assert tell_move(report, "approve", actor=staff) == 0
    assert tell_move(report, "reopen", actor=make_actor("secretariat_head")) == 0
    assert tell_move(report, "publish", actor=system_actor("load_demo")) == 0
    assert tell_move(ReportFactory(prepared_by=None), "approve", actor=staff) == 0
    assert told() == []
