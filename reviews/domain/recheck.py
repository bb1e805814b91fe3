"""Recheck a result: compute it anew, show what would change, then apply or cancel."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.record import create_record
from office.domain.transition import advance
from office.workflow import refuse_unless
from reviews.domain.award_plan import apply_award_plan, preview_track, take_back_awards
from reviews.domain.finality import check_may_change_awards
from reviews.domain.ranking import adopt_ranking, compute_ranking
from reviews.domain.telling import tell_staff
from reviews.enums import AwardState, PlanSource, RankingState, RecheckState
from reviews.methods.comparison import compare_levels, compare_ranks
from reviews.models import Award, AwardPlan, Ranking, Recheck
from reviews.workflow import RECHECK

MESSAGE_KIND = "recheck"


def start_recheck(ranking: Ranking, *, actor: Actor, reason: str) -> Recheck:
    """Compute the track of an adopted ranking anew and set both side by side; nothing changes yet.

    Refused without a reason, for what is not adopted, and where sheets and rules give the same result.
    """
    refuse_unless(bool(reason.strip()), _("Give a reason for this act."))
    refuse_unless(ranking.state == RankingState.ADOPTED, _("Only an adopted ranking is rechecked."))
    reason = reason.strip()[:200]
    with transaction.atomic():
        found = compute_ranking(ranking.round, actor=actor, reason=reason)
        after = next((one for one in found if one.track_id == ranking.track_id), None)
        refuse_unless(
            after is not None and after.pk != ranking.pk,
            _("Scores and rules are the same as before: so is the result."),
        )
        assert after is not None  # refused above
        recheck = Recheck(
            call=ranking.round.call,
            before=ranking,
            after=after,
            reason=reason,
            comparison=compare_rankings(ranking, after),
        )
        create_record(recheck, actor=actor)
        tell_begun(recheck, actor=actor)
    return recheck


def tell_begun(recheck: Recheck, *, actor: Actor) -> None:
    """Tell the secretariat that a recheck waits to be applied or canceled."""
    call = recheck.call
    tell_staff(
        call.pk,
        kind=MESSAGE_KIND,
        subject=f"复核待处理：{call.title}",
        text=f"“{call.title}”{recheck.before.round.name}的排名已重新计算，请对照后采用或取消。\n说明：{recheck.reason}",
        about=recheck,
        actor=actor,
    )


def compare_rankings(before: Ranking, after: Ranking) -> dict[str, Any]:
    """Return what differs between two rankings of a track: ranks, and the levels that each prize plan would give."""
    plans = [compare_plan(plan, before, after) for plan in plans_on(before)]
    return {**compare_ranks(ranks_of(before), ranks_of(after)), "plans": plans}


def ranks_of(ranking: Ranking) -> dict[str, int | None]:
    """Return the rank of each entry by its number."""
    return dict(ranking.rows.values_list("submission__number", "rank"))


def plans_on(ranking: Ranking) -> list[AwardPlan]:
    """Return the prize plans that give by a ranking: those of its track, and of a kind without one those of all."""
    rows = list(AwardPlan.objects.filter(round=ranking.round_id, source=PlanSource.RANKING, levels__isnull=False))
    own = {plan.kind for plan in rows if plan.track_id == ranking.track_id and plan.track_id}
    fitting = {plan.pk: plan for plan in rows if plan.track_id == ranking.track_id or plan.kind not in own}
    return [plan for plan in fitting.values() if plan.track_id in {None, ranking.track_id}]


def compare_plan(plan: AwardPlan, before: Ranking, after: Ranking) -> dict[str, Any]:
    """Return how the levels of one plan would move, and the ties that would have to be decided."""
    old, new = preview_track(plan, before).outcome, preview_track(plan, after).outcome
    levels = plan.levels.select_related("prize").order_by("order", "pk")
    return {
        "plan": plan.pk,
        "kind": plan.kind,
        "levels": [[level.prize.code, level.prize.name] for level in levels],
        "undecided": [list(group) for group in new.undecided],
        **compare_levels(
            {one.entry: one.level for one in old.decisions}, {one.entry: one.level for one in new.decisions}
        ),
    }


def apply_recheck(recheck: Recheck, *, actor: Actor, reason: str = "") -> Recheck:
    """Adopt the new result and give the proposed awards of its plans anew, all in one transaction.

    Refused when another result has been adopted meanwhile, while published awards have no correction in preparation,
    and while final awards of a plan that changes stand: those are revoked one by one, by the head.
    """
    before, after = recheck.before, recheck.after
    why = reason.strip() or recheck.reason
    if recheck.state == RecheckState.OPEN:
        refuse_unless(
            before.state == RankingState.ADOPTED, _("Another result has been adopted meanwhile. Cancel this recheck.")
        )
    standing = [
        plan for plan in plans_on(before) if Award.objects.filter(plan=plan).exclude(state=AwardState.REVOKED).exists()
    ]
    if standing:
        check_may_change_awards(recheck.call)
        final = Award.objects.filter(plan__in=standing, state=AwardState.FINAL)
        refuse_unless(
            not final.exists(), _("%(count)s awards are final. Revoke them first.") % {"count": final.count()}
        )
    with transaction.atomic():
        advance(recheck, "apply_recheck", actor=actor, workflow=RECHECK, reason=why)
        for plan in standing:
            take_back_awards(plan, actor=actor, reason=why)
        adopt_ranking(after, actor=actor, reason=why)
        for plan in standing:
            apply_award_plan(plan, actor=actor, reason=why)
    return recheck


def cancel_recheck(recheck: Recheck, *, actor: Actor, reason: str = "") -> Recheck:
    """Leave the adopted result as it is; the computed one stays readable beside it."""
    advance(recheck, "cancel_recheck", actor=actor, workflow=RECHECK, reason=reason)
    return recheck


RECHECK_ACTS = {"apply_recheck": apply_recheck, "cancel_recheck": cancel_recheck}
