"""A group's annual review as a transition table."""

from django.utils.translation import gettext_lazy as _

from groups.enums import AnnualReviewState
from office.workflow import Transition, chain

ANNUAL_REVIEW = chain(
    "annual_review",
    Transition("submit", (AnnualReviewState.PLANNED,), AnnualReviewState.SUBMITTED, _("Submit"), confirm=True),
    Transition(
        "finish_review",
        (AnnualReviewState.PLANNED, AnnualReviewState.SUBMITTED),
        AnnualReviewState.REVIEWED,
        _("Finish review"),
        confirm=True,
    ),
    Transition(
        "send_back",
        (AnnualReviewState.SUBMITTED,),
        AnnualReviewState.PLANNED,
        _("Send back"),
        reason_required=True,
        confirm=True,
        tone="danger",
    ),
    Transition(
        "reopen_review",
        (AnnualReviewState.REVIEWED,),
        AnnualReviewState.SUBMITTED,
        _("Reopen review"),
        reason_required=True,
        confirm=True,
        tone="danger",
    ),
)
