"""Write the audit trail: every act leaves one row in its own transaction."""

import json
import secrets
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from office.actor import Actor
from office.methods.audit import NONCE_LENGTH, sign_text
from office.models import AuditEntry
from office.queries.audit import signed_text

# Fields whose value is personal: the trail shows that they changed and their last characters, not what they were.
MASKED_FIELDS = frozenset({"phone", "id_number", "bank_card", "email", "birth_on"})
HIDDEN_FIELDS = frozenset({"password", "lease_token", "token_digest", "phone_tail"})
# Rows of one INSERT: a long import is written in slices, the statement stays small.
SLICE = 500


@dataclass(frozen=True)
class Act:
    """One act on one object, as ``record_acts`` takes many: ``before`` and ``after`` as the model holds the values."""

    obj: models.Model
    action: str
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None


def record_act(
    obj: models.Model,
    action: str,
    *,
    actor: Actor,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
    batch: uuid.UUID | None = None,
) -> AuditEntry:
    """Write one audit row about an object; call it inside the act's transaction.

    ``before`` and ``after`` are field values as the model holds them; they are made plain and personal ones masked.
    ``batch`` ties together the rows of one bulk act or import.
    """
    entry = make_entry(Act(obj, action, before, after), actor=actor, batch=batch, reason=reason, at=timezone.now())
    entry.save(force_insert=True)
    return entry


def record_acts(
    entries: Iterable[Act], *, actor: Actor, batch: uuid.UUID | None = None, reason: str = ""
) -> list[AuditEntry]:
    """Write the rows of a bulk act, each as ``record_act`` would, with few statements; call it in its transaction.

    A batch of its own is made when none is given. Returns the rows in the order of the acts.
    """
    at, batch = timezone.now(), batch or uuid.uuid4()
    rows = [make_entry(act, actor=actor, batch=batch, reason=reason, at=at) for act in entries]
    return AuditEntry.objects.bulk_create(rows, batch_size=SLICE)


def make_entry(act: Act, *, actor: Actor, batch: uuid.UUID | None, reason: str, at: datetime) -> AuditEntry:
    """Return the signed row of one act, not yet stored."""
    entry = AuditEntry(
        at=at,
        user_id=actor.user_id,
        actor_name=actor.name[:80] or "-",
        role=actor.role,
        scope=actor.scope_name[:120],
        address=actor.address[:45],
        action=act.action,
        content_type=ContentType.objects.get_for_model(act.obj),
        object_id=str(act.obj.pk),
        object_text=str(act.obj)[:200],
        before=plain_fields(act.before or {}),
        after=plain_fields(act.after or {}),
        reason=reason,
        batch=batch,
    )
    entry.signature = sign_text(
        signed_text(entry), nonce=secrets.token_hex(NONCE_LENGTH // 2), key=settings.AUDIT_KEYS[0]
    )
    return entry


def plain_fields(values: dict[str, Any]) -> dict[str, Any]:
    """Return values fit for JSON, personal ones masked and secrets left out."""
    plain = {name: mask_value(name, plain_value(value)) for name, value in values.items() if name not in HIDDEN_FIELDS}
    # As the database will give it back: a tuple is a list, a key is a text.
    return dict(json.loads(json.dumps(plain)))


def plain_value(value: Any) -> Any:
    """Turn one field value into plain data."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, models.Model):
        return value.pk
    if value is None or isinstance(value, str | int | float | bool | list | dict):
        return value
    return str(value)


def mask_value(name: str, value: Any) -> Any:
    """Return the value, or its masked form when the field is personal."""
    if name not in MASKED_FIELDS or not value:
        return value
    text = str(value)
    if "@" in text:
        return text[0] + "***@" + text.rsplit("@", 1)[1]
    return text[:3] + "****" + text[-4:] if len(text) >= 11 else "****"
