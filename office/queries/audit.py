"""Read the audit trail."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models

from office.models import AuditEntry


def history_of(obj: models.Model, *, limit: int = 20) -> Any:
    """Return the newest acts on an object, at most ``limit`` rows."""
    return AuditEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(obj), object_id=str(obj.pk)
    ).order_by("-id")[:limit]
