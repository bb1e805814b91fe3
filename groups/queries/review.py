"""Rows behind the figures of groups: annual reviews and recommendations, in system scope."""

from typing import Any

from groups.enums import AnnualReviewState, RecommendationAct, RecommendationLevel
from groups.models import AnnualReview, Group, GroupMember, Recommendation


def finished_reviews_of(year: int) -> Any:
    """Return the annual reviews of a year that are finished, in system scope."""
    return AnnualReview.objects.filter(year=year, state=AnnualReviewState.REVIEWED)


def open_reviews_of(year: int) -> Any:
    """Return the annual reviews of a year that are not finished, in system scope."""
    return AnnualReview.objects.filter(year=year).exclude(state=AnnualReviewState.REVIEWED)


def recommendations_of(year: int, *, level: RecommendationLevel | str = "", act: RecommendationAct | str = "") -> Any:
    """Return what was selected or recommended in a year, in system scope."""
    rows = Recommendation.objects.filter(year=year)
    if level:
        rows = rows.filter(level=level)
    return rows.filter(act=act) if act else rows


def members_of(group: Group | int) -> Any:
    """Return the present members of a group, in system scope."""
    return GroupMember.objects.filter(group=group, until__isnull=True)
