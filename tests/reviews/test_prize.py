"""Prizes: what stays once they have been given."""

import pytest
from django.db import IntegrityError, transaction

from office.actor import Actor
from office.workflow import Refusal
from reviews.domain.prize import change_prize
from reviews.enums import PrizeKind
from tests.factories.reviews import (
    AwardFactory,
    PrizeFactory,
)

pytestmark = pytest.mark.django_db


def test_kind_and_track_of_a_given_prize_stay(staff: Actor):
    award = AwardFactory()
    with pytest.raises(Refusal):
        change_prize(award.prize, actor=staff, changes={"kind": PrizeKind.TEAM})
    change_prize(award.prize, actor=staff, changes={"name": "特等奖"})
    free = PrizeFactory()
    change_prize(free, actor=staff, changes={"kind": PrizeKind.TEAM})
    assert free.kind == PrizeKind.TEAM


def test_a_prize_without_track_stands_once(staff: Actor):
    prize = PrizeFactory(code="first")
    with pytest.raises(IntegrityError), transaction.atomic():
        PrizeFactory(call=prize.call, code="first", kind=prize.kind)
