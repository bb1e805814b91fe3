"""Read the audit trail."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from office.models import AuditEntry


def history_of(*objects: models.Model, limit: int = 20) -> Any:
    """Return the newest acts on an object, or on several that the reader takes for one; at most ``limit`` rows."""
    # All content types at once: a process that knows none of them yet asks for them in one query.
    types = ContentType.objects.get_for_models(*{type(obj) for obj in objects})
    condition = Q()
    for obj in objects:
        condition |= Q(content_type=types[type(obj)], object_id=str(obj.pk))
    return AuditEntry.objects.filter(condition).order_by("-id")[:limit]
