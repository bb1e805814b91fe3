"""Savings of a score sheet: each is kept, and a repeat of one is harmless."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from office.models import ScopedQuerySet, User
from reviews.models.score_sheet import ScoreSheet


class ScoreWrite(models.Model):
    """One saving of a sheet: what it held then. The client's id makes a repeat harmless; rows are only added."""

    sheet = models.ForeignKey(ScoreSheet, models.CASCADE, related_name="writes")
    client_id = models.UUIDField()
    revision = models.PositiveIntegerField()
    values = models.JSONField(default=dict)
    submits = models.BooleanField(default=False)
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("Saved"), auto_now_add=True)

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("Saving of a score sheet")
        verbose_name_plural = _("Savings of score sheets")
        ordering = ["sheet_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "client_id"], name="score_write_once"),
            # Of two tabs that saved the same revision, one was refused.
            models.UniqueConstraint(fields=["sheet", "revision"], name="score_write_revision_once"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet} {self.revision}"
