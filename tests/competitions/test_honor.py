"""Honor selections: made with their calls, and the rows behind their figures."""

import pytest

from competitions.domain.honor import change_honor, create_honor
from competitions.models import HonorEdition
from competitions.queries.honor import honorees_of, honors_of, nominations_of
from office.actor import Actor
from reviews.enums import CallKind, PrizeKind, SubmissionState
from reviews.models import Call
from tests.factories.competitions import (
    HonorFactory,
    NominationFactory,
    SchemeFactory,
)
from tests.factories.reviews import AwardFactory, PrizeFactory

pytestmark = pytest.mark.django_db


def test_an_honor_selection_takes_body_and_basis_from_its_scheme(staff: Actor):
    scheme = SchemeFactory(basis="学会章程")
    call = Call(title="江淮名匠", code="jianghuai", year=2020, edition=1)
    honor = create_honor(HonorEdition(call=call, scheme=scheme), actor=staff)
    assert (honor.call.body, honor.call.basis, honor.call.kind) == (scheme.body, "学会章程", CallKind.HONOR)
    change_honor(honor, actor=staff, changes={}, call_changes={"edition": 2})
    assert HonorEdition.objects.get(pk=honor.pk).edition == 2


def test_rows_behind_an_honor_selection():
    honor = HonorFactory()
    kept = NominationFactory(submission__call=honor.call)
    NominationFactory(submission__call=honor.call, submission__state=SubmissionState.WITHDRAWN)
    AwardFactory(prize=PrizeFactory(call=honor.call, kind=PrizeKind.HONOR), submission=kept.submission)
    assert list(nominations_of(honor, kind="person")) == [kept]
    assert honorees_of(honor, kind=PrizeKind.HONOR).count() == 1
    assert list(honors_of(body_id=honor.call.body_id, year=2020, scheme_code=honor.scheme.code)) == [honor]
