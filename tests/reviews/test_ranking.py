"""Rankings of a round: computed from submitted sheets, in versions, adopted, ties decided."""

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import timezone

from office.actor import Actor
from office.models import AuditEntry
from office.workflow import Refusal, TransitionRefused
from reviews.domain.ranking import adopt_ranking, adoption_warnings, compute_ranking, decide_tie, open_ties
from reviews.enums import AssignmentState, RankingState, RoundState, SheetState, SubmissionState
from reviews.methods.results import canonical, results_of
from reviews.models import Assignment, Ranking, RankingRow, Score, ScoreSheet, Submission, TieDecision
from reviews.queries.ranking import results_document
from tests.factories.reviews import CallFactory, RoundFactory, SubmissionFactory
from tests.reviews.judged import add_entries, falling, judged_round, plan_of, two_tracks

pytestmark = pytest.mark.django_db

SCRIPT = Path(__file__).resolve().parents[2] / "script" / "recompute_results.py"
TIED = [["95"], ["88"], ["88"], ["80"]]


def ranks(ranking: Ranking) -> dict[str, int | None]:
    return dict(ranking.rows.values_list("submission__number", "rank"))


def test_a_closed_round_is_ranked_from_its_submitted_sheets(staff: Actor):
    round_ = judged_round([["85", "85.25"], ["90", "91"], ["70", "72"]], readers=2)
    (ranking,) = compute_ranking(round_, actor=staff)
    rows = {row.submission.number: row for row in ranking.rows.select_related("submission")}
    assert ranks(ranking) == {"N-002": 1, "N-001": 2, "N-003": 3}
    assert rows["N-001"].raw == Decimal("85.13")
    assert rows["N-001"].adjusted is None
    assert rows["N-001"].details["spread"] == "0.25"
    assert [score for _judge, score in rows["N-001"].details["scores"]] == ["85.00", "85.25"]
    assert rows["N-001"].flags == []
    assert len(ranking.inputs) == 6
    assert ranking.parameters["alpha"] is not None
    assert ranking.parameters["severity"]
    assert (ranking.version, ranking.state) == (1, RankingState.COMPUTED)


@pytest.mark.parametrize("state", [RoundState.PREPARED, RoundState.SCORING])
def test_nothing_is_ranked_before_scoring_is_closed(staff: Actor, state: str):
    round_ = judged_round(falling(3), state=state)
    with pytest.raises(Refusal):
        compute_ranking(round_, actor=staff)
    assert not Ranking.objects.exists()


def test_an_empty_round_has_no_ranking(staff: Actor):
    with pytest.raises(Refusal):
        compute_ranking(RoundFactory(state=RoundState.CLOSED), actor=staff)


def test_drafts_voided_assignments_and_withdrawn_entries_do_not_count(staff: Actor):
    round_ = judged_round([["90", "10"], ["80", "80"], ["70", "70"]])
    low = ScoreSheet.objects.get(total=10)
    Assignment.objects.filter(pk=low.assignment_id).update(state=AssignmentState.VOIDED)
    ScoreSheet.objects.filter(assignment__entry__submission__number="N-002").update(state=SheetState.RETURNED)
    Submission.objects.filter(number="N-003").update(state=SubmissionState.WITHDRAWN)
    (ranking,) = compute_ranking(round_, actor=staff)
    assert ranks(ranking) == {"N-001": 1, "N-002": None}
    flags = dict(ranking.rows.values_list("submission__number", "flags"))
    assert flags == {"N-001": ["few_sheets"], "N-002": ["no_sheet"]}


