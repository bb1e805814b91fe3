"""The rules kept with a call do not follow later changes."""

import pytest

from office.actor import Actor
from reviews.domain.call import close_call
from reviews.domain.rule_set import freeze_rules
from reviews.models import Call, Track
from tests.factories.reviews import CallFactory, CriterionFactory, FormVersionFactory, PrizeFactory, TrackFactory

pytestmark = pytest.mark.django_db


def test_rules_are_kept_as_they_stood_when_the_call_closed(staff: Actor) -> None:
    call = CallFactory()
    track = TrackFactory(call=call, name="高职组")
    PrizeFactory(call=call, track=track, name="一等奖")
    FormVersionFactory(call=call, number=1)
    FormVersionFactory(call=call, number=2, published_at=None)
    CriterionFactory(rubric__round__call=call, name="创新性", points=20)
    close_call(call, actor=staff)
    Track.objects.update(name="改名")
    kept = Call.objects.get(pk=call.pk).rule_set
    assert [row["name"] for row in kept["tracks"]] == ["高职组"]
    assert [form["number"] for form in kept["forms"]] == [1]
    assert kept["rounds"][0]["rubrics"][0]["criteria"][0]["name"] == "创新性"
    assert freeze_rules(call, act="x")["tracks"][0]["name"] == "改名"
