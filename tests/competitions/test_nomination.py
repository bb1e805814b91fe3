"""Nominations: persons and organizations put forward, and the names that awards bear."""

import pytest
from django.core.exceptions import ValidationError

from competitions.domain.nomination import NOMINATION_ACTS, change_nomination, register_nomination
from competitions.enums import NomineeKind
from competitions.models import Nomination
from office.actor import Actor
from reviews.domain.award import propose_award
from reviews.enums import CallState, ParticipantRole, PrizeKind
from reviews.models import Submission
from tests.factories.association import OrganizationFactory, PersonFactory
from tests.factories.competitions import (
    HonorFactory,
)
from tests.factories.reviews import PrizeFactory

pytestmark = pytest.mark.django_db


def test_a_nominated_person_is_named_on_the_award(staff: Actor):
    honor = HonorFactory(call__state=CallState.CLOSED)
    person = PersonFactory(name="张工匠")
    submission = Submission(call=honor.call, organization=person.organization)
    nomination = register_nomination(Nomination(submission=submission, person=person, name=""), actor=staff)
    assert (nomination.name, nomination.submission.title) == ("张工匠", "张工匠")
    change_nomination(nomination, actor=staff, changes={"name": "张大匠"}, submission_changes={})
    nominee = nomination.submission.participants.get()
    assert (nominee.name, nominee.role) == ("张大匠", ParticipantRole.NOMINEE)
    assert Nomination.objects.get(pk=nomination.pk).submission.title == "张大匠"
    NOMINATION_ACTS["submit"](nomination, actor=staff)
    prize = PrizeFactory(call=honor.call, kind=PrizeKind.HONOR)
    assert propose_award(prize, nomination.submission, actor=staff).recipient_name == "张大匠"


def test_a_nominated_organization_bears_its_own_name(staff: Actor):
    honor = HonorFactory(call__state=CallState.CLOSED)
    unit = OrganizationFactory(name="先进学院")
    nomination = register_nomination(
        Nomination(
            submission=Submission(call=honor.call), nominee_kind=NomineeKind.ORGANIZATION, organization=unit, name=""
        ),
        actor=staff,
    )
    assert nomination.submission.organization == unit
    assert not nomination.submission.participants.exists()
    NOMINATION_ACTS["submit"](nomination, actor=staff)
    prize = PrizeFactory(call=honor.call, kind=PrizeKind.UNIT)
    assert propose_award(prize, nomination.submission, actor=staff).recipient_name == "先进学院"


def test_a_person_and_an_organization_are_not_nominated_at_once(staff: Actor):
    honor = HonorFactory()
    with pytest.raises(ValidationError):
        register_nomination(
            Nomination(
                submission=Submission(call=honor.call),
                person=PersonFactory(),
                organization=OrganizationFactory(),
                name="",
            ),
            actor=staff,
        )
