"""Values of figures: computed and stated side by side, with the rows behind."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from association.models import Body
from office.models.quantity import QuantityField


class FigureValue(models.Model):
    """One figure of a body's year, as last read from the records.

    ``name`` is the catalogue's name with its subject ("contest.teams:bim-2020"). ``computed`` is the number of the
    rows named by ``row_model`` ("app.model") and ``row_ids``; None for a figure that is only stated. ``stated`` is what
    a source says, with its qualifier; the two are shown beside each other and never reconciled. ``text`` is how the
    figure reads in a sentence (27所). ``fingerprint`` is the digest of the row ids: the same rows, the same value.
    """

    body = models.ForeignKey(Body, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField(_("Year"))
    name = models.CharField(_("Name"), max_length=160)
    label = models.CharField(_("Figure"), max_length=200)
    unit = models.CharField(_("Unit"), max_length=10)
    noun = models.CharField(_("Noun"), max_length=40, blank=True)
    scope = models.CharField(_("Scope"), max_length=200, blank=True)
    period = models.CharField(_("Period"), max_length=60, blank=True)
    group = models.CharField(_("Chapter"), max_length=40)
    order = models.PositiveIntegerField(default=0)
    computed = models.DecimalField(_("Computed"), max_digits=16, decimal_places=2, null=True)
    stated: Any = QuantityField(_("Stated"), null=True)
    stated_source = models.CharField(_("Source"), max_length=300, blank=True)
    differs = models.BooleanField(_("Differs"), default=False)
    text = models.CharField(_("Text"), max_length=120)
    row_model = models.CharField(max_length=60, blank=True)
    row_ids = models.JSONField(default=list)
    fingerprint = models.CharField(max_length=64)
    computed_at = models.DateTimeField(_("Computed at"))

    class Meta:
        verbose_name = _("Figure")
        verbose_name_plural = _("Figures")
        ordering = ["body", "year", "order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["body", "year", "name"], name="figure_once"),
            models.CheckConstraint(
                condition=models.Q(computed__isnull=False) | models.Q(stated__isnull=False),
                name="figure_has_a_value",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}：{self.text}"
