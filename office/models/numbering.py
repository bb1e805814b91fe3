"""Number series: consecutive numbers that are never given twice."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NumberSeries(models.Model):
    """The last number given in one series of one year; taken by a conditional update, so no lock is needed."""

    code = models.CharField(_("Series"), max_length=60)
    year = models.PositiveSmallIntegerField(_("Year"))
    last = models.PositiveIntegerField(_("Last number"), default=0)

    class Meta:
        verbose_name = _("Number series")
        verbose_name_plural = _("Number series")
        constraints = [models.UniqueConstraint(fields=["code", "year"], name="number_series_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.year}: {self.last}"
