"""Sign and end agreements."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from association.models import Agreement
from association.queries.grant import today
from association.workflow import AGREEMENT
from office.actor import Actor
from office.domain.record import change_record
from office.domain.transition import advance
from office.workflow import Refusal, refuse_unless


class NotReadyToSign(Refusal):
    """An agreement needs two parties and a day that has come."""


def sign_agreement(
    agreement: Agreement,
    *,
    signed_on: date,
    actor: Actor,
    date_precision: str = "day",
    valid_until: date | None = None,
) -> Agreement:
    """Record that a drafted agreement was signed; refused with fewer than two parties or for a day that lies ahead.

    Called again it raises ``TransitionRefused`` and writes nothing.
    """
    refuse_unless(
        agreement.parties.count() >= 2,
        _("Name at least two parties before recording the signing."),
        error=NotReadyToSign,
    )
    refuse_unless(
        signed_on <= today(), _("The day of signing lies ahead: record it once it is signed."), error=NotReadyToSign
    )
    valid_until = valid_until or agreement.valid_until
    refuse_unless(
        valid_until is None or valid_until >= signed_on,
        _("The agreement would have run out before it was signed."),
        error=NotReadyToSign,
    )
    changes = {"signed_on": signed_on, "date_precision": date_precision, "valid_until": valid_until}
    advance(agreement, "sign", actor=actor, workflow=AGREEMENT, changes=changes)
    return agreement


def change_agreement(
    agreement: Agreement, *, actor: Actor, changes: dict[str, Any], revision: int | None = None
) -> Agreement:
    """Change an agreement's facts; its state and its dates of signing and end move only by their acts."""
    kept = {"state", "signed_on", "ended_on", "date_precision"}
    allowed = {name: value for name, value in changes.items() if name not in kept}
    change_record(agreement, actor=actor, changes=allowed, revision=revision)
    return agreement


def end_agreement(agreement: Agreement, *, actor: Actor, reason: str) -> Agreement:
    """End a signed agreement today, with a reason."""
    advance(agreement, "end", actor=actor, workflow=AGREEMENT, reason=reason, changes={"ended_on": today()})
    return agreement
