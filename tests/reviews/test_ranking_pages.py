"""Pages of results: compute, adopt, decide, let go on, give prizes, download; each looked at before it happens."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from office.actor import Actor
from office.enums import Role
from reviews.domain.ranking import adopt_ranking, compute_ranking
from reviews.enums import RankingState, RoundState
from reviews.models import Award, Promotion, Ranking, RoundEntry
from tests.actors import client_of, make_actor
from tests.factories.reviews import PrizeFactory, RoundFactory
from tests.reviews.judged import falling, judged_round, plan_of

pytestmark = [pytest.mark.once, pytest.mark.django_db]

TIED = [["95"], ["88"], ["88"], ["80"]]


@pytest.fixture
def desk(staff: Actor) -> Client:
    return client_of(staff)


def adopted(staff: Actor, scores: Any = None) -> Ranking:
    round_ = judged_round(scores or falling(5), readers=1)
    (ranking,) = compute_ranking(round_, actor=staff)
    adopt_ranking(ranking, actor=staff)
    return Ranking.objects.get(pk=ranking.pk)


def text_of(answer: Any) -> str:
    return answer.content.decode()


def test_a_ranking_is_computed_after_a_look_and_adopted_after_another(desk: Client):
    round_ = judged_round(falling(3), readers=1)
    results = reverse("reviews:round_results", args=[round_.pk])
    compute = reverse("reviews:round_compute", args=[round_.pk])
    assert compute in text_of(desk.get(results))
    assert not Ranking.objects.exists()
    assert desk.get(compute).status_code == 200
    answer = desk.post(compute)
    ranking = Ranking.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, ranking.get_absolute_url())
    page = text_of(desk.get(ranking.get_absolute_url()))
    for number in ("N-001", "N-002", "N-003"):
        assert number in page
    adopt = reverse("reviews:ranking_act", args=[ranking.pk, "adopt_ranking"])
    assert desk.get(adopt).status_code == 200
    assert desk.post(adopt).status_code == 302
    ranking.refresh_from_db()
    assert ranking.state == RankingState.ADOPTED
    assert desk.post(adopt).status_code == 409


def test_computing_while_scoring_goes_on_is_refused_in_words(desk: Client):
    round_ = judged_round(falling(2), state=RoundState.SCORING)
    answer = desk.post(reverse("reviews:round_compute", args=[round_.pk]))
    assert answer.status_code == 409
    assert not Ranking.objects.exists()


def test_standings_are_shown_to_staff_while_scoring_goes_on_and_store_nothing(desk: Client):
    round_ = judged_round([["90", "80"], ["70"], []], state=RoundState.SCORING, method="huber")
    url = reverse("reviews:round_standing", args=[round_.pk])
    page = text_of(desk.get(url))
    assert "N-001" in page
    assert "85.00" in page
    assert not Ranking.objects.exists()
    for role in (Role.FINANCE, Role.AUDITOR, Role.REVIEWER):
        assert client_of(make_actor(role)).get(url).status_code == 403


def test_a_tie_is_decided_on_its_page(desk: Client, staff: Actor):
    round_ = judged_round(TIED, readers=1)
    (ranking,) = compute_ranking(round_, actor=staff)
    url = reverse("reviews:ranking_tie", args=[ranking.pk, 2])
    assert url in text_of(desk.get(ranking.get_absolute_url()))
    second, third = (row.submission for row in ranking.rows.filter(rank=2).order_by("pk"))
    twice = {"place_0": second.pk, "place_1": second.pk, "reason": "评委复议。"}
    assert desk.post(url, twice).status_code == 422
    assert desk.post(url, {"place_0": third.pk, "place_1": second.pk}).status_code == 422
    answer = desk.post(url, {"place_0": third.pk, "place_1": second.pk, "reason": "评委复议。"})
    newest = Ranking.objects.order_by("-version").first()
    assert newest is not None
    assert answer["Location"] == newest.get_absolute_url()
    assert newest.rows.get(rank=2).submission == third
    assert desk.get(reverse("reviews:ranking_tie", args=[ranking.pk, 1])).status_code == 404


def test_entries_go_on_after_a_look_and_come_back_with_a_reason(desk: Client, staff: Actor):
    ranking = adopted(staff)
    final = RoundFactory(call=ranking.round.call, order=ranking.round.order + 1000)
    url = reverse("reviews:ranking_promote", args=[ranking.pk])
    rule = {
        "to_round": final.pk,
        "mode": "count",
        "value": "2",
        "base": "attended",
        "rounding": "half_up",
        "tie": "break",
        "added": "N-004 主办方推荐。",
    }
    assert desk.get(url).status_code == 200
    assert desk.post(url, {**rule, "added": "N-004"}).status_code == 422
    assert desk.post(url, {**rule, "added": "N-999 没有这个编号。"}).status_code == 422
    look = text_of(desk.post(url, rule))
    assert 'name="confirmed"' in look
    assert "N-004" in look
    assert not Promotion.objects.exists()
    assert desk.post(url, {**rule, "confirmed": "1"}).status_code == 302
    went = RoundEntry.objects.filter(round=final).values_list("submission__number", flat=True)
    assert set(went) == {"N-001", "N-002", "N-004"}
    ledger = text_of(desk.get(reverse("reviews:promotion_list"), {"round": ranking.round_id}))
    assert "主办方推荐。" in ledger
    assert desk.get(reverse("reviews:promotion_export"), {"round": ranking.round_id}).status_code == 200
    back = reverse("reviews:ranking_take_back", args=[ranking.pk])
    assert desk.get(back).status_code == 200
    assert desk.post(back).status_code == 422
    assert desk.post(back, {"reason": "晋级规则有误。"}).status_code == 302
    assert not RoundEntry.objects.filter(round=final).exists()


def test_a_plan_is_made_looked_at_applied_and_taken_back(desk: Client, staff: Actor):
    ranking = adopted(staff)
    call = ranking.round.call
    assert reverse("reviews:awardplan_create") in text_of(desk.get(reverse("reviews:call_setup", args=[call.pk])))
    made = desk.post(
        reverse("reviews:awardplan_create"),
        {
            "call": call.pk,
            "kind": "team",
            "source": "ranking",
            "round": ranking.round_id,
            "base": "attended",
            "rounding": "half_up",
            "tie": "break",
            "shortfall": "leave",
        },
    )
    assert made.status_code == 302, text_of(made)
    plan = call.award_plans.get()
    prize = PrizeFactory(call=call, kind="team")
    level = {"plan": plan.pk, "order": 1, "prize": prize.pk, "mode": "ratio", "value": "40"}
    assert desk.post(reverse("reviews:planlevel_create"), level).status_code == 302
    apply = reverse("reviews:awardplan_apply", args=[plan.pk])
    look = text_of(desk.get(apply))
    assert "5 × 40% = 2" in look
    assert not Award.objects.exists()
    assert desk.post(apply).status_code == 302
    assert set(Award.objects.values_list("submission__number", flat=True)) == {"N-001", "N-002"}
    award = Award.objects.first()
    assert award is not None
    assert str(plan) in text_of(desk.get(award.get_absolute_url()))
    assert desk.get(plan.get_absolute_url()).status_code == 200
    back = reverse("reviews:awardplan_take_back", args=[plan.pk])
    assert desk.post(back).status_code == 422
    assert desk.post(back, {"reason": "复核后重排。"}).status_code == 302
    assert not Award.objects.exists()


def test_a_blocked_plan_says_which_tie_waits(desk: Client, staff: Actor):
    ranking = adopted(staff, TIED)
    plan = plan_of(ranking.round, [("count", "2")])
    look = text_of(desk.get(reverse("reviews:awardplan_apply", args=[plan.pk])))
    assert "N-002" in look
    answer = desk.post(reverse("reviews:awardplan_apply", args=[plan.pk]), follow=True)
    assert "N-002 = N-003" in text_of(answer)
    assert not Award.objects.exists()


def test_sheets_and_results_are_downloaded_and_agree(desk: Client, staff: Actor):
    ranking = adopted(staff)
    sheets = desk.get(reverse("reviews:round_sheets", args=[ranking.round_id]))
    results = desk.get(reverse("reviews:round_result_file", args=[ranking.round_id]))
    assert "attachment" in sheets["Content-Disposition"]
    told = {row["entry"]: row["rank"] for row in json.loads(results.content)["tracks"][0]["rows"]}
    assert told == dict(ranking.rows.values_list("submission__number", "rank"))
    for role in (Role.SCHOOL_ADMINISTRATOR, Role.REVIEWER, Role.SYSTEM_ADMINISTRATOR):
        client = client_of(make_actor(role))
        assert client.get(reverse("reviews:round_sheets", args=[ranking.round_id])).status_code == 403


def test_the_rows_are_listed_filtered_and_exported(desk: Client, staff: Actor):
    ranking = adopted(staff, TIED)
    page = text_of(desk.get(reverse("reviews:rankingrow_list"), {"ranking": ranking.pk, "flag": "tie"}))
    assert "N-002" in page
    assert "N-001" not in page
    answer = desk.get(reverse("reviews:rankingrow_export"), {"ranking": ranking.pk})
    assert answer["Content-Type"].startswith("application/vnd")


@pytest.mark.parametrize("count", [3, 50])
def test_pages_ask_the_same_number_of_questions(
    desk: Client, staff: Actor, count: int, django_assert_max_num_queries: Any
):
    ranking = adopted(staff, falling(count))
    for url in (
        ranking.get_absolute_url(),
        f"{reverse('reviews:rankingrow_list')}?ranking={ranking.pk}",
        reverse("reviews:promotion_list"),
    ):
        desk.get(url)
        with django_assert_max_num_queries(12):
            assert desk.get(url).status_code == 200
