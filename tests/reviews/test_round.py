"""Rounds: who goes in, all or none."""

import pytest
from django.core.exceptions import ValidationError

from office.actor import Actor
from office.workflow import Refusal
from reviews.domain.round import admit, admit_all, send_away
from reviews.enums import SubmissionState
from reviews.models import RoundEntry
from tests.factories.reviews import (
    RoundFactory,
    SubmissionFactory,
)

pytestmark = pytest.mark.django_db


def test_rounds_take_what_takes_part_all_or_none(staff: Actor):
    round_ = RoundFactory()
    good = [SubmissionFactory(call=round_.call) for _ in range(2)]
    bad = SubmissionFactory(call=round_.call, state=SubmissionState.REJECTED)
    with pytest.raises(Refusal):
        admit_all(round_, [*good, bad], actor=staff)
    assert not RoundEntry.objects.exists()
    assert len(admit_all(round_, good, actor=staff)) == 2
    assert admit_all(round_, good, actor=staff) == []
    with pytest.raises(ValidationError):
        admit(round_, good[0], actor=staff)
    with pytest.raises(ValidationError):
        admit(round_, SubmissionFactory(), actor=staff)
    send_away(RoundEntry.objects.first(), actor=staff)
    assert RoundEntry.objects.count() == 1
