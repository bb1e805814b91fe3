"""Outlines as dated data: which chapters a kind of report has in which years."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from reports.enums import ReportKind


class Outline(models.Model):
    """One edition of an outline.

    ``items`` is a list of {"key", "level", "heading", "hint", "sources"}: ``sources`` names the groups of proposals
    (``reports/kinds``) whose sections go under this heading. Loaded from ``reports/data/outlines`` by
    ``manage.py load_outlines``; an office may keep its own.
    """

    kind = models.CharField(_("Kind"), max_length=30, choices=ReportKind.choices)
    code = models.SlugField(_("Code"), max_length=60, unique=True)
    name = models.CharField(_("Name"), max_length=120)
    year_from = models.PositiveSmallIntegerField(_("From year"))
    year_until = models.PositiveSmallIntegerField(_("Until year"), null=True, blank=True)
    items = models.JSONField(_("Items"))

    class Meta:
        verbose_name = _("Outline")
        verbose_name_plural = _("Outlines")
        ordering = ["kind", "-year_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(year_until__isnull=True) | Q(year_until__gte=F("year_from")), name="outline_years"
            )
        ]

    def __str__(self) -> str:
        return self.name
