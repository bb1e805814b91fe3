"""Who may enter a call: levels and region of schools, numbers of people."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from association.enums import SchoolLevel
from office.models import Record
from reviews.models.call import Call
from reviews.models.track import OfCallQuerySet


class Eligibility(Record):
    """The conditions of one call; an empty one binds nothing. ``methods/eligibility.py`` judges by them.

    ``school_levels`` lists words of ``SchoolLevel``; ``region`` takes in what lies below it.
    """

    call = models.OneToOneField(Call, models.PROTECT, related_name="eligibility", verbose_name=_("Call"))
    school_levels = models.JSONField(_("Levels of schools"), default=list, blank=True)
    region = models.ForeignKey(
        "association.Region", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Region")
    )
    members_only = models.BooleanField(
        _("Members only"), default=False, help_text=_("Only organizations whose membership stands may enter.")
    )
    contestants_minimum = models.PositiveSmallIntegerField(_("Contestants at least"), null=True, blank=True)
    contestants_maximum = models.PositiveSmallIntegerField(_("Contestants at most"), null=True, blank=True)
    advisers_minimum = models.PositiveSmallIntegerField(_("Advisers at least"), null=True, blank=True)
    advisers_maximum = models.PositiveSmallIntegerField(_("Advisers at most"), null=True, blank=True)

    objects: ClassVar[Any] = OfCallQuerySet.as_manager()

    class Meta:
        verbose_name = _("Conditions of entry")
        verbose_name_plural = _("Conditions of entry")
        ordering = ["call"]
        constraints = [
            models.CheckConstraint(
                condition=Q(contestants_minimum__isnull=True)
                | Q(contestants_maximum__isnull=True)
                | Q(contestants_maximum__gte=F("contestants_minimum")),
                name="eligibility_contestants_range",
                violation_error_message=_("The highest number lies below the lowest."),
            ),
            models.CheckConstraint(
                condition=Q(advisers_minimum__isnull=True)
                | Q(advisers_maximum__isnull=True)
                | Q(advisers_maximum__gte=F("advisers_minimum")),
                name="eligibility_advisers_range",
                violation_error_message=_("The highest number lies below the lowest."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call}：{self._meta.verbose_name}"

    def get_absolute_url(self) -> str:
        return reverse("reviews:call_setup", args=[self.call_id])

    def clean(self) -> None:
        """Only words of ``SchoolLevel`` are levels."""
        levels = self.school_levels
        if not isinstance(levels, list) or not set(levels) <= set(SchoolLevel.values):
            raise ValidationError({"school_levels": _("Choose a value from the list.")})
