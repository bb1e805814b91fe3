"""Rows behind the figures of a call for papers, in system scope."""

from typing import Any

from research.models import Paper
from reviews.enums import RECEIVED_STATES, CallKind, PrizeKind
from reviews.models import Call
from reviews.queries.award import awards_of
from reviews.queries.call import calls_of


def paper_calls_of(*, body_id: int, year: int) -> Any:
    """Return a body's calls for papers of a year, in system scope."""
    return calls_of(body_id=body_id, year=year, kind=CallKind.PAPER)


def papers_of(call: Call | int, *, track_code: str = "") -> Any:
    """Return the papers received by a call, in system scope."""
    rows = Paper.objects.filter(submission__call=call, submission__state__in=RECEIVED_STATES)
    return rows.filter(submission__track__code=track_code) if track_code else rows


def paper_awards_of(call: Call | int, *, track_code: str = "", prize_code: str = "", order: int | None = None) -> Any:
    """Return the final prizes for papers of a call, in system scope."""
    return awards_of(call, kind=PrizeKind.PAPER, track_code=track_code, prize_code=prize_code, order=order)
