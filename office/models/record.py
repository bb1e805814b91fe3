"""What every record of the portal carries: times, and a revision that finds stale forms."""

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from office.actor import Actor


class ScopedQuerySet(models.QuerySet[Any]):
    """Rows that an actor may see; each noun overrides ``visible_to`` with its own rule.

    The rule of the house: nothing is visible unless said so, so the default shows rows to those who read all.
    """

    def visible_to(self, actor: Actor) -> Self:
        """Return the rows that the actor may see."""
        return self if actor.reads_all else self.none()


class Record(models.Model):
    """Base of the records that staff keep; ``revision`` rises with every save through ``domain/record.py``."""

    created_at = models.DateTimeField(_("Created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("Changed"), auto_now=True)
    revision = models.PositiveIntegerField(default=1, editable=False)

    objects: Any = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True
