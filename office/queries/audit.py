"""Read the audit trail."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from office.methods.audit import canonical_text
from office.models import AuditEntry
from office.queries.merge import can_merge, merges_shown

# What the signature of a row vouches for: every column but its number, which the database gives afterwards.
SIGNED_FIELDS = (
    "at",
    "user_id",
    "actor_name",
    "role",
    "scope",
    "address",
    "action",
    "content_type_id",
    "object_id",
    "object_text",
    "before",
    "after",
    "reason",
    "batch",
)


def signed_text(entry: AuditEntry) -> bytes:
    """Return what the signature of an entry is made over."""
    return canonical_text(getattr(entry, name) for name in SIGNED_FIELDS)


def absorbed_keys(obj: models.Model) -> list[str]:
    """Return the old keys of the records that live on in this one: their acts stay under them."""
    if not can_merge(type(obj)):
        return []
    return [str(merge.absorbed_id) for merge in merges_shown(obj)]


def history_of(*objects: models.Model, limit: int = 20, older: int | None = None) -> Any:
    """Return the newest acts on an object, or on several that the reader takes for one; at most ``limit`` rows.

    With ``older`` given, the newest of those before that entry.
    """
    # All content types at once: a process that knows none of them yet asks for them in one query.
    types = ContentType.objects.get_for_models(*{type(obj) for obj in objects})
    condition = Q()
    for obj in objects:
        condition |= Q(content_type=types[type(obj)], object_id__in=[str(obj.pk), *absorbed_keys(obj)])
    if older is not None:
        condition &= Q(pk__lt=older)
    return AuditEntry.objects.filter(condition).order_by("-id")[:limit]
