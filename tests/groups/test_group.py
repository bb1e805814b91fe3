"""Groups, their members, annual reviews and recommendations."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from association.enums import BodyKind
from association.models import Body
from groups.domain.group import change_group, create_group, remove_group
from groups.domain.member import add_member, change_member
from groups.domain.recommendation import record_recommendation
from groups.domain.review import (
    change_review,
    finish_review,
    finish_review_today,
    plan_review,
    plan_year,
    remove_review,
    reopen_review,
)
from groups.enums import AnnualReviewState, MemberRole, RecommendationAct, RecommendationLevel
from groups.models import AnnualReview, Group, GroupMember, Recommendation
from groups.queries.review import finished_reviews_of, members_of, open_reviews_of, recommendations_of
from office.actor import Actor
from office.workflow import Refusal, StaleRecord, TransitionRefused
from tests.factories.association import BodyFactory, OrganizationFactory
from tests.factories.groups import GroupFactory, MemberFactory, RecommendationFactory, ReviewFactory

pytestmark = pytest.mark.django_db


def test_a_group_is_made_with_its_body(staff: Actor):
    group = create_group(Group(body=Body(name="装备职教集团", code="zhuangbei"), industry="装备"), actor=staff)
    assert (group.body.kind, group.body.name_key != "") == (BodyKind.GROUP, True)
    with pytest.raises(ValidationError):
        create_group(Group(body=Body(name="装备职教集团", code="zhuangbei-b")), actor=staff)
    assert Body.objects.filter(kind=BodyKind.GROUP).count() == 1


def test_a_group_stands_beside_a_body_of_its_kind():
    with pytest.raises(ValidationError):
        Group(body=BodyFactory()).full_clean()


def test_group_and_body_change_together_or_not_at_all(staff: Actor):
    group = GroupFactory()
    change_group(
        group,
        actor=staff,
        changes={"industry": "化工"},
        body_changes={"short_name": "化工"},
        revision=1,
        body_revision=1,
    )
    with pytest.raises(StaleRecord):
        change_group(
            group,
            actor=staff,
            changes={"industry": "轻工"},
            body_changes={"short_name": "轻工"},
            revision=1,
            body_revision=2,
        )
    stored = Group.objects.get(pk=group.pk)
    assert (stored.industry, stored.body.short_name) == ("化工", "化工")


def test_a_group_with_rows_stays(staff: Actor):
    member = MemberFactory()
    with pytest.raises(Refusal):
        remove_group(member.group, actor=staff)
    assert Body.objects.filter(pk=member.group_id).exists()
    empty = GroupFactory()
    remove_group(empty, actor=staff)
    assert not Body.objects.filter(pk=empty.body_id).exists()


def test_members_come_once_and_only_while_they_exist(staff: Actor):
    member = MemberFactory()
    with pytest.raises(ValidationError):
        add_member(GroupMember(group=member.group, organization=member.organization), actor=staff)
    closed = OrganizationFactory(closed_on=date(2019, 1, 1))
    with pytest.raises(Refusal):
        add_member(GroupMember(group=member.group, organization=closed), actor=staff)
    dissolved = GroupFactory(body__dissolved_on=date(2019, 1, 1))
    with pytest.raises(Refusal):
        add_member(GroupMember(group=dissolved, organization=OrganizationFactory()), actor=staff)
    change_member(member, actor=staff, changes={"until": date(2020, 1, 1)})
    assert add_member(GroupMember(group=member.group, organization=member.organization), actor=staff).pk
    assert members_of(member.group).count() == 1


def test_a_group_has_one_lead_and_a_membership_stays_with_its_organization(staff: Actor):
    lead = MemberFactory(role=MemberRole.LEAD)
    with pytest.raises(ValidationError):
        add_member(GroupMember(group=lead.group, organization=OrganizationFactory(), role=MemberRole.LEAD), actor=staff)
    with pytest.raises(Refusal):
        change_member(lead, actor=staff, changes={"organization": OrganizationFactory()})


def test_a_review_is_planned_for_a_group_that_existed(staff: Actor):
    young = GroupFactory(body__founded_on=date(2021, 1, 1))
    gone = GroupFactory(body__dissolved_on=date(2019, 12, 31))
    for group in (young, gone):
        with pytest.raises(Refusal):
            plan_review(AnnualReview(group=group, year=2020), actor=staff)
    group = GroupFactory()
    assert plan_review(AnnualReview(group=group, year=2020), actor=staff).state == AnnualReviewState.PLANNED
    with pytest.raises(ValidationError):
        plan_review(AnnualReview(group=group, year=2020), actor=staff)


def test_a_whole_year_is_planned_once(staff: Actor):
    GroupFactory(body__founded_on=date(2021, 1, 1))
    groups = {GroupFactory().pk for _ in range(3)}
    assert {row.group_id for row in plan_year(actor=staff, year=2020, rule_set="2020版")} == groups
    assert plan_year(actor=staff, year=2020) == []
    assert open_reviews_of(2020).count() == 3


def test_finishing_once_on_a_known_or_unknown_day(staff: Actor):
    review, other = ReviewFactory(), ReviewFactory()
    finish_review(review, actor=staff)
    assert (review.state, review.reviewed_on) == (AnnualReviewState.REVIEWED, None)
    finish_review_today(other, actor=staff)
    assert other.reviewed_on is not None
    with pytest.raises(TransitionRefused):
        finish_review(review, actor=staff)
    assert finished_reviews_of(2020).count() == 2


def test_a_finished_review_is_reopened_before_it_changes(staff: Actor):
    review = ReviewFactory()
    change_review(review, actor=staff, changes={"score": "92.50", "grade": "优秀"})
    finish_review_today(review, actor=staff)
    for act in (
        lambda: change_review(review, actor=staff, changes={"grade": "良好"}),
        lambda: remove_review(review, actor=staff),
    ):
        with pytest.raises(Refusal):
            act()
    with pytest.raises(Refusal):
        reopen_review(review, actor=staff)
    reopen_review(review, actor=staff, reason="复核")
    assert (review.state, review.reviewed_on) == (AnnualReviewState.SUBMITTED, None)
    change_review(review, actor=staff, changes={"grade": "良好"})
    assert AnnualReview.objects.get().grade == "良好"


def test_a_removed_review_lowers_the_figure_by_one(staff: Actor):
    for _ in range(3):
        finish_review(ReviewFactory(), actor=staff)
    assert finished_reviews_of(2020).count() == 3
    AnnualReview.objects.first().delete()
    assert finished_reviews_of(2020).count() == 2


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
