"""When a call takes what is sent in, asked as the domain asks it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from office.actor import Actor
from office.enums import Role
from reviews.domain.submission_time import CallNotAccepting, check_accepts
from reviews.enums import CallState
from tests.actors import make_actor
from tests.factories.reviews import CallFactory, SubmissionFactory

pytestmark = pytest.mark.django_db


def test_schools_are_bound_to_the_shown_instants_and_staff_until_the_decision(staff: Actor) -> None:
    school = make_actor(Role.SCHOOL_ADMINISTRATOR)
    late = CallFactory(closes_at=timezone.now() - timedelta(minutes=1), grace_minutes=5)
    with pytest.raises(CallNotAccepting):
        check_accepts(late, actor=school)
    check_accepts(late, actor=school, submission=SubmissionFactory(call=late))
    check_accepts(late, actor=staff)
    with pytest.raises(CallNotAccepting):
        check_accepts(CallFactory(state=CallState.DECIDED), actor=staff)
