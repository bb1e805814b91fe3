"""An import: one sheet as it was sent, what each row would do, and what it did."""

import uuid
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from office.actor import Actor
from office.enums import ImportOutcome, ImportState, ImportVerdict
from office.models.account import User
from office.models.job import Job
from office.models.record import Record, ScopedQuerySet


class ImportBatchQuerySet(ScopedQuerySet):
    """Imports are the office's: their raw rows carry personal data of many schools."""

    def visible_to(self, actor: Actor) -> Self:
        """Return all imports for those who read all, none for anybody else."""
        return self if actor.reads_all else self.none()


class ImportBatch(Record):
    """One sent sheet with its mapping.

    ``kind`` names what is imported (``association.organization``); ``options`` what was chosen at the upload (the
    contest); ``layout`` holds the lines around the data, so that bad rows go back as they came; ``mapping`` one column
    name a column, "" for a column that is left out. ``key`` ties together the audit rows. ``warnings`` are sentences
    about the sheet as a whole.
    """

    key = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    kind = models.CharField(_("What"), max_length=60)
    file_name = models.CharField(_("File name"), max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    sheet = models.CharField(_("Sheet"), max_length=100, blank=True)
    options = models.JSONField(default=dict, blank=True)
    about = models.CharField(_("For"), max_length=200, blank=True)
    layout = models.JSONField(default=dict, blank=True)
    mapping = models.JSONField(default=list, blank=True)
    state = models.CharField(_("State"), max_length=10, choices=ImportState.choices, default=ImportState.MAPPING)
    row_count = models.PositiveIntegerField(_("Rows"), default=0)
    counts = models.JSONField(default=dict, blank=True)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, blank=True, related_name="+")
    requested_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("Imported by"))

    objects: ClassVar[Any] = ImportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("Import")
        verbose_name_plural = _("Imports")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ImportState.values), name="import_batch_states"),
        ]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("office:import_detail", args=[self.pk])


class ImportRow(models.Model):
    """One line of the sheet: ``line`` as the sheet counts it, ``raw`` its cells, what it would do, what it did.

    ``diff`` lists (label, old, new); ``candidates`` (key, text) of the records it might mean; ``decision`` is "new",
    "skip" or the key of one of them. ``effects`` are the rows written: model, key, fields before, bookkeeping after.
    """

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows", verbose_name=_("Import"))
    line = models.PositiveIntegerField(_("Line"))
    raw = models.JSONField(default=list)
    verdict = models.CharField(_("Verdict"), max_length=10, choices=ImportVerdict.choices, blank=True)
    title = models.CharField(_("Record"), max_length=200, blank=True)
    message = models.TextField(_("Problem"), blank=True)
    target = models.CharField(max_length=40, blank=True)
    diff = models.JSONField(_("Changes"), default=list, blank=True)
    candidates = models.JSONField(default=list, blank=True)
    decision = models.CharField(_("Decision"), max_length=40, blank=True)
    outcome = models.CharField(_("Outcome"), max_length=10, choices=ImportOutcome.choices, blank=True)
    effects = models.JSONField(default=list, blank=True)

    class Meta:
        verbose_name = _("Row of an import")
        verbose_name_plural = _("Rows of an import")
        ordering = ["batch", "line"]
        indexes = [models.Index(fields=["batch", "verdict", "line"], name="import_row_verdict")]
        constraints = [
            models.UniqueConstraint(fields=["batch", "line"], name="import_row_line"),
            models.CheckConstraint(condition=Q(verdict__in=["", *ImportVerdict.values]), name="import_row_verdicts"),
            models.CheckConstraint(condition=Q(outcome__in=["", *ImportOutcome.values]), name="import_row_outcomes"),
        ]

    def __str__(self) -> str:
        return f"{self.line} {self.title}"
