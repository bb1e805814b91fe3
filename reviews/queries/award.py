"""Read awards. Functions named ``*_of`` work in system scope: figures count all rows; pages add ``visible_to``."""

from typing import Any

from django.db.models import Count, Q

from reviews.enums import AwardState, PrizeKind
from reviews.models import Award, Call, Prize


def awards_of(
    call: Call | int,
    *,
    kind: PrizeKind | str = "",
    track_code: str = "",
    prize_code: str = "",
    order: int | None = None,
) -> Any:
    """Return a call's final awards, in system scope; by kind, track of the submission, prize or rank of the level."""
    rows = Award.objects.filter(prize__call=call).final()
    if kind:
        rows = rows.filter(prize__kind=kind)
    if track_code:
        rows = rows.filter(submission__track__code=track_code)
    if prize_code:
        rows = rows.filter(prize__code=prize_code)
    if order is not None:
        rows = rows.filter(prize__order=order)
    return rows


def prizes_with_counts(call: Call) -> Any:
    """Return a call's prizes with the number of their standing awards as ``award_count``."""
    standing = Count("awards", filter=~Q(awards__state=AwardState.REVOKED))
    return Prize.objects.filter(call=call).select_related("track").annotate(award_count=standing)


def standing_awards(submission_id: int) -> Any:
    """Return the awards of a submission that are proposed or final."""
    return Award.objects.filter(submission_id=submission_id).exclude(state=AwardState.REVOKED)
