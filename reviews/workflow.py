"""The review engine's procedures as transition tables; ``advance()`` moves along them and nothing else does."""

from django.utils.translation import gettext_lazy as _

from office.workflow import Transition, chain
from reviews.enums import (
    STANDING_ASSIGNMENTS,
    AssignmentState,
    AwardState,
    BatchState,
    CallState,
    CopyState,
    RoundState,
    SheetState,
    SubmissionState,
)

CALL = chain(
    "call",
    Transition("publish_call", (CallState.DRAFTED,), CallState.OPEN, _("Publish call")),
    Transition("close_call", (CallState.OPEN,), CallState.CLOSED, _("Close call"), confirm=True),
    Transition("decide_call", (CallState.CLOSED,), CallState.DECIDED, _("Decide call"), confirm=True),
    Transition(
        "reopen_call",
        (CallState.CLOSED,),
        CallState.OPEN,
        _("Reopen call"),
        reason_required=True,
        confirm=True,
        tone="danger",
    ),
    Transition(
        "withdraw_call",
        (CallState.OPEN,),
        CallState.DRAFTED,
        _("Withdraw call"),
        reason_required=True,
        confirm=True,
        tone="danger",
    ),
    Transition(
        "reopen_decision",
        (CallState.DECIDED,),
        CallState.CLOSED,
        _("Reopen decision"),
        reason_required=True,
        confirm=True,
        tone="danger",
    ),
)

SUBMISSION = chain(
    "submission",
    Transition("submit", (SubmissionState.DRAFTED,), SubmissionState.SUBMITTED, _("Submit"), confirm=True),
    Transition("accept", (SubmissionState.SUBMITTED,), SubmissionState.ACCEPTED, _("Accept")),
    Transition(
        "send_back",
        (SubmissionState.SUBMITTED,),
        SubmissionState.DRAFTED,
        _("Send back"),
        reason_required=True,
        confirm=True,
        tone="danger",
    ),
    Transition(
        "reject",
        (SubmissionState.SUBMITTED,),
        SubmissionState.REJECTED,
        _("Reject"),
        reason_required=True,
        confirm=True,
        tone="danger",
    ),
    Transition(
        "reconsider",
        (SubmissionState.ACCEPTED, SubmissionState.REJECTED),
        SubmissionState.SUBMITTED,
        _("Reconsider"),
        reason_required=True,
        confirm=True,
        tone="danger",
    ),
    Transition(
        "withdraw",
        (SubmissionState.DRAFTED, SubmissionState.SUBMITTED),
        SubmissionState.WITHDRAWN,
        _("Withdraw"),
        reason_required=True,
        confirm=True,
        tone="danger",
    ),
)

AWARD = chain(
    "award",
    Transition("confirm_award", (AwardState.PROPOSED,), AwardState.FINAL, _("Confirm award"), confirm=True),
    Transition(
        "revoke_award",
        (AwardState.FINAL,),
        AwardState.REVOKED,
        _("Revoke award"),
        reason_required=True,
        confirm=True,
        tone="danger",
    ),
)

ROUND = chain(
    "round",
    Transition("open_scoring", (RoundState.PREPARED,), RoundState.SCORING, _("Open scoring"), confirm=True),
    Transition("close_scoring", (RoundState.SCORING,), RoundState.CLOSED, _("Close scoring"), confirm=True),
    Transition("settle_round", (RoundState.CLOSED,), RoundState.SETTLED, _("Settle result"), confirm=True),
    Transition(
        "reopen_scoring",
        (RoundState.CLOSED,),
        RoundState.SCORING,
        _("Reopen scoring"),
        reason_required=True,
        confirm=True,
        tone="danger",
    ),
    Transition(
        "unsettle_round",
        (RoundState.SETTLED,),
        RoundState.CLOSED,
        _("Take the result back"),
        reason_required=True,
        confirm=True,
        tone="danger",
    ),
)

BATCH = chain(
    "batch",
    Transition("publish_batch", (BatchState.DRAFTED,), BatchState.PUBLISHED, _("Publish assignments"), confirm=True),
    Transition(
        "discard_batch", (BatchState.DRAFTED,), BatchState.UNDONE, _("Discard draft"), confirm=True, tone="danger"
    ),
    Transition(
        "undo_batch",
        (BatchState.PUBLISHED,),
        BatchState.UNDONE,
        _("Undo assignments"),
        reason_required=True,
        confirm=True,
        tone="danger",
    ),
)

ASSIGNMENT = chain(
    "assignment",
    Transition("activate", (AssignmentState.DRAFTED,), AssignmentState.ACTIVE),
    Transition("void", STANDING_ASSIGNMENTS, AssignmentState.VOIDED, reason_required=True),
    Transition("release", STANDING_ASSIGNMENTS, AssignmentState.RELEASED, reason_required=True),
)

SHEET = chain(
    "sheet",
    Transition("submit_sheet", (SheetState.DRAFTED, SheetState.RETURNED), SheetState.SUBMITTED, _("Submit scores")),
    Transition(
        "return_sheet",
        (SheetState.SUBMITTED,),
        SheetState.RETURNED,
        _("Return for correction"),
        reason_required=True,
        confirm=True,
        tone="danger",
    ),
)

COPY = chain(
    "blind_copy",
    Transition(
        "clear_copy",
        (CopyState.FOUND, CopyState.BLOCKED),
        CopyState.CLEARED,
        _("Clear for reviewers"),
        reason_required=True,
        confirm=True,
    ),
    Transition(
        "block_copy",
        (CopyState.FOUND, CopyState.CLEARED, CopyState.WAITING),
        CopyState.BLOCKED,
        _("Keep from reviewers"),
        reason_required=True,
        confirm=True,
        tone="danger",
    ),
)
