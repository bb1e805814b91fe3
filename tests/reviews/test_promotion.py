"""Promotion from a ranked round: rule, cut, exceptions, ledger, and the way back."""

from decimal import Decimal
from typing import Any

import pytest

from office.actor import Actor
from office.models import AuditEntry
from office.workflow import Refusal
from reviews.domain.promotion import (
    Exceptions,
    PromotionRule,
    promote,
    propose_promotion,
    submissions_by_number,
    take_back_promotion,
)
from reviews.domain.ranking import adopt_ranking, compute_ranking
from reviews.enums import RoundState, SubmissionState
from reviews.models import Promotion, Ranking, RoundEntry, Submission
from tests.factories.reviews import RoundFactory
from tests.reviews.judged import falling, judged_round

pytestmark = pytest.mark.django_db

FIVE = PromotionRule(value=Decimal(2))


def adopted(staff: Actor, scores: Any = None, **values: Any) -> tuple[Ranking, Any]:
    """An adopted ranking of five entries, and the prepared round after it."""
    round_ = judged_round(scores or falling(5), **values)
    (ranking,) = compute_ranking(round_, actor=staff)
    adopt_ranking(ranking, actor=staff)
    return ranking, RoundFactory(call=round_.call, order=round_.order + 1000, name="现场决赛")


def entry(number: str) -> Submission:
    return Submission.objects.get(number=number)


def test_the_ledger_holds_everybody_with_rank_rule_and_cut(staff: Actor):
    ranking, final = adopted(staff)
    lines = promote(ranking, rule=FIVE, to_round=final, actor=staff)
    assert [(line.submission.number, line.promoted, line.rank) for line in lines] == [
        ("N-001", True, 1),
        ("N-002", True, 2),
        ("N-003", False, 3),
        ("N-004", False, 4),
        ("N-005", False, 5),
    ]
    assert {line.cut for line in lines} == {Decimal("98.5")}
    assert lines[0].rule["value"] == "2"
    assert [step["why"] for step in lines[2].trace] == ["full"]
    assert set(RoundEntry.objects.filter(round=final).values_list("submission__number", flat=True)) == {
        "N-001",
        "N-002",
    }
    assert AuditEntry.objects.filter(action="create", content_type__model="promotion").count() == 5


def test_exceptions_stand_in_the_ledger_with_their_reasons(staff: Actor):
    ranking, final = adopted(staff)
    exceptions = Exceptions(added={entry("N-004").pk: "主办方推荐。"}, removed={entry("N-002").pk: "放弃参赛。"})
    lines = {
        line.submission.number: line
        for line in promote(ranking, rule=FIVE, to_round=final, actor=staff, exceptions=exceptions)
    }
    assert (lines["N-004"].promoted, lines["N-004"].reason) == (True, "主办方推荐。")
    assert (lines["N-002"].promoted, lines["N-002"].reason) == (False, "放弃参赛。")
    assert lines["N-001"].cut == Decimal("98.5")


@pytest.mark.parametrize("case", ["no reason", "unknown", "needless"])
def test_exceptions_that_say_nothing_are_refused(staff: Actor, case: str):
    ranking, final = adopted(staff)
    added = {
        "no reason": {entry("N-004").pk: " "},
        "unknown": {10**6: "主办方推荐。"},
        "needless": {entry("N-001").pk: "主办方推荐。"},
    }[case]
    with pytest.raises(Refusal):
        promote(ranking, rule=FIVE, to_round=final, actor=staff, exceptions=Exceptions(added=added))
    assert not Promotion.objects.exists()
    assert not RoundEntry.objects.filter(round=final).exists()


def test_only_a_result_leads_on_and_only_once(staff: Actor):
    round_ = judged_round(falling(3))
    (ranking,) = compute_ranking(round_, actor=staff)
    final = RoundFactory(call=round_.call, order=round_.order + 1000)
    with pytest.raises(Refusal):
        promote(ranking, rule=FIVE, to_round=final, actor=staff)
    adopt_ranking(ranking, actor=staff)
    promote(ranking, rule=FIVE, to_round=final, actor=staff)
    with pytest.raises(Refusal):
        promote(ranking, rule=FIVE, to_round=final, actor=staff)
    assert Promotion.objects.count() == 3


def test_nobody_enters_a_round_that_is_earlier_foreign_or_begun(staff: Actor):
    ranking, final = adopted(staff)
    final.state = RoundState.SCORING
    final.save()
    for place in (final, RoundFactory(order=9000), RoundFactory(call=ranking.round.call, order=0), None):
        with pytest.raises(Refusal):
            promote(ranking, rule=FIVE, to_round=place, actor=staff)


def test_a_tie_at_the_cut_waits_for_its_decision_or_is_shared(staff: Actor):
    ranking, final = adopted(staff, [["95"], ["88"], ["88"], ["70"]])
    with pytest.raises(Refusal, match="N-002 = N-003"):
        promote(ranking, rule=FIVE, to_round=final, actor=staff)
    shared = propose_promotion(ranking, PromotionRule(value=Decimal(2), tie="share_up"))
    assert len(shared.goes_on) == 3
    assert shared.cut == Decimal(88)


def test_a_recommendation_leads_out_of_the_house(staff: Actor):
    ranking, _final = adopted(staff)
    lines = promote(ranking, rule=PromotionRule(value=Decimal(1)), target="第四届全国双创大赛", actor=staff)
    assert [line.submission.number for line in lines if line.promoted] == ["N-001"]
    with pytest.raises(Refusal):
        promote(ranking, rule=FIVE, target="第四届全国双创大赛", actor=staff)


def test_a_promotion_is_taken_back_with_a_reason_while_the_next_round_is_prepared(staff: Actor):
    ranking, final = adopted(staff)
    promote(ranking, rule=FIVE, to_round=final, actor=staff)
    with pytest.raises(Refusal):
        take_back_promotion(ranking, to_round=final, actor=staff, reason="")
    assert take_back_promotion(ranking, to_round=final, actor=staff, reason="晋级规则有误。") == 5
    assert not Promotion.objects.exists()
    assert not RoundEntry.objects.filter(round=final).exists()
    with pytest.raises(Refusal):
        take_back_promotion(ranking, to_round=final, actor=staff, reason="晋级规则有误。")
    promote(ranking, rule=FIVE, to_round=final, actor=staff)
    final.state = RoundState.SCORING
    final.save()
    with pytest.raises(Refusal):
        take_back_promotion(ranking, to_round=final, actor=staff, reason="晋级规则有误。")


def test_who_no_longer_takes_part_does_not_go_on_and_nothing_is_stored(staff: Actor):
    ranking, final = adopted(staff)
    Submission.objects.filter(number="N-001").update(state=SubmissionState.WITHDRAWN)
    with pytest.raises(Refusal):
        promote(Ranking.objects.get(pk=ranking.pk), rule=FIVE, to_round=final, actor=staff)
    assert not Promotion.objects.exists()


def test_numbers_outside_the_ranking_are_named(staff: Actor):
    ranking, _final = adopted(staff)
    assert [one.number for one in submissions_by_number(ranking, ["N-003", "N-001"])] == ["N-003", "N-001"]
    with pytest.raises(Refusal, match="N-999"):
        submissions_by_number(ranking, ["N-001", "N-999"])