def test_a_repeat_makes_nothing_and_a_change_a_new_version(staff: Actor):
    round_ = judged_round(falling(3), readers=1)
    (first,) = compute_ranking(round_, actor=staff)
    (again,) = compute_ranking(round_, actor=staff)
    assert again == first
    before = list(first.rows.order_by("pk").values_list("submission", "raw", "rank"))
    score = Score.objects.filter(criterion__code="rest", sheet__assignment__entry__submission__number="N-003").get()
    score.points = Decimal(100)
    score.save()
    ScoreSheet.objects.filter(pk=score.sheet_id).update(total=Decimal(100), revision=2)
    (second,) = compute_ranking(round_, actor=staff, reason="更正录入。")
    assert (second.version, second.reason) == (2, "更正录入。")
    assert second.fingerprint != first.fingerprint
    assert ranks(second)["N-003"] == 1
    assert list(first.rows.order_by("pk").values_list("submission", "raw", "rank")) == before
    assert [score.sheet_id, 2] in second.inputs


def test_tracks_are_ranked_by_themselves(staff: Actor):
    call = CallFactory(state="closed")
    first, second = two_tracks(call)
    round_ = judged_round(falling(2), call=call, track=first)
    add_entries(round_, falling(3, top=60), track=second)
    found = compute_ranking(round_, actor=staff)
    assert [(one.track, one.rows.count()) for one in found] == [(first, 2), (second, 3)]
    assert ranks(found[1])["zz-001"] == 1


def test_a_design_in_parts_falls_back_to_the_mean_and_asks_for_a_reason(staff: Actor):
    round_ = judged_round([], method="huber")
    add_entries(round_, [["90", "80"], ["70", "60"]], seats={0: (0, 1), 1: (2, 3)})
    (ranking,) = compute_ranking(round_, actor=staff)
    assert ranking.parameters["refused"]["code"] == "disconnected"
    assert "severity" not in ranking.parameters
    assert set(ranking.rows.values_list("adjusted", flat=True)) == {None}
    assert len(adoption_warnings(ranking)) == 1
    with pytest.raises(Refusal):
        adopt_ranking(ranking, actor=staff)
    assert adopt_ranking(ranking, actor=staff, reason="评审组会议决定采用平均分。").state == RankingState.ADOPTED


def test_adjusted_results_stand_beside_the_raw_ones(staff: Actor):
    round_ = judged_round([["90", "80"], ["80", "70"], ["85", "76"], ["60", "51"]], method="additive")
    (ranking,) = compute_ranking(round_, actor=staff)
    assert all(row.adjusted is not None and row.raw is not None for row in ranking.rows.all())
    assert len(ranking.parameters["severity"]) == 2


def test_trimming_few_scores_gives_no_ranks_and_cannot_be_adopted(staff: Actor):
    (ranking,) = compute_ranking(judged_round([["90", "80"]], method="trimmed"), actor=staff)
    assert ranks(ranking) == {"N-001": None}
    with pytest.raises(Refusal):
        adopt_ranking(ranking, actor=staff, reason="先用着。")


def test_adopting_settles_the_round_once_every_track_has_its_result(staff: Actor):
    call = CallFactory(state="closed")
    first, second = two_tracks(call)
    round_ = judged_round(falling(2), call=call, track=first)
    add_entries(round_, falling(2), track=second)
    one, other = compute_ranking(round_, actor=staff)
    adopt_ranking(one, actor=staff)
    round_.refresh_from_db()
    assert round_.state == RoundState.CLOSED
    adopt_ranking(Ranking.objects.get(pk=other.pk), actor=staff)
    round_.refresh_from_db()
    assert round_.state == RoundState.SETTLED
    assert AuditEntry.objects.filter(action="adopt_ranking").count() == 2


def test_adopting_another_version_needs_a_reason_and_keeps_the_old_one(staff: Actor):
    round_ = judged_round(falling(3))
    (first,) = compute_ranking(round_, actor=staff)
    adopt_ranking(first, actor=staff)
    with pytest.raises(TransitionRefused):
        adopt_ranking(first, actor=staff, reason="再次采用。")
    Score.objects.filter(criterion__code="rest").update(points=Decimal(50))
    ScoreSheet.objects.update(total=Decimal(50), submitted_at=timezone.now())
    (second,) = compute_ranking(round_, actor=staff)
    with pytest.raises(Refusal):
        adopt_ranking(second, actor=staff)
    adopt_ranking(second, actor=staff, reason="复核更正。")
    first.refresh_from_db()
    assert (first.state, first.rows.count()) == (RankingState.SUPERSEDED, 3)


