"""The place of a new row among those of its owner."""

from typing import Any

from django.db import models
from django.db.models import Max


def next_order(model: type[models.Model], **owner: Any) -> int:
    """Return the number after the last one that the owner's rows bear in their field ``order``, 1 for the first."""
    last = model._default_manager.filter(**owner).aggregate(last=Max("order"))["last"]
    return (last or 0) + 1
