"""The rules of a call as plain data, kept with the call when it closes and when it is decided.

What is kept here is never read back into tables: it is what a later reader holds the results against.
"""

from typing import Any

from django.utils import timezone

from reviews.models import AwardPlan, Call, Criterion, FormVersion, PlanLevel, Prize, QuotaRule, Round, Rubric, Track

RULE_SET_VERSION = 1


def freeze_rules(call: Call, *, act: str) -> dict[str, Any]:
    """Return time limits, entry forms, tracks, prizes, rounds and rubrics of a call as they stand now."""
    return {
        "version": RULE_SET_VERSION,
        "act": act,
        "kept_at": timezone.now().isoformat(timespec="seconds"),
        "call": {
            "title": call.title,
            "basis": call.basis,
            "notice": call.notice,
            "opens_at": instant(call.opens_at),
            "closes_at": instant(call.closes_at),
            "grace_minutes": call.grace_minutes,
        },
        "forms": [
            {"number": form.number, "published_at": instant(form.published_at), "questions": form.fields}
            for form in FormVersion.objects.filter(call=call).published().order_by("number")
        ],
        "tracks": list(Track.objects.filter(call=call).order_by("order", "id").values("code", "name", "school_level")),
        "prizes": [
            {
                "kind": prize.kind,
                "code": prize.code,
                "name": prize.name,
                "track": prize.track.name if prize.track else "",
                "order": prize.order,
                "stated": str(prize.nominal or ""),
            }
            for prize in Prize.objects.filter(call=call).select_related("track").order_by("kind", "order", "id")
        ],
        "rounds": [freeze_round(round_) for round_ in Round.objects.filter(call=call).order_by("order")],
        "quotas": [
            {"track": rule.track.name if rule.track else "", "scope": rule.scope, "maximum": rule.maximum}
            for rule in QuotaRule.objects.filter(call=call).select_related("track").order_by("pk")
        ],
        "plans": [freeze_plan(plan) for plan in AwardPlan.objects.filter(call=call).select_related("track", "round")],
    }


def freeze_plan(plan: AwardPlan) -> dict[str, Any]:
    """Return how many prizes of which level a plan gives."""
    return {
        "track": plan.track.name if plan.track else "",
        "kind": plan.kind,
        "source": plan.source,
        "round": plan.round.name if plan.round else "",
        "base": plan.base,
        "rounding": plan.rounding,
        "tie": plan.tie,
        "shortfall": plan.shortfall,
        "school_cap": plan.school_cap,
        "levels": [
            {"prize": level.prize.name, "mode": level.mode, "value": str(level.value)}
            for level in PlanLevel.objects.filter(plan=plan).select_related("prize").order_by("order")
        ],
    }


def freeze_round(round_: Round) -> dict[str, Any]:
    """Return how a round is judged, with its rubrics."""
    rubrics = Rubric.objects.filter(round=round_).select_related("track").order_by("track__order", "id")
    return {
        "order": round_.order,
        "name": round_.name,
        "kind": round_.kind,
        "opens_at": instant(round_.opens_at),
        "closes_at": instant(round_.closes_at),
        "blind": round_.blind,
        "readers": round_.readers,
        "conflict_years": round_.conflict_years,
        "method": round_.method,
        "places": round_.places,
        "tie_chain": round_.tie_chain,
        "rubrics": [
            {
                "track": rubric.track.name if rubric.track else "",
                "note": rubric.note,
                "criteria": [
                    freeze_criterion(row) for row in Criterion.objects.filter(rubric=rubric).order_by("order")
                ],
            }
            for rubric in rubrics
        ],
    }


def freeze_criterion(row: Criterion) -> dict[str, Any]:
    """Return one line of a rubric."""
    return {
        "code": row.code,
        "name": row.name,
        "description": row.description,
        "points": str(row.points),
        "step": str(row.step),
        "levels": row.levels,
    }


def instant(value: Any) -> str | None:
    """Return an instant as text with its zone, None for none."""
    return value.isoformat() if value else None
