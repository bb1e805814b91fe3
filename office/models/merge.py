"""Merges of records: what became one, everything that moved, and whether it was taken back."""

from typing import Any, ClassVar

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from office.models.account import User
from office.models.record import ScopedQuerySet


class Merge(models.Model):
    """One record absorbed by another of its kind; the absorbed one's address leads to ``now_id``.

    ``snapshot`` is the absorbed row; ``moves`` lists {model, fields, ids}; ``folds`` the rows that repeated another
    ({row, into, inherited, repointed, parts}); ``filled`` the fields that the staying record took over; ``added`` rows
    that the merge made. Together they undo it. ``survivor_id`` is the record that stayed then, ``now_id`` the one in
    which it lives on today.
    """

    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    survivor_id = models.PositiveBigIntegerField()
    absorbed_id = models.PositiveBigIntegerField()
    now_id = models.PositiveBigIntegerField()
    survivor_text = models.CharField(_("Record that stayed"), max_length=200)
    absorbed_text = models.CharField(_("Record that went"), max_length=200)
    snapshot = models.JSONField()
    moves = models.JSONField(default=list)
    folds = models.JSONField(default=list)
    filled = models.JSONField(default=dict)
    added = models.JSONField(default=list)
    reason = models.CharField(_("Reason"), max_length=500, blank=True)
    merged_at = models.DateTimeField(_("Merged"), auto_now_add=True)
    merged_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("Merged by"))
    undone_at = models.DateTimeField(_("Undone"), null=True, blank=True)

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("Merge of two records")
        verbose_name_plural = _("Merges of records")
        ordering = ["-id"]
        indexes = [models.Index(fields=["content_type", "now_id"], name="merge_now")]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "absorbed_id"], condition=Q(undone_at__isnull=True), name="merge_once"
            ),
            models.CheckConstraint(condition=~Q(survivor_id=F("absorbed_id")), name="merge_sides"),
        ]

    def __str__(self) -> str:
        return f"{self.absorbed_text} → {self.survivor_text}"
