"""Read submissions. Functions named ``*_of`` work in system scope: figures count all rows; pages add ``visible_to``."""

from typing import Any

from association.models import Organization
from reviews.models import Call, Participant, Round, RoundEntry, Submission


def submissions_of(call: Call | int, *, track_code: str = "") -> Any:
    """Return what a call received (submitted, accepted, rejected), in system scope, of one track when named."""
    rows = Submission.objects.filter(call=call).received()
    return rows.filter(track__code=track_code) if track_code else rows


def finalists_of(call: Call | int, *, track_code: str = "", round_order: int | None = None) -> Any:
    """Return the places in a call's round (its last one unless its order is named), in system scope."""
    rows = RoundEntry.objects.filter(round__call=call)
    if round_order is None:
        last = Round.objects.filter(call=call).order_by("-order")
        rows = rows.filter(round__in=last.values("pk")[:1])
    else:
        rows = rows.filter(round__order=round_order)
    return rows.filter(submission__track__code=track_code) if track_code else rows


def organizations_of(submissions: Any) -> Any:
    """Return the organizations behind a queryset of submissions, each once."""
    return Organization.objects.filter(pk__in=submissions.order_by().values("organization_id"))


def participants_of(submission: Submission) -> Any:
    """Return a submission's participants in the order of the certificate."""
    return Participant.objects.filter(submission=submission).select_related("organization").order_by("order", "id")
