"""Expert fees (评审费): computed from submitted sheets, checked, approved by a second person, paid by finance."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from association.models import Payee
from office.actor import Actor
from office.domain.audit import record_act
from office.domain.record import change_record, create_record
from office.domain.transition import advance
from office.models import User
from office.workflow import refuse_unless
from reviews.enums import FeeState
from reviews.models import FeeLine, FeeList
from reviews.queries.fee import scorers_of
from reviews.workflow import FEE_LIST

CENT = Decimal("0.01")


def create_fees(fee_list: FeeList, *, actor: Actor) -> FeeList:
    """Make the list of a round and compute it."""
    with transaction.atomic():
        create_record(fee_list, actor=actor)
        compute_fees(fee_list, actor=actor)
    return fee_list


def change_fees(fee_list: FeeList, *, actor: Actor, changes: dict[str, Any], revision: int | None = None) -> FeeList:
    """Change the rates of a draft and compute it anew."""
    refuse_unless(fee_list.state == FeeState.DRAFTED, _("Only a draft changes. Have it returned first."))
    with transaction.atomic():
        change_record(fee_list, actor=actor, changes=changes, revision=revision)
        compute_fees(fee_list, actor=actor)
    return fee_list


def compute_fees(fee_list: FeeList, *, actor: Actor, reason: str = "") -> FeeList:
    """Compute the lines of a draft from the submitted sheets that count; the same sheets give the same lines."""
    moment = timezone.now()
    with transaction.atomic():
        # The UPDATE takes the row: nobody checks the list while it is computed.
        rows = FeeList.objects.filter(pk=fee_list.pk, state=FeeState.DRAFTED)
        refuse_unless(
            rows.update(computed_at=moment, revision=F("revision") + 1) == 1,
            _("Only a draft changes. Have it returned first."),
        )
        FeeLine.objects.filter(fee_list=fee_list).delete()
        lines = FeeLine.objects.bulk_create(line_of(fee_list, member) for member in scorers_of(fee_list.round))
        total = sum((line.amount for line in lines), Decimal(0))
        record_act(fee_list, "compute_fees", actor=actor, after={"people": len(lines), "total": total}, reason=reason)
    fee_list.computed_at = moment
    fee_list.revision += 1
    return fee_list


def line_of(fee_list: FeeList, member: Any) -> FeeLine:
    """Return the unsaved line of a member with its ``sheets``: name, employer and masked numbers as they are now."""
    count: int = member.sheets
    try:
        payee = member.expert.payee
    except ObjectDoesNotExist:
        payee = Payee(expert=member.expert)
    return FeeLine(
        fee_list=fee_list,
        member=member,
        name=member.expert.person.name,
        organization_name=member.organization.name if member.organization else "",
        id_shown=payee.id_shown,
        card_shown=payee.card_shown,
        bank=payee.bank,
        entries=count,
        amount=(fee_list.per_entry * count + fee_list.fixed).quantize(CENT, ROUND_HALF_UP),
    )


def signer(actor: Actor) -> User:
    """Return the user who signs; raises ``User.DoesNotExist`` for the system, which signs for nobody."""
    return User.objects.get(pk=actor.user_id or 0)


def check_fees(fee_list: FeeList, *, actor: Actor, reason: str = "") -> FeeList:
    """Hand a draft on for approval: it is computed once more, and must have a line."""
    with transaction.atomic():
        compute_fees(fee_list, actor=actor)
        refuse_unless(fee_list.lines.exists(), _("Nobody has handed in a sheet in this round yet."))
        changes = {"checked_by": signer(actor)}
        advance(fee_list, "check_fees", actor=actor, workflow=FEE_LIST, reason=reason, changes=changes)
    return fee_list


def approve_fees(fee_list: FeeList, *, actor: Actor, reason: str = "") -> FeeList:
    """Approve a list that somebody else has checked."""
    refuse_unless(fee_list.checked_by_id != actor.user_id, _("Who checked the list does not approve it."))
    changes = {"approved_by": signer(actor)}
    advance(fee_list, "approve_fees", actor=actor, workflow=FEE_LIST, reason=reason, changes=changes)
    return fee_list


def return_fees(fee_list: FeeList, *, actor: Actor, reason: str = "") -> FeeList:
    """Send a list back to the draft; both signatures are void."""
    changes = {"checked_by": None, "approved_by": None}
    advance(fee_list, "return_fees", actor=actor, workflow=FEE_LIST, reason=reason, changes=changes)
    return fee_list


def pay_fees(fee_list: FeeList, *, actor: Actor, reason: str = "") -> FeeList:
    """Record that an approved list has been paid today."""
    changes = {"paid_on": timezone.localdate()}
    advance(fee_list, "pay_fees", actor=actor, workflow=FEE_LIST, reason=reason, changes=changes)
    return fee_list


FEE_ACTS = {
    "check_fees": check_fees,
    "approve_fees": approve_fees,
    "return_fees": return_fees,
    "pay_fees": pay_fees,
}
