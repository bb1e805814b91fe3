"""Keep calls and move them: publish, close, decide, and the ways back."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.record import change_record, create_record, remove_record
from office.domain.transition import advance
from office.workflow import refuse_unless
from reviews.domain.award import confirm_award
from reviews.domain.rule_set import freeze_rules
from reviews.enums import AwardState, CallKind, CallState, SubmissionState
from reviews.models import Award, Call, PublicNotice, Submission
from reviews.queries.public_notice import finality_of
from reviews.workflow import CALL


def create_call(call: Call, *, actor: Actor) -> Call:
    """Store a new call as a draft; raises ``ValidationError`` with field messages."""
    call.state = CallState.DRAFTED
    create_record(call, actor=actor)
    return call


def change_call(call: Call, *, actor: Actor, changes: dict[str, Any], revision: int | None = None) -> Call:
    """Change a call. Body and kind stay once something has been sent in: what was sent in answers that call."""
    moved = [name for name in ("body", "kind") if name in changes and changes[name] != getattr(call, name)]
    if moved:
        sent = Submission.objects.filter(call=call).exists()
        refuse_unless(not sent, _("Something has been sent in to this call: its body and kind cannot change any more."))
    if call.needs_notice and changes.get("needs_notice") is False:
        published = PublicNotice.objects.filter(call=call).exists()
        refuse_unless(not published, _("A public notice of this call exists: its awards stay bound to it."))
    change_record(call, actor=actor, changes=changes, revision=revision)
    return call


def publish_call(call: Call, *, actor: Actor, reason: str = "") -> Call:
    """Open a call to schools; without an opening time it opens now.

    Refused when its closing time has passed: nobody could send anything in. An honor selection (评比表彰) needs the
    document that allows it: selections without one are not permitted, and none may ask a fee.
    """
    now = timezone.now()
    check_basis(call)
    refuse_unless(
        call.closes_at is None or call.closes_at > now or call.year < now.year,
        _("The closing time has passed. Set a later one first."),
    )
    changes = {} if call.opens_at else {"opens_at": now}
    if not call.opens_at and call.closes_at:
        refuse_unless(call.closes_at > now, _("Give the opening time: the closing time has passed."))
    advance(call, "publish_call", actor=actor, workflow=CALL, reason=reason, changes=changes)
    return call


def close_call(call: Call, *, actor: Actor, reason: str = "") -> Call:
    """Close a call: schools can no longer send in; staff may still record what came on paper.

    The rules that applied are kept with the call.
    """
    with transaction.atomic():
        advance(call, "close_call", actor=actor, workflow=CALL, reason=reason)
        keep_rules(call, "close_call")
    return call


def check_basis(call: Call) -> None:
    """Refuse an honor selection without a legal basis (国家对评比达标表彰活动实行目录和审批管理)."""
    refuse_unless(
        call.kind != CallKind.HONOR or bool(call.basis.strip()),
        _("An honor selection needs its basis: name the document that allows it."),
    )


def keep_rules(call: Call, act: str) -> None:
    """Keep the rules with the call as they stand now, beside the move that is in the audit trail."""
    call.rule_set = freeze_rules(call, act=act)
    Call.objects.filter(pk=call.pk).update(rule_set=call.rule_set)


def withdraw_call(call: Call, *, actor: Actor, reason: str = "") -> Call:
    """Take an open call back to a draft; refused once something has been sent in."""
    sent = Submission.objects.filter(call=call).count()
    refuse_unless(
        sent == 0, _("%(count)s submissions hang on this call: it can be closed, not withdrawn.") % {"count": sent}
    )
    advance(call, "withdraw_call", actor=actor, workflow=CALL, reason=reason)
    return call


def reopen_call(call: Call, *, actor: Actor, reason: str = "") -> Call:
    """Open a closed call again; schools may send in when its closing time still lies ahead."""
    advance(call, "reopen_call", actor=actor, workflow=CALL, reason=reason)
    return call


def decide_call(call: Call, *, actor: Actor, reason: str = "") -> Call:
    """Settle a call: every proposed award becomes final, in one transaction.

    Refused while submissions wait for a decision; each proposed award keeps the rules of its own confirmation, and one
    that is refused leaves the whole call as it was. Drafts that were never sent in stay drafts.
    """
    waiting = Submission.objects.filter(call=call, state=SubmissionState.SUBMITTED).count()
    refuse_unless(
        waiting == 0,
        _("%(count)s submissions have been neither accepted nor rejected. Decide them first.") % {"count": waiting},
    )
    with transaction.atomic():
        advance(call, "decide_call", actor=actor, workflow=CALL, reason=reason)
        facts = finality_of(call)
        proposed = Award.objects.filter(prize__call=call, state=AwardState.PROPOSED)
        for award in proposed.select_related("prize__call__body", "prize__track", "submission__organization"):
            confirm_award(award, actor=actor, reason=reason, facts=facts if facts.is_free else None)
        keep_rules(call, "decide_call")
    return call


def reopen_decision(call: Call, *, actor: Actor, reason: str = "") -> Call:
    """Take a decided call back to closed; its final awards stand until each is revoked."""
    advance(call, "reopen_decision", actor=actor, workflow=CALL, reason=reason)
    return call


def remove_call(call: Call, *, actor: Actor, reason: str = "") -> None:
    """Remove a draft call that nothing refers to."""
    refuse_unless(call.state == CallState.DRAFTED, _("Only a draft call can be removed."))
    remove_record(call, actor=actor, reason=reason)


def decision_impact(call: Call) -> dict[str, int]:
    """Count what deciding would do: awards that become final, and what still stands in the way."""
    return {
        "awards": Award.objects.filter(prize__call=call, state=AwardState.PROPOSED).count(),
        "waiting": Submission.objects.filter(call=call, state=SubmissionState.SUBMITTED).count(),
        "drafts": Submission.objects.filter(call=call, state=SubmissionState.DRAFTED).count(),
    }


CALL_ACTS = {
    "publish_call": publish_call,
    "close_call": close_call,
    "decide_call": decide_call,
    "reopen_call": reopen_call,
    "withdraw_call": withdraw_call,
    "reopen_decision": reopen_decision,
}