def test_a_tie_is_told_apart_by_the_chain_or_by_a_decision(staff: Actor):
    round_ = judged_round(TIED, links=("9", "7", "8", "9"), tie_chain=["innovation"])
    (ranking,) = compute_ranking(round_, actor=staff)
    assert ranks(ranking) == {"N-001": 1, "N-003": 2, "N-002": 3, "N-004": 4}
    assert not open_ties(ranking)


def test_a_full_tie_is_listed_until_it_is_decided_with_a_reason(staff: Actor):
    round_ = judged_round(TIED, readers=1)
    (ranking,) = compute_ranking(round_, actor=staff)
    (group,) = open_ties(ranking)
    assert [row.submission.number for row in group] == ["N-002", "N-003"]
    assert all("tie" in row.flags for row in group)
    second, third = (row.submission for row in group)
    for named in ([second], [second, second], [third, second, ranking.rows.first().submission]):
        with pytest.raises(Refusal):
            decide_tie(ranking, named, actor=staff, reason="评委复议。")
    with pytest.raises(Refusal):
        decide_tie(ranking, [third, second], actor=staff, reason=" ")
    decided = decide_tie(ranking, [third, second], actor=staff, reason="评委复议。")
    assert (decided.version, ranks(decided)["N-003"], ranks(decided)["N-002"]) == (2, 2, 3)
    assert TieDecision.objects.filter(round=round_).count() == 2
    assert not open_ties(decided)


def test_near_a_cut_line_is_flagged(staff: Actor):
    scores = [["90", "91"], ["85", "80"], ["80", "85"], ["60", "61"]]
    round_ = judged_round(scores, readers=2)
    plan_of(round_, [("count", "2")])
    (ranking,) = compute_ranking(round_, actor=staff)
    flags = dict(ranking.rows.values_list("submission__number", "flags"))
    assert "near_cut" in flags["N-002"]
    assert "near_cut" in flags["N-003"]
    assert "near_cut" not in flags["N-004"]
    assert all(row.details["interval"] for row in ranking.rows.all())


def test_the_independent_script_agrees_with_what_is_stored(staff: Actor):
    scores = [["90", "88"], ["85", "91"], ["85", "91"], ["70", "60"], ["66", "99"]]
    round_ = judged_round(scores, links=("3", "5", "5", "1", "2"), tie_chain=["innovation"], method="huber")
    plan_of(round_, [("ratio", "20"), ("ratio", "30")], tie="share_up", school_cap=1)
    document = results_document(round_)
    text = subprocess.run(
        [sys.executable, "-I", str(SCRIPT)], input=canonical(document).encode(), capture_output=True, check=True
    ).stdout
    assert text == canonical(results_of(document)).encode()
    (ranking,) = compute_ranking(round_, actor=staff)
    told = {row["entry"]: row["rank"] for row in json.loads(text)["tracks"][0]["rows"]}
    assert told == ranks(ranking)


def test_the_document_names_neither_schools_nor_reviewers(staff: Actor):
    round_ = judged_round(falling(3))
    text = canonical(results_document(round_))
    for entry in round_.entries.select_related("submission__organization"):
        assert entry.submission.title not in text
        assert entry.submission.organization.name not in text
    for sheet in ScoreSheet.objects.select_related("assignment__member__expert__person"):
        assert sheet.assignment.member.expert.person.name not in text


def test_numbers_of_another_call_do_not_disturb(staff: Actor):
    SubmissionFactory(number="N-001")
    round_ = judged_round(falling(2))
    (ranking,) = compute_ranking(round_, actor=staff)
    assert set(RankingRow.objects.values_list("submission__call", flat=True)) == {round_.call_id}
    assert ranking.rows.count() == 2
