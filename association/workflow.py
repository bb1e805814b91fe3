"""The secretariat's procedures as transition tables; ``advance()`` moves along them and nothing else does."""

from django.utils.translation import gettext_lazy as _

from association.enums import ActivityState, AgreementState, CertificateState, PairState, PublicationState
from office.workflow import Transition, chain

ACTIVITY = chain(
    "activity",
    Transition("hold", (ActivityState.PLANNED,), ActivityState.HELD, _("Mark as held")),
    Transition(
        "cancel",
        (ActivityState.PLANNED,),
        ActivityState.CANCELED,
        _("Cancel activity"),
        reason_required=True,
        confirm=True,
        tone="danger",
    ),
    Transition(
        "replan",
        (ActivityState.HELD, ActivityState.CANCELED),
        ActivityState.PLANNED,
        _("Back to planned"),
        reason_required=True,
        confirm=True,
        tone="quiet",
    ),
)

VISIT = chain(
    "visit",
    Transition("hold", (ActivityState.PLANNED,), ActivityState.HELD, _("Mark as held")),
    Transition(
        "cancel",
        (ActivityState.PLANNED,),
        ActivityState.CANCELED,
        _("Cancel visit"),
        reason_required=True,
        confirm=True,
        tone="danger",
    ),
    Transition(
        "replan",
        (ActivityState.HELD, ActivityState.CANCELED),
        ActivityState.PLANNED,
        _("Back to planned"),
        reason_required=True,
        confirm=True,
        tone="quiet",
    ),
)

AGREEMENT = chain(
    "agreement",
    Transition("sign", (AgreementState.DRAFTED,), AgreementState.SIGNED, _("Record signing"), confirm=True),
    Transition(
        "end",
        (AgreementState.SIGNED,),
        AgreementState.ENDED,
        _("End agreement"),
        reason_required=True,
        confirm=True,
        tone="danger",
    ),
)

DUPLICATE = chain(
    "duplicate",
    Transition("keep_apart", (PairState.OPEN,), PairState.DIFFERENT, _("Not the same")),
    Transition("reopen", (PairState.DIFFERENT,), PairState.OPEN, _("Decide again")),
)

# Merging moves a pair by itself, whatever was decided before (association/domain/merge.py).
DUPLICATE_MERGE = chain(
    "duplicate_merge",
    Transition("merge", (PairState.OPEN, PairState.DIFFERENT), PairState.MERGED, _("Merge")),
    Transition("undo_merge", (PairState.MERGED,), PairState.OPEN, _("Undo the merge")),
)

PUBLICATION = chain(
    "publication",
    Transition("edit", (PublicationState.PLANNED,), PublicationState.EDITING, _("Start editing")),
    Transition(
        "publish",
        (PublicationState.PLANNED, PublicationState.EDITING),
        PublicationState.PUBLISHED,
        _("Record publication"),
        confirm=True,
    ),
    Transition(
        "withdraw",
        (PublicationState.PUBLISHED,),
        PublicationState.EDITING,
        _("Back to editing"),
        reason_required=True,
        confirm=True,
        tone="danger",
    ),
)

CERTIFICATE = chain(
    "certificate",
    Transition(
        "revoke_certificate",
        (CertificateState.ISSUED,),
        CertificateState.REVOKED,
        _("Revoke certificate"),
        reason_required=True,
        confirm=True,
        tone="danger",
    ),
    # Its person bears another name now, and the paper is to stay as it is: decided for that name alone.
    Transition(
        "keep_name",
        (CertificateState.ISSUED,),
        CertificateState.ISSUED,
        _("Keep the sheet as printed"),
        reason_required=True,
        confirm=True,
        tone="quiet",
    ),
    # The effect of issuing the corrected certificate, never an act of its own.
    Transition("supersede_certificate", (CertificateState.ISSUED,), CertificateState.SUPERSEDED, reason_required=True),
)
