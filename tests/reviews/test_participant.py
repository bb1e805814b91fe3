"""Participants: written down as they are on the day."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from office.actor import Actor
from office.enums import Role
from reviews.domain.participant import add_participant, change_participant, remove_participant
from reviews.enums import ParticipantRole, SubmissionState
from reviews.models import Participant
from tests.actors import make_actor
from tests.factories.association import PersonFactory
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


def test_a_participant_is_written_down_as_of_now(school: Actor, staff: Actor):
    person = PersonFactory(name="教师001")
    submission = draft_of(school)
    row = Participant(submission=submission, person=person, name="", role=ParticipantRole.ADVISER)
    add_participant(row, actor=staff)
    assert (row.name, row.organization, row.organization_name) == (
        "教师001",
        person.organization,
        person.organization.name,
    )
    change_participant(row, actor=school, changes={"order": 2})
    again = Participant(submission=submission, person=person, name="教师001", role=ParticipantRole.ADVISER)
    with pytest.raises(ValidationError):
        add_participant(again, actor=staff)
    remove_participant(row, actor=school)
    assert not submission.participants.exists()
