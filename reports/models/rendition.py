"""Renditions: a document as it was printed, with everything that stood in it."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from office.actor import Actor
from office.models import Job, ScopedQuerySet
from reports.enums import FileFormat, RenditionState
from reports.models.report import Report


class RenditionQuerySet(ScopedQuerySet):
    """Renditions by who may read their report."""

    def visible_to(self, actor: Actor) -> Self:
        """Whoever sees the report sees its renditions."""
        return self.filter(report__in=Report.objects.visible_to(actor))


class Rendition(models.Model):
    """One printed form of a report, unique by format and fingerprint of its frozen context.

    ``context`` is the document as plain data (``reports/pdf/README.md``); ``figures`` holds for every figure in it the
    value, the text, the ids of the rows and their labels as they were. Asked twice, made once; new data makes a new
    row and marks this one superseded, the file stays. ``frozen_at`` is when the records last read like this: the newest
    of them, not the last to be printed, is the one that holds. ``missing_glyphs`` are characters that no font has.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="renditions")
    format = models.CharField(_("Format"), max_length=10, choices=FileFormat.choices)
    fingerprint = models.CharField(max_length=64)
    context = models.JSONField()
    figures = models.JSONField(default=dict)
    state = models.CharField(_("State"), max_length=12, choices=RenditionState.choices, default=RenditionState.WAITING)
    report_state = models.CharField(max_length=20)
    version = models.PositiveSmallIntegerField(_("Version"), default=0)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    file = models.FileField(_("File"), upload_to="renditions", max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    missing_glyphs = models.TextField(blank=True)
    frozen_at = models.DateTimeField(default=timezone.now)
    requested_at = models.DateTimeField(_("Requested"), auto_now_add=True)
    rendered_at = models.DateTimeField(_("Rendered"), null=True)

    objects: ClassVar[Any] = RenditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Rendition")
        verbose_name_plural = _("Renditions")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["report", "format", "fingerprint"], name="rendition_once"),
            models.CheckConstraint(
                condition=Q(state=RenditionState.WAITING) | (~Q(file="") & Q(rendered_at__isnull=False)),
                name="rendition_ready_has_file",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report} {self.get_format_display()} {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("reports:rendition_detail", args=[self.pk])
