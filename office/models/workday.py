"""Working days: one calendar per year, and the days in it that depart from the week."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from office.enums import CalendarState
from office.models.record import Record, ScopedQuerySet

FIRST_YEAR, LAST_YEAR = 2000, 2100


class WorkdayCalendarQuerySet(ScopedQuerySet):
    """Calendars: everybody with an account reads them, because deadlines are reckoned by them."""

    def visible_to(self, actor: Any) -> Any:
        """Return all calendars to whoever acts somewhere, none to anybody else."""
        return self if actor.is_system or actor.role else self.none()


class WorkdayCalendar(Record):
    """One year's working days: only a published year counts, an unpublished one asks the clerk."""

    year = models.PositiveSmallIntegerField(_("Year"), unique=True)
    state = models.CharField(_("State"), max_length=10, choices=CalendarState.choices, default=CalendarState.DRAFT)
    source = models.CharField(
        _("Source"), max_length=200, blank=True, help_text=_("The State Council's notice, with its number.")
    )

    objects: ClassVar[Any] = WorkdayCalendarQuerySet.as_manager()

    class Meta:
        verbose_name = _("Workday calendar")
        verbose_name_plural = _("Workday calendars")
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR),
                name="workday_calendar_year",
                violation_error_message=_("Give a year from 2000 to 2100."),
            ),
            models.CheckConstraint(condition=Q(state__in=CalendarState.values), name="workday_calendar_words"),
        ]

    def __str__(self) -> str:
        return str(_("Working days of %(year)s") % {"year": self.year})

    def get_absolute_url(self) -> str:
        return reverse("office:workday_year", args=[self.year])


class CalendarDay(models.Model):
    """A day that is not as the week has it, or that bears a holiday's name."""

    calendar = models.ForeignKey(WorkdayCalendar, models.CASCADE, related_name="days", verbose_name=_("Year"))
    date = models.DateField(_("Date"), unique=True)
    is_workday = models.BooleanField(_("Working day"))
    name = models.CharField(_("Holiday"), max_length=40, blank=True)
    source = models.CharField(_("Source"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Calendar day")
        verbose_name_plural = _("Calendar days")
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date:%Y-%m-%d} {self.name}".strip()

    def clean(self) -> None:
        """A day lies in its calendar's year."""
        if self.calendar_id and self.date and self.date.year != self.calendar.year:
            raise ValidationError({"date": _("The day lies outside the year of this calendar.")})
