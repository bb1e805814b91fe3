"""The review engine's procedures as transition tables; ``advance()`` moves along them and nothing else does."""

from django.utils.translation import gettext_lazy as _

from office.workflow import Transition, chain
from reviews.enums import (
    STANDING_ASSIGNMENTS,
    STANDING_NOTICE_STATES,
    UNSENT_STATES,
    AssignmentState,
    AwardState,
    BatchState,
    CallState,
    ChangeState,
    ConflictState,
    CopyState,
    FeeState,
    MemberState,
    NoticeState,
    ObjectionState,
    PaperState,
    RankingState,
    RecheckState,
    ReturnState,
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
    Transition("hand_to_school", (SubmissionState.DRAFTED,), SubmissionState.OFFERED, _("Hand to the school")),
    Transition("submit", UNSENT_STATES, SubmissionState.SUBMITTED, _("Submit"), confirm=True),
    Transition(
        "return_to_author",
        (SubmissionState.OFFERED,),
        SubmissionState.DRAFTED,
        _("Return to its author"),
        reason_required=True,
        confirm=True,
        tone="danger",
    ),
    Transition(
        "take_from_school",
        (SubmissionState.OFFERED,),
        SubmissionState.DRAFTED,
        _("Take back from the school"),
        confirm=True,
        tone="quiet",
    ),
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
        (*UNSENT_STATES, SubmissionState.SUBMITTED),
        SubmissionState.WITHDRAWN,
        _("Withdraw"),
        reason_required=True,
        confirm=True,
        tone="danger",
    ),
    # Only on a granted request of the school (domain/change_request.py): nobody's button.
    Transition(
        "withdraw_late",
        (SubmissionState.SUBMITTED, SubmissionState.ACCEPTED),
        SubmissionState.WITHDRAWN,
        _("Withdraw on request"),
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

RANKING = chain(
    "ranking",
    Transition(
        "adopt_ranking",
        (RankingState.COMPUTED, RankingState.SUPERSEDED),
        RankingState.ADOPTED,
        _("Adopt ranking"),
        confirm=True,
    ),
    # The effect of adopting another version, never an act of its own.
    Transition("supersede_ranking", (RankingState.ADOPTED,), RankingState.SUPERSEDED),
)

NOTICE = chain(
    "notice",
    Transition("publish_notice", (NoticeState.DRAFTED,), NoticeState.PUBLISHED, _("Publish the notice"), confirm=True),
    Transition("close_notice", (NoticeState.PUBLISHED,), NoticeState.CLOSED, _("Close the window"), confirm=True),
    Transition("finalize_notice", (NoticeState.CLOSED,), NoticeState.FINAL, _("Make the awards final"), confirm=True),
    # The effect of publishing the corrected version, never an act of its own.
    Transition("supersede_notice", STANDING_NOTICE_STATES, NoticeState.SUPERSEDED),
)

OBJECTION = chain(
    "objection",
    Transition("accept_objection", (ObjectionState.FILED,), ObjectionState.ACCEPTED, _("Accept for examination")),
    Transition(
        "refuse_late",
        (ObjectionState.FILED,),
        ObjectionState.LATE,
        _("Refuse as too late"),
        confirm=True,
        tone="danger",
    ),
    Transition("examine", (ObjectionState.ACCEPTED,), ObjectionState.INVESTIGATING, _("Begin the examination")),
    Transition(
        "uphold",
        (ObjectionState.INVESTIGATING,),
        ObjectionState.UPHELD,
        _("Uphold"),
        reason_required=True,
        confirm=True,
    ),
    Transition(
        "dismiss",
        (ObjectionState.INVESTIGATING,),
        ObjectionState.DISMISSED,
        _("Dismiss"),
        reason_required=True,
        confirm=True,
        tone="danger",
    ),
    Transition(
        "apply_objection",
        (ObjectionState.UPHELD,),
        ObjectionState.APPLIED,
        _("Record as carried out"),
        reason_required=True,
        confirm=True,
    ),
)

RECHECK = chain(
    "recheck",
    Transition("apply_recheck", (RecheckState.OPEN,), RecheckState.APPLIED, _("Apply the new result"), confirm=True),
    Transition(
        "cancel_recheck",
        (RecheckState.OPEN,),
        RecheckState.CANCELED,
        _("Cancel the recheck"),
        reason_required=True,
        confirm=True,
        tone="danger",
    ),
)

PANEL_MEMBER = chain(
    "panel_member",
    Transition("accept_place", (MemberState.INVITED,), MemberState.ACCEPTED),
    Transition(
        "decline_place", (MemberState.INVITED,), MemberState.DECLINED, _("Note a refusal"), confirm=True, tone="danger"
    ),
    Transition(
        "withdraw_member",
        (MemberState.INVITED, MemberState.ACCEPTED),
        MemberState.WITHDRAWN,
        _("Take off the panel"),
        reason_required=True,
        confirm=True,
        tone="danger",
    ),
    Transition("ask_again", (MemberState.DECLINED, MemberState.WITHDRAWN), MemberState.INVITED),
)

CONFLICT = chain(
    "conflict",
    Transition(
        "dismiss_conflict",
        (ConflictState.STANDING,),
        ConflictState.DISMISSED,
        _("Dismiss"),
        reason_required=True,
        confirm=True,
        tone="danger",
    ),
    Transition("state_again", (ConflictState.DISMISSED, ConflictState.LAPSED), ConflictState.STANDING),
)

SHEET_RETURN = chain(
    "sheet_return",
    Transition("confirm_return", (ReturnState.ASKED,), ReturnState.CONFIRMED, _("Confirm the return"), confirm=True),
    Transition(
        "drop_return", (ReturnState.ASKED,), ReturnState.DROPPED, _("Do not return"), reason_required=True, confirm=True
    ),
)

PAPER_SHEET = chain(
    "paper_sheet",
    Transition("check_paper", (PaperState.ENTERED,), PaperState.CHECKED, _("Check the paper sheet")),
)

CHANGE_REQUEST = chain(
    "change_request",
    Transition("approve_change", (ChangeState.FILED,), ChangeState.APPROVED, _("Approve and apply"), confirm=True),
    Transition(
        "refuse_change",
        (ChangeState.FILED,),
        ChangeState.REFUSED,
        _("Refuse the request"),
        reason_required=True,
        confirm=True,
        tone="danger",
    ),
    Transition("recall_change", (ChangeState.FILED,), ChangeState.RECALLED, _("Take the request back"), confirm=True),
)

FEE_LIST = chain(
    "fee_list",
    Transition("check_fees", (FeeState.DRAFTED,), FeeState.CHECKED, _("Check and hand on"), confirm=True),
    Transition("approve_fees", (FeeState.CHECKED,), FeeState.APPROVED, _("Approve fees"), confirm=True),
    Transition(
        "return_fees",
        (FeeState.CHECKED, FeeState.APPROVED),
        FeeState.DRAFTED,
        _("Return for correction"),
        reason_required=True,
        confirm=True,
        tone="danger",
    ),
    Transition("pay_fees", (FeeState.APPROVED,), FeeState.PAID, _("Record payment"), confirm=True),
)
