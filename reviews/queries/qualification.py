"""What waits for the qualification check: entries that have come in and are neither accepted nor rejected."""

from typing import Any

from django.db.models import Count, Exists, OuterRef, Subquery

from office.actor import Actor
from reviews.enums import CallState, SubmissionState
from reviews.models import Call, Submission


def waiting_rows(actor: Actor, *, call_id: int | None = None) -> Any:
    """Return the entries to check, of one call or all that are not decided, in the order of their arrival."""
    rows = Submission.objects.visible_to(actor).filter(
        state=SubmissionState.SUBMITTED, call__state__in=[CallState.OPEN, CallState.CLOSED]
    )
    if call_id is not None:
        rows = rows.filter(call_id=call_id)
    return rows.order_by("submitted_at", "pk")


def next_waiting(submission: Submission, actor: Actor) -> Any:
    """Return the next entry to check of the same call: the one after this, else the first that waits, else None.

    It comes with ``left``, how many wait in the call, this one counted where it waits.
    """
    waiting = waiting_rows(actor, call_id=submission.call_id)
    counted = waiting.order_by().values("call_id").annotate(number=Count("pk")).values("number")
    rows = waiting.exclude(pk=submission.pk).annotate(left=Subquery(counted)).defer("dossier", "answers")
    at = submission.submitted_at
    later = rows.filter(submitted_at__gte=at).exclude(submitted_at=at, pk__lt=submission.pk) if at else rows
    return later.first() or rows.first()


def calls_that_wait(actor: Actor) -> Any:
    """Return the calls in which something waits to be checked."""
    waiting = waiting_rows(actor).order_by().filter(call=OuterRef("pk"))
    return Call.objects.filter(Exists(waiting)).select_related("body").order_by("-year", "-id")
