"""List and object rule agree for every role and state, and the doors answer accordingly."""

from typing import Any

import pytest

from reviews.enums import AwardState, CallKind, CallState, SubmissionState
from reviews.views.award import AWARD
from reviews.views.call import CALL
from reviews.views.submission import SUBMISSION
from tests.factories.association import BodyFactory, OrganizationFactory
from tests.factories.reviews import AwardFactory, CallFactory, SubmissionFactory
from tests.reviews.noun_checks import actors_of, check_doors, check_rows_agree_with_rule

pytestmark = pytest.mark.django_db


@pytest.fixture
def scope() -> dict[str, Any]:
    """An organization and a body that the tested actors act for."""
    return {"organization": OrganizationFactory(), "body": BodyFactory()}


def calls_in_every_state(body: Any) -> list[Any]:
    bodies = [body, BodyFactory()]
    kinds = [CallKind.GROUP_REVIEW, CallKind.PAPER]
    return [
        CallFactory(body=owner, kind=kind, state=state) for owner in bodies for kind in kinds for state in CallState
    ]


@pytest.mark.once
def test_calls(scope: dict[str, Any]) -> None:
    rows = calls_in_every_state(scope["body"])
    actors = actors_of(**scope)
    check_rows_agree_with_rule(CALL, rows, actors)
    check_doors(CALL, rows, actors)


@pytest.mark.once
def test_submissions(scope: dict[str, Any]) -> None:
    calls = [
        CallFactory(body=scope["body"]),
        CallFactory(body=scope["body"], kind=CallKind.GROUP_REVIEW, state=CallState.CLOSED),
        CallFactory(),
    ]
    rows = [
        SubmissionFactory(call=call, state=state, organization=owner)
        for call in calls
        for state in SubmissionState
        for owner in (scope["organization"], OrganizationFactory())
    ]
    actors = actors_of(**scope)
    check_rows_agree_with_rule(SUBMISSION, rows, actors)
    check_doors(SUBMISSION, rows, actors)


def test_the_committee_sees_papers_of_its_own_body(scope: dict[str, Any]) -> None:
    rows = [
        SubmissionFactory(call__body=body, call__kind=kind, state=state)
        for body in (scope["body"], BodyFactory())
        for kind in CallKind
        for state in (SubmissionState.DRAFTED, SubmissionState.ACCEPTED)
    ]
    check_rows_agree_with_rule(SUBMISSION, rows, actors_of(**scope))


@pytest.mark.once
def test_awards(scope: dict[str, Any]) -> None:
    rows = [
        AwardFactory(prize__call__body=body, submission__organization=owner, state=state)
        for body in (scope["body"], BodyFactory())
        for owner in (scope["organization"], OrganizationFactory())
        for state in AwardState
    ]
    actors = actors_of(**scope)
    check_rows_agree_with_rule(AWARD, rows, actors)
    check_doors(AWARD, rows, actors)
