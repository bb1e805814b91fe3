"""A school is told what was decided on what it sent in, once and with the decision."""

from typing import Any

import pytest

from association.models import Organization
from office.actor import Actor, system_actor
from office.models import Message
from office.workflow import TransitionRefused
from reviews.domain.submission import accept_submission, reconsider_submission, reject_submission, send_back_submission
from reviews.domain.telling import tell_decision
from reviews.models import Submission
from tests.actors import make_actor
from tests.factories.association import OrganizationFactory
from tests.factories.reviews import SubmissionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> dict[str, Actor]:
    school = OrganizationFactory()
    return {
        "teacher": make_actor("school_teacher", organization=school),
        "administrator": make_actor("school_administrator", organization=school),
        "elsewhere": make_actor("school_administrator"),
    }


@pytest.fixture
def submission(people: dict[str, Actor]) -> Submission:
    teacher = people["teacher"]
    school = Organization.objects.get(pk=teacher.organization_id)
    made: Submission = SubmissionFactory(
        organization=school, state="submitted", title="智慧教室", submitted_by_id=teacher.user_id
    )
    return made


def told() -> dict[int, str]:
    return dict(Message.objects.filter(channel="in_app").values_list("recipient_id", "subject"))


@pytest.mark.parametrize(
    ("decide", "words"),
    [(accept_submission, "审核通过"), (reject_submission, "审核不通过"), (send_back_submission, "退回修改")],
)
def test_sender_and_administrators_are_told(
    people: dict[str, Actor], submission: Submission, staff: Actor, decide: Any, words: str
) -> None:
    decide(submission, actor=staff, reason="缺少盖章页")
    expected = {people["teacher"].user_id, people["administrator"].user_id}
    assert told() == dict.fromkeys(expected, f"{words}：智慧教室")
    message = Message.objects.filter(channel="in_app")[0]
    assert "缺少盖章页" in message.text
    assert message.url == submission.get_absolute_url()
    with pytest.raises(TransitionRefused):
        decide(submission, actor=staff, reason="缺少盖章页")
    assert Message.objects.filter(channel="in_app").count() == 2


def test_a_decision_taken_back_is_told_too(people: dict[str, Actor], submission: Submission, staff: Actor) -> None:
    accept_submission(submission, actor=staff)
    reconsider_submission(submission, actor=staff, reason="复核")
    assert Message.objects.filter(channel="in_app", subject__startswith="重新审核").count() == 2


def test_what_staff_recorded_themselves_is_told_to_nobody(
    people: dict[str, Actor], submission: Submission, staff: Actor
) -> None:
    assert tell_decision(submission, "accept", actor=system_actor("load_demo")) == 0
    submission.submitted_by_id = staff.user_id
    assert tell_decision(submission, "accept", actor=staff) == 0
    submission.submitted_by_id = None
    assert tell_decision(submission, "accept", actor=staff) == 0
    assert told() == {}
