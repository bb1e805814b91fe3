"""Records with a day, a period, or only a month or year of it, as official texts give them."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from association.enums import DatePrecision
from association.methods.dates import period_text


class Dated(models.Model):
    """``year`` is the working year in which it counts; the days may be known to the day, the month or the year.

    At month precision ``start_on`` is a day of the first month and ``end_on`` one of the last. ``date_note`` is what
    the text adds to the date and no calendar holds (下午, 初).
    """

    year = models.PositiveSmallIntegerField(_("Year"), db_index=True)
    start_on = models.DateField(_("Start date"), null=True, blank=True)
    end_on = models.DateField(_("End date"), null=True, blank=True)
    date_precision = models.CharField(
        _("Precision"), max_length=5, choices=DatePrecision.choices, default=DatePrecision.DAY
    )
    date_note = models.CharField(
        _("Addition to the date"),
        max_length=20,
        blank=True,
        help_text=_("Such as 下午 or 初; follows the date."),
    )

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        abstract = True

    @property
    def date_text(self) -> str:
        """The period in Chinese: 2020年12月12日至13日."""
        return self.date_words()

    def date_words(self, *, known_year: int | None = None) -> str:
        """Return the period in Chinese, without the year that the sentence has already named."""
        return period_text(
            self.start_on,
            self.end_on,
            precision=self.date_precision,
            note=self.date_note,
            year=self.year,
            known_year=known_year,
        )


def dated_constraints(name: str) -> list[models.BaseConstraint]:
    """Return the constraints of a dated table: in order, in its year, no end without a start."""
    return [
        models.CheckConstraint(
            condition=Q(end_on__isnull=True) | Q(end_on__gte=F("start_on")),
            name=f"{name}_dates",
            violation_error_message=_("The end lies before the beginning."),
        ),
        models.CheckConstraint(
            condition=Q(start_on__isnull=False) | Q(end_on__isnull=True),
            name=f"{name}_end_has_start",
            violation_error_message=_("Give the beginning, not only the end."),
        ),
        models.CheckConstraint(
            # "is not null" is said, because a CHECK lets unknown pass.
            condition=Q(start_on__isnull=True)
            | Q(start_on__year=F("year"))
            | Q(end_on__isnull=False, end_on__year=F("year")),
            name=f"{name}_in_its_year",
            violation_error_message=_("The dates lie outside the year given."),
        ),
        models.CheckConstraint(condition=Q(year__gte=1949, year__lte=2200), name=f"{name}_year"),
    ]
