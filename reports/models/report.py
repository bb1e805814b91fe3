"""A report: one document of one body for one year."""

from typing import Any, ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from association.models import Body
from office.actor import Actor
from office.models import Record, ScopedQuerySet, User
from reports.enums import ReportKind, ReportState
from reports.models.outline import Outline


class ReportQuerySet(ScopedQuerySet):
    """Reports by who may read them."""

    def visible_to(self, actor: Actor) -> Self:
        """Those who read all see every report; a group's secretary the published ones of his own body."""
        if actor.reads_all:
            return self
        if actor.body_id is not None:
            return self.filter(body_id=actor.body_id, state=ReportState.PUBLISHED)
        return self.none()


class Report(Record):
    """Narrative in sections, figures from records; ``version`` rises with each publication."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("Body"))
    kind = models.CharField(_("Kind"), max_length=30, choices=ReportKind.choices)
    year = models.PositiveSmallIntegerField(_("Year"))
    title = models.CharField(_("Title"), max_length=120)
    state = models.CharField(_("State"), max_length=20, choices=ReportState.choices, default=ReportState.DRAFT)
    version = models.PositiveSmallIntegerField(_("Version"), default=0)
    outline = models.ForeignKey(Outline, models.PROTECT, related_name="+", verbose_name=_("Outline"))
    prepared_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Prepared by")
    )
    published_at = models.DateTimeField(_("Published"), null=True, blank=True)

    objects: ClassVar[Any] = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("Report")
        verbose_name_plural = _("Reports")
        ordering = ["-year", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "kind", "year"],
                name="report_once",
                violation_error_message=_("This body already has a report of this kind for this year."),
            ),
            models.CheckConstraint(
                condition=models.Q(year__gte=1949, year__lte=2100),
                name="report_year",
                violation_error_message=_("Write a year from 1949 to 2100."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body.name}{self.year}年{self.title}"

    def get_absolute_url(self) -> str:
        return reverse("reports:report_detail", args=[self.pk])
