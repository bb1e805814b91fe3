"""The receipt of what was sent in: what the dossier holds, told to the school."""

from typing import Any

import pytest
from django.urls import reverse

from office.enums import Role
from office.models import Message
from reviews.domain.receipt import digest_of, receipt_of
from reviews.domain.submission import submit_submission
from reviews.enums import SubmissionState
from tests.actors import client_of, make_actor
from tests.factories.reviews import CallFactory, ParticipantFactory, SubmissionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def call() -> Any:
    return CallFactory()


def test_a_receipt_says_what_the_dossier_holds(call: Any) -> None:
    school = make_actor(Role.SCHOOL_ADMINISTRATOR)
    row = SubmissionFactory(
        call=call, state=SubmissionState.DRAFTED, organization_id=school.organization_id, organization=None
    )
    ParticipantFactory(submission=row, name="乙", order=2)
    ParticipantFactory(submission=row, name="甲", order=1)
    assert receipt_of(row) is None
    client = client_of(school)
    url = reverse("reviews:submission_receipt", args=[row.pk])
    assert client.get(url).status_code == 409
    submit_submission(row, actor=school)
    receipt = receipt_of(row)
    assert receipt is not None
    assert [name for name, _role, _unit in receipt.people] == ["甲", "乙"]
    assert (receipt.number, receipt.digest) == (row.number, digest_of(row.dossier))
    page = client.get(url).content.decode()
    assert row.number in page
    assert receipt.digest in page
    assert (
        Message.objects.filter(recipient_id=school.user_id, channel="in_app", subject__startswith="报送回执").count()
        == 1
    )
    assert client_of(make_actor(Role.SCHOOL_ADMINISTRATOR)).get(url).status_code == 404
