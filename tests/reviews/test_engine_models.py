"""What the database itself holds about panels, assignments, sheets and rankings."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from office.actor import Actor
from reviews.enums import AssignmentState, RankingState, SheetState
from reviews.models import Assignment, Panel, PanelMember, Ranking, ScoreSheet
from tests.factories.office import UserFactory
from tests.factories.reviews import (
    AssignmentFactory,
    CriterionFactory,
    PanelFactory,
    PanelMemberFactory,
    RankingFactory,
    RankingRowFactory,
    RoundFactory,
    SheetFactory,
)

pytestmark = pytest.mark.django_db


def refused(**changes: object) -> None:
    """Expect the database to refuse a change of the only assignment."""
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.update(**changes)


def test_nobody_reviews_the_own_school_while_the_assignment_stands() -> None:
    assignment = AssignmentFactory()
    school = assignment.entry_school
    refused(reviewer_school=school)
    Assignment.objects.update(state=AssignmentState.VOIDED, reviewer_school=school)
    refused(state=AssignmentState.ACTIVE)


def test_a_reviewer_has_an_entry_once_until_it_is_released() -> None:
    first = AssignmentFactory()
    again = {"batch": first.batch, "entry": first.entry, "member": first.member}
    with pytest.raises(IntegrityError), transaction.atomic():
        AssignmentFactory(**again)
    Assignment.objects.update(state=AssignmentState.RELEASED)
    AssignmentFactory(**again)


def test_an_assignment_stays_within_round_and_call() -> None:
    assignment = AssignmentFactory()
    assignment.full_clean()
    assignment.member = PanelMemberFactory()
    with pytest.raises(ValidationError):
        assignment.full_clean()


def test_a_round_is_judged_by_a_panel_of_its_call() -> None:
    round_ = RoundFactory(panel=PanelFactory())
    with pytest.raises(ValidationError):
        round_.full_clean()


def test_a_reviewer_sees_the_own_places_assignments_and_sheets_only(staff: Actor) -> None:
    user = UserFactory()
    sheet, other = SheetFactory(assignment__member__user=user), SheetFactory()
    reviewer = Actor(user_id=user.pk, role="reviewer")
    assert list(ScoreSheet.objects.visible_to(reviewer)) == [sheet]
    assert list(Assignment.objects.visible_to(reviewer)) == [sheet.assignment]
    assert list(PanelMember.objects.visible_to(reviewer)) == [sheet.assignment.member]
    assert not Panel.objects.visible_to(reviewer).exists()
    assert set(ScoreSheet.objects.visible_to(staff)) == {sheet, other}
    Assignment.objects.update(state=AssignmentState.VOIDED)
    assert not ScoreSheet.objects.visible_to(reviewer).exists()
    assert not Assignment.objects.visible_to(Actor()).exists()


def test_a_submitted_sheet_has_a_total() -> None:
    SheetFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        ScoreSheet.objects.update(state=SheetState.SUBMITTED)


def test_points_fit_the_criterion() -> None:
    criterion = CriterionFactory(points=5)
    criterion.full_clean()
    criterion.step = 6
    with pytest.raises(ValidationError):
        criterion.full_clean()


def test_one_version_of_a_ranking_is_adopted() -> None:
    first = RankingFactory(state=RankingState.ADOPTED)
    second = RankingFactory(round=first.round)
    with pytest.raises(IntegrityError), transaction.atomic():
        Ranking.objects.filter(pk=second.pk).update(state=RankingState.ADOPTED)
    row = RankingRowFactory(ranking=first)
    with pytest.raises(IntegrityError), transaction.atomic():
        RankingRowFactory(ranking=first, submission=row.submission)
