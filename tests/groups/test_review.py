"""Annual reviews: planned, finished, reopened."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from groups.domain.review import (
    change_review,
    finish_review,
    finish_review_today,
    plan_review,
    plan_year,
    remove_review,
    reopen_review,
)
from groups.enums import AnnualReviewState
from groups.models import AnnualReview
from groups.queries.review import finished_reviews_of, open_reviews_of
from office.actor import Actor
from office.workflow import Refusal, TransitionRefused
from tests.factories.groups import GroupFactory, ReviewFactory

pytestmark = pytest.mark.django_db


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
