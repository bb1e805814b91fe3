"""Rows of vocational-education groups for tests."""

import factory

from association.enums import BodyKind
from groups.enums import RecommendationAct, RecommendationLevel
from groups.models import AnnualReview, Group, GroupMember, Recommendation
from tests.factories.association import BodyFactory, Derived, OrganizationFactory


class GroupFactory(Derived):
    class Meta:
        model = Group

    body = factory.SubFactory(
        BodyFactory, kind=BodyKind.GROUP, name=factory.Sequence(lambda number: f"示例职教集团{number:04d}")
    )
    lead = factory.SubFactory(OrganizationFactory)
    industry = "装备制造"
    is_illustrative = True


class MemberFactory(Derived):
    class Meta:
        model = GroupMember

    group = factory.SubFactory(GroupFactory)
    organization = factory.SubFactory(OrganizationFactory)


class ReviewFactory(Derived):
    class Meta:
        model = AnnualReview

    group = factory.SubFactory(GroupFactory)
    year = 2020


class RecommendationFactory(Derived):
    class Meta:
        model = Recommendation

    group = factory.SubFactory(GroupFactory)
    year = 2020
    level = RecommendationLevel.PROVINCIAL
    act = RecommendationAct.SELECTED
