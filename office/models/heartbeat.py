"""Signs of life: each worker process and the sweep say that they are there, in a row that pages can read."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Heartbeat(models.Model):
    """When a process was last heard of; ``name`` is its own, ``kind`` worker or sweep."""

    name = models.CharField(_("Name"), max_length=120, unique=True)
    kind = models.CharField(max_length=10)
    at = models.DateTimeField(_("Last heard of"))
    started_at = models.DateTimeField(_("Started"))

    objects: Any = models.Manager()

    class Meta:
        verbose_name = _("Sign of life")
        verbose_name_plural = _("Signs of life")
        ordering = ["kind", "name"]

    def __str__(self) -> str:
        return self.name
