"""Schools of a call by what they achieved, for prizes to organizations; and what a plan's levels are called."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count

from association.models import Organization
from reviews.enums import AwardState, PlanSource, PrizeKind
from reviews.models import Award, AwardPlan, PlanLevel, Submission


def count_by_school(plan: AwardPlan) -> dict[str, int]:
    """Return the number of awards, or of entries received, of each school by its key as text.

    Prizes to organizations themselves are not counted, nor what was revoked. A plan of a track counts in that track.
    """
    if plan.source == PlanSource.SCHOOL_AWARDS:
        awards = Award.objects.filter(prize__call=plan.call_id, submission__organization__isnull=False)
        awards = awards.exclude(state=AwardState.REVOKED).exclude(kind=PrizeKind.UNIT)
        if plan.track_id:
            awards = awards.filter(submission__track=plan.track_id)
        rows = awards.order_by().values("submission__organization_id").annotate(count=Count("pk"))
        return {str(row["submission__organization_id"]): row["count"] for row in rows}
    sent = taking_part(plan).order_by().values("organization_id").annotate(count=Count("pk"))
    return {str(row["organization_id"]): row["count"] for row in sent}


def taking_part(plan: AwardPlan) -> Any:
    """Return the submissions of a plan's call and track that take part and come from an organization."""
    rows = Submission.objects.filter(call=plan.call_id, organization__isnull=False).taking_part()
    return rows.filter(track=plan.track_id) if plan.track_id else rows


def first_of_school(plan: AwardPlan) -> dict[str, Submission]:
    """Return one submission of each school, the first by number: an award always stands beside a submission."""
    found: dict[str, Submission] = {}
    for submission in taking_part(plan).select_related("call").defer("dossier").order_by("number", "pk"):
        found.setdefault(str(submission.organization_id), submission)
    return found


def school_names(keys: Iterable[str]) -> dict[str, str]:
    """Return the names of schools by their keys as text."""
    rows = Organization.objects.filter(pk__in=[int(key) for key in keys]).values_list("pk", "name")
    return {str(pk): name for pk, name in rows}


def level_names(plan: AwardPlan) -> dict[str, str]:
    """Return the names of a plan's prizes by their codes."""
    rows = PlanLevel.objects.filter(plan=plan).order_by("order", "id")
    return dict(rows.values_list("prize__code", "prize__name"))
