"""Write the audit trail: every act leaves one row in its own transaction."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models

from office.actor import Actor
from office.models import AuditEntry

# Fields whose value is personal: the trail shows that they changed and their last characters, not what they were.
MASKED_FIELDS = frozenset({"phone", "id_number", "bank_card", "email", "birth_on"})
HIDDEN_FIELDS = frozenset({"password", "lease_token"})


def record_act(
    obj: models.Model,
    action: str,
    *,
    actor: Actor,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> AuditEntry:
    """Write one audit row about an object; call it inside the act's transaction.

    ``before`` and ``after`` are field values as the model holds them; they are made plain and personal ones masked.
    """
    return AuditEntry.objects.create(
        user_id=actor.user_id,
        actor_name=actor.name[:80] or "-",
        role=actor.role,
        action=action,
        content_type=ContentType.objects.get_for_model(obj),
        object_id=str(obj.pk),
        object_text=str(obj)[:200],
        before=plain_fields(before or {}),
        after=plain_fields(after or {}),
        reason=reason,
    )


def plain_fields(values: dict[str, Any]) -> dict[str, Any]:
    """Return values fit for JSON, personal ones masked and secrets left out."""
    return {name: mask_value(name, plain_value(value)) for name, value in values.items() if name not in HIDDEN_FIELDS}


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
