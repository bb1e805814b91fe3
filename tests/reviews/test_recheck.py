"""Rechecks: computed anew beside the adopted result, compared, applied with the awards or canceled."""

from decimal import Decimal
from typing import Any

import pytest

from office.actor import Actor
from office.models import AuditEntry
from office.workflow import Refusal, TransitionRefused
from reviews.domain.award_plan import apply_award_plan
from reviews.domain.ranking import adopt_ranking, compute_ranking
from reviews.domain.recheck import apply_recheck, cancel_recheck, start_recheck
from reviews.enums import AwardState, RankingState, RecheckState
from reviews.methods.comparison import compare_levels, compare_ranks
from reviews.models import Award, Ranking, Recheck, Score, ScoreSheet
from tests.factories.results import PublishedFactory
from tests.reviews.judged import judged_round, plan_of


@pytest.mark.pure
def test_two_results_side_by_side():
    ranks = compare_ranks({"A": 1, "B": 2, "C": 3}, {"A": 2, "B": 1, "C": 3, "D": None})
    assert ranks == {"moved": [["A", 1, 2], ["B", 2, 1]], "unchanged": 2}
    levels = compare_levels({"A": "first", "B": "second", "C": None}, {"A": "second", "B": "first", "C": None})
    assert levels["matrix"] == [["", "", 1], ["first", "second", 1], ["second", "first", 1]]
    assert levels["crossing"] == [["A", "first", "second"], ["B", "second", "first"]]


@pytest.fixture
def adopted(staff: Actor) -> Ranking:
    """Three entries by 90, 80 and 70, a prize for the first two, proposed."""
    round_ = judged_round([["90"], ["80"], ["70"]], readers=1)
    (ranking,) = compute_ranking(round_, actor=staff)
    adopt_ranking(ranking, actor=staff)
    plan = plan_of(round_, [("count", "1"), ("count", "1")])
    apply_award_plan(plan, actor=staff)
    return ranking


def raise_last(ranking: Ranking) -> None:
    """Correct a sheet: the last entry's total becomes the highest."""
    sheet = ScoreSheet.objects.get(assignment__entry__submission__number="N-003")
    score = Score.objects.filter(sheet=sheet).order_by("-points").first()
    assert score is not None
    Score.objects.filter(pk=score.pk).update(points=score.points + Decimal(25))
    ScoreSheet.objects.filter(pk=sheet.pk).update(total=Decimal(95), revision=sheet.revision + 1)


def winners() -> dict[str, Any]:
    rows = Award.objects.exclude(state=AwardState.REVOKED).values_list("prize__order", "submission__number")
    return dict(rows)


@pytest.mark.django_db
def test_a_recheck_shows_what_would_change_and_changes_nothing(adopted: Ranking, staff: Actor):
    raise_last(adopted)
    recheck = start_recheck(adopted, actor=staff, reason="评分表录入有误")
    assert recheck.comparison["moved"] == [["N-001", 1, 2], ["N-002", 2, 3], ["N-003", 3, 1]]
    (plan,) = recheck.comparison["plans"]
    assert [entry for entry, _old, _new in plan["crossing"]] == ["N-001", "N-002", "N-003"]
    adopted.refresh_from_db()
    assert adopted.state == RankingState.ADOPTED
    assert winners() == {1: "N-001", 2: "N-002"}
    assert AuditEntry.objects.filter(action="create", object_id=str(recheck.pk)).exists()


@pytest.mark.django_db
def test_applying_adopts_and_gives_the_awards_anew(adopted: Ranking, staff: Actor):
    raise_last(adopted)
    recheck = start_recheck(adopted, actor=staff, reason="评分表录入有误")
    apply_recheck(recheck, actor=staff)
    adopted.refresh_from_db()
    recheck.after.refresh_from_db()
    assert (adopted.state, recheck.after.state) == (RankingState.SUPERSEDED, RankingState.ADOPTED)
    assert winners() == {1: "N-003", 2: "N-001"}
    with pytest.raises(Refusal):
        apply_recheck(recheck, actor=staff)
    assert Award.objects.count() == 2


@pytest.mark.django_db
def test_canceling_leaves_all_as_it_was(adopted: Ranking, staff: Actor):
    raise_last(adopted)
    recheck = start_recheck(adopted, actor=staff, reason="评分表录入有误")
    with pytest.raises(Refusal):
        cancel_recheck(recheck, actor=staff, reason="")
    cancel_recheck(recheck, actor=staff, reason="不予采用")
    assert recheck.state == RecheckState.CANCELED
    assert winners() == {1: "N-001", 2: "N-002"}
    with pytest.raises(TransitionRefused):
        cancel_recheck(recheck, actor=staff, reason="再次")


@pytest.mark.django_db
def test_refusals(adopted: Ranking, staff: Actor):
    with pytest.raises(Refusal):  # nothing has changed
        start_recheck(adopted, actor=staff, reason="再看一遍")
    raise_last(adopted)
    with pytest.raises(Refusal):
        start_recheck(adopted, actor=staff, reason=" ")
    recheck = start_recheck(adopted, actor=staff, reason="评分表录入有误")
    with pytest.raises(Refusal):  # what is only computed
        start_recheck(recheck.after, actor=staff, reason="评分表录入有误")
    Award.objects.filter(prize__order=1).update(state=AwardState.FINAL)
    with pytest.raises(Refusal):
        apply_recheck(recheck, actor=staff)
    Award.objects.update(state=AwardState.PROPOSED)
    PublishedFactory(call=recheck.call)
    with pytest.raises(Refusal):  # published: a correction is prepared first
        apply_recheck(recheck, actor=staff)
    assert Recheck.objects.get().state == RecheckState.OPEN
