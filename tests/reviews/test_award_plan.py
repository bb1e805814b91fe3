"""Prize plans: looked at, applied, recorded, taken back."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from office.actor import Actor
from office.models import AuditEntry
from office.workflow import Refusal
from reviews import enums
from reviews.domain.award import confirm_award
from reviews.domain.award_plan import (
    apply_award_plan,
    change_level,
    change_plan,
    create_level,
    preview_plan,
    remove_level,
    take_back_awards,
)
from reviews.domain.ranking import adopt_ranking, compute_ranking, decide_tie, open_ties
from reviews.enums import AwardState, CallState, ParticipantRole, PlanSource, PrizeKind
from reviews.methods import prize_plan, quota
from reviews.models import Award, AwardPlan, Call, Ranking, Submission
from tests.factories.association import OrganizationFactory
from tests.factories.reviews import (
    AwardFactory,
    AwardPlanFactory,
    CallFactory,
    ParticipantFactory,
    PlanLevelFactory,
    PrizeFactory,
    SubmissionFactory,
    TrackFactory,
)
from tests.reviews.judged import add_entries, falling, judged_round, plan_of, two_tracks

pytestmark = pytest.mark.django_db


def adopt_all(round_: Any, staff: Actor) -> None:
    for ranking in compute_ranking(round_, actor=staff):
        adopt_ranking(Ranking.objects.get(pk=ranking.pk), actor=staff)


def settled_plan(staff: Actor, scores: Any, levels: Any, *, schools: Any = (), **rules: Any) -> AwardPlan:
    round_ = judged_round(scores, schools=schools)
    plan = plan_of(round_, levels, **rules)
    adopt_all(round_, staff)
    return plan


def given(plan: AwardPlan) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for award in Award.objects.filter(plan=plan).order_by("prize__order", "rank", "pk"):
        found.setdefault(award.prize.name, []).append(award.submission.number)
    return found


def test_the_words_of_the_tables_are_those_of_the_engine() -> None:
    pairs = [
        (enums.LevelMode, quota.Mode),
        (enums.PlanBase, quota.Base),
        (enums.PlanRounding, quota.PlanRounding),
        (enums.TiePolicy, prize_plan.TiePolicy),
        (enums.ShortfallPolicy, prize_plan.ShortfallPolicy),
    ]
    for stored, engine in pairs:
        assert set(stored.values) == {one.value for one in engine}  # type: ignore[attr-defined]


def test_ratios_of_a_field_become_awards_with_rank_row_and_trace(staff: Actor):
    plan = settled_plan(staff, falling(15), [("ratio", "10"), ("ratio", "20"), ("ratio", "30")])
    awards = apply_award_plan(plan, actor=staff)
    assert {name: len(numbers) for name, numbers in given(plan).items()} == {"一等奖": 2, "二等奖": 3, "三等奖": 5}
    assert {award.state for award in awards} == {AwardState.PROPOSED}
    third = Award.objects.get(submission__number="N-003")
    assert third.rank == 3
    assert third.ranking_row.rank == 3
    assert third.trace == [{"why": "awarded", "level": third.prize.code, "place": 1, "planned": 3}]
    plan.refresh_from_db()
    (track,) = plan.outcome["tracks"]
    assert (track["base"], sum(track["given"].values()), track["shortfalls"]) == (15, 10, [])


def test_a_shortfall_is_kept_with_the_plan(staff: Actor):
    plan = settled_plan(staff, falling(19), [("count", "4"), ("count", "6"), ("count", "10")])
    apply_award_plan(plan, actor=staff)
    assert {name: len(numbers) for name, numbers in given(plan).items()} == {"一等奖": 4, "二等奖": 6, "三等奖": 9}
    plan.refresh_from_db()
    (short,) = plan.outcome["tracks"][0]["shortfalls"]
    assert (short["planned"], short["given"], short["why"]) == (10, 9, "candidates")


def test_an_undecided_tie_at_the_end_of_a_level_blocks_until_it_is_decided(staff: Actor):
    plan = settled_plan(staff, [["95"], ["88"], ["88"], ["80"]], [("count", "2")])
    with pytest.raises(Refusal, match="N-002 = N-003"):
        apply_award_plan(plan, actor=staff)
    assert not Award.objects.exists()
    ranking = Ranking.objects.get()
    (group,) = open_ties(ranking)
    decided = decide_tie(ranking, [row.submission for row in reversed(group)], actor=staff, reason="评委复议。")
    adopt_ranking(decided, actor=staff, reason="评委复议。")
    apply_award_plan(plan, actor=staff)
    assert given(plan) == {"一等奖": ["N-001", "N-003"]}


def test_a_school_at_its_cap_is_passed_over(staff: Actor):
    one, other = OrganizationFactory(), OrganizationFactory()
    plan = settled_plan(staff, falling(4), [("count", "3")], schools=[one, one, one, other], school_cap=2)
    apply_award_plan(plan, actor=staff)
    assert given(plan) == {"一等奖": ["N-001", "N-002", "N-004"]}
    plan.refresh_from_db()
    assert plan.outcome["tracks"][0]["passed_over"] == ["N-003"]


def test_a_plan_is_applied_once_and_taken_back_as_one(staff: Actor):
    plan = settled_plan(staff, falling(3), [("count", "2")])
    apply_award_plan(plan, actor=staff)
    with pytest.raises(Refusal):
        apply_award_plan(plan, actor=staff)
    with pytest.raises(Refusal):
        take_back_awards(plan, actor=staff, reason="")
    assert take_back_awards(plan, actor=staff, reason="复核后重排。") == 2
    plan.refresh_from_db()
    assert (plan.outcome, Award.objects.count()) == ({}, 0)
    with pytest.raises(Refusal):
        take_back_awards(plan, actor=staff, reason="复核后重排。")
    assert len(apply_award_plan(plan, actor=staff)) == 2


def test_many_awards_take_no_more_statements_than_few(staff: Actor):
    asked = []
    for size in (4, 40):
        plan = settled_plan(staff, falling(size, top=200), [("ratio", "50"), ("ratio", "50")])
        with CaptureQueriesContext(connection) as applying:
            awards = apply_award_plan(plan, actor=staff)
        with CaptureQueriesContext(connection) as removing:
            assert take_back_awards(AwardPlan.objects.get(pk=plan.pk), actor=staff, reason="复核。") == size
        told = AuditEntry.objects.filter(content_type__model="award", object_id__in=[str(award.pk) for award in awards])
        made = [row.after["recipient_name"] for row in told.filter(action="create")]
        assert sorted(made) == sorted(award.recipient_name for award in awards)
        assert told.filter(action="remove", reason="复核。").count() == size
        asked.append((len(applying), len(removing)))
    assert asked[0] == asked[1]
    assert max(asked[0]) < 50


def test_a_prize_given_meanwhile_stops_all_and_is_named(staff: Actor):
    plan = settled_plan(staff, falling(3), [("count", "2")])
    second = Submission.objects.get(number="N-002")
    AwardFactory(prize=PrizeFactory(call=plan.call, kind=plan.kind), submission=second, state=AwardState.PROPOSED)
    with pytest.raises(ValidationError, match=r"prize of this kind|同类奖项"):
        apply_award_plan(plan, actor=staff)
    assert Award.objects.count() == 1
    assert not AuditEntry.objects.filter(action="create", content_type__model="award").exists()


def test_final_awards_are_not_taken_back(staff: Actor):
    plan = settled_plan(staff, falling(3), [("count", "1")])
    (award,) = apply_award_plan(plan, actor=staff)
    Award.objects.filter(pk=award.pk).update(state=AwardState.FINAL)
    with pytest.raises(Refusal):
        take_back_awards(plan, actor=staff, reason="复核后重排。")
    assert confirm_award  # the way to final leads through the public notice (tests of results)


def test_rules_stand_once_prizes_were_given(staff: Actor):
    plan = settled_plan(staff, falling(3), [("count", "1")])
    level = plan.levels.get()
    apply_award_plan(plan, actor=staff)
    with pytest.raises(Refusal):
        change_plan(plan, actor=staff, changes={"tie": "share_up"})
    with pytest.raises(Refusal):
        change_level(level, actor=staff, changes={"value": Decimal(3)})
    with pytest.raises(Refusal):
        remove_level(level, actor=staff, reason="多余。")
    with pytest.raises(Refusal):
        create_level(PlanLevelFactory.build(plan=plan, prize=PrizeFactory(call=plan.call, kind=plan.kind)), actor=staff)
    take_back_awards(plan, actor=staff, reason="改规则。")
    assert change_plan(plan, actor=staff, changes={"tie": "share_up"}).tie == "share_up"
    assert change_level(level, actor=staff, changes={"value": Decimal(2)}).value == 2


def test_without_levels_or_results_nothing_is_given(staff: Actor):
    round_ = judged_round(falling(3))
    plan = plan_of(round_, [])
    with pytest.raises(Refusal):
        preview_plan(plan)
    PlanLevelFactory(plan=plan, prize=PrizeFactory(call=plan.call, kind=plan.kind))
    with pytest.raises(Refusal):
        preview_plan(plan)


def test_each_track_by_itself_and_one_by_its_own_plan(staff: Actor):
    call = CallFactory(state=CallState.CLOSED)
    first, second = two_tracks(call)
    round_ = judged_round(falling(5), call=call, track=first)
    add_entries(round_, falling(3), track=second)
    everywhere = plan_of(round_, [("count", "1")])
    special = plan_of(round_, [("count", "2")], track=second)
    with pytest.raises(Refusal):
        apply_award_plan(everywhere, actor=staff)
    adopt_all(round_, staff)
    apply_award_plan(everywhere, actor=staff)
    apply_award_plan(special, actor=staff)
    assert given(everywhere) == {"一等奖": ["gz-001"]}
    assert given(special) == {"一等奖": ["zz-001", "zz-002"]}


def test_advisers_of_the_best_receive_a_prize_by_name(staff: Actor):
    round_ = judged_round(falling(3))
    plan = plan_of(round_, [("count", "1")], kind=PrizeKind.ADVISER)
    adopt_all(round_, staff)
    second = Submission.objects.get(number="N-002")
    ParticipantFactory(submission=second, name="教师002", role=ParticipantRole.ADVISER, order=2)
    ParticipantFactory(submission=second, name="教师001", role=ParticipantRole.ADVISER, order=1)
    (award,) = apply_award_plan(plan, actor=staff)
    assert (award.recipient_name, award.submission) == ("教师001、教师002", second)


@pytest.mark.parametrize(("source", "best"), [(PlanSource.SCHOOL_AWARDS, "乙校"), (PlanSource.SCHOOL_ENTRIES, "甲校")])
def test_schools_are_honored_by_their_awards_or_entries(staff: Actor, source: str, best: str):
    """甲校 sent in three entries and has one award, 乙校 two and two."""
    first, second = OrganizationFactory(name="甲校"), OrganizationFactory(name="乙校")
    round_ = judged_round(falling(5), schools=[second, second, first, first, first])
    teams = plan_of(round_, [("count", "3")])
    adopt_all(round_, staff)
    apply_award_plan(teams, actor=staff)
    plan = plan_of(round_, [("count", "1")], kind=PrizeKind.UNIT, source=source)
    (award,) = apply_award_plan(plan, actor=staff)
    assert (award.recipient_name, award.submission.organization.name, award.rank) == (best, best, None)


def test_awards_of_a_decided_call_are_not_proposed(staff: Actor):
    plan = settled_plan(staff, falling(3), [("count", "1")])
    Call.objects.filter(pk=plan.call_id).update(state=CallState.DECIDED)
    with pytest.raises(Refusal):
        apply_award_plan(AwardPlan.objects.get(pk=plan.pk), actor=staff)


def test_plans_and_levels_hold_together_by_constraint() -> None:
    plan = AwardPlanFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        AwardPlanFactory(call=plan.call, kind=plan.kind)
    with pytest.raises(IntegrityError), transaction.atomic():
        AwardPlanFactory(call=plan.call, kind="work", round=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanLevelFactory(plan=plan, value=Decimal(101))
    with pytest.raises(ValidationError):
        PlanLevelFactory.build(
            plan=plan, mode="count", value=Decimal("1.5"), prize=PrizeFactory(call=plan.call)
        ).full_clean()
    with pytest.raises(ValidationError):
        PlanLevelFactory.build(plan=plan, prize=PrizeFactory(kind=plan.kind)).full_clean()
    with pytest.raises(ValidationError):
        AwardPlanFactory.build(call=plan.call, kind="work", round=plan.round, track=TrackFactory()).full_clean()
    other = SubmissionFactory()
    assert other.call_id != plan.call_id
