"""Selections and recommendations of groups."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from groups.domain.recommendation import record_recommendation
from groups.enums import RecommendationAct, RecommendationLevel
from groups.models import Recommendation
from groups.queries.review import recommendations_of
from office.actor import Actor
from office.workflow import Refusal
from tests.factories.groups import GroupFactory, RecommendationFactory

pytestmark = pytest.mark.django_db


def test_recommendations_are_recorded_once_for_living_groups(staff: Actor):
    row = RecommendationFactory()
    with pytest.raises(ValidationError):
        record_recommendation(Recommendation(group=row.group, year=row.year, level=row.level, act=row.act), actor=staff)
    gone = GroupFactory(body__dissolved_on=date(2019, 12, 31))
    with pytest.raises(Refusal):
        record_recommendation(
            Recommendation(
                group=gone, year=2020, level=RecommendationLevel.NATIONAL, act=RecommendationAct.RECOMMENDED
            ),
            actor=staff,
        )
    assert list(recommendations_of(2020, level="provincial", act="selected")) == [row]
    assert list(recommendations_of(2020, level="national")) == []
