"""The dossier: what is judged, frozen when it is sent in."""

from typing import Any

import pytest

from office.actor import Actor
from office.enums import Role
from reviews.domain.submission import (
    submit_submission,
)
from reviews.enums import SubmissionState
from reviews.models import Participant
from tests.actors import make_actor
from tests.factories.reviews import CallFactory, SubmissionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> Any:
    return make_actor(Role.SCHOOL_ADMINISTRATOR)


def draft_of(actor: Actor, **values: Any) -> Any:
    values.setdefault("call", CallFactory())
    return SubmissionFactory(
        state=SubmissionState.DRAFTED, organization_id=actor.organization_id, organization=None, **values
    )


def test_sending_in_freezes_the_dossier_and_takes_consecutive_numbers(school: Actor):
    call = CallFactory(code="bim-2020")
    first, second = draft_of(school, call=call), draft_of(school, call=call)
    Participant.objects.create(submission=first, name="学生001", organization_name="示例院校01")
    submit_submission(first, actor=school)
    submit_submission(second, actor=school)
    assert [first.number, second.number] == ["BIM-2020-001", "BIM-2020-002"]
    assert first.submitted_by_id == school.user_id
    assert first.submitted_at is not None
    assert first.dossier["participants"] == [
        {"role": "contestant", "order": 1, "name": "学生001", "organization": "示例院校01"}
    ]
    identifying = {item["code"] for item in first.dossier["fields"] if item["identifying"]}
    assert identifying == {"organization"}
    Participant.objects.filter(submission=first).update(name="改名")
    first.refresh_from_db()
    assert first.dossier["participants"][0]["name"] == "学生001"
