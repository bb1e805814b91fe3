"""Open work of the review engine: drafts, and what has come in and is not decided yet."""

from django.utils.translation import gettext as _

from office.handover import OpenWork, visible_rows
from reviews.enums import UNSENT_STATES, CallState, SubmissionState
from reviews.models import Submission

OPEN_STATES = (*UNSENT_STATES, SubmissionState.SUBMITTED)


def open_work() -> list[OpenWork]:
    """Return the submissions that somebody still has to finish or to answer for."""
    rows = Submission.objects.filter(state__in=OPEN_STATES).exclude(call__state=CallState.DECIDED)
    return [OpenWork("reviews.submission", _("Drafts and submissions under way"), rows, "submitted_by", visible_rows)]
