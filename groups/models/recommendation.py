"""A recommendation: a group chosen as a model, or put forward to the next level."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from association.models.scope import fits_choices
from groups.enums import RecommendationAct, RecommendationLevel
from groups.models.group import Group
from groups.models.review import OfOwnGroupQuerySet
from office.models import Record


class Recommendation(Record):
    """Who chose or recommended a group, at which level, to whom and when."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="recommendations", verbose_name=_("Vocational group"))
    year = models.PositiveSmallIntegerField(_("Year"), validators=[MinValueValidator(1949), MaxValueValidator(2100)])
    level = models.CharField(_("Level"), max_length=20, choices=RecommendationLevel.choices)
    act = models.CharField(_("What was done"), max_length=20, choices=RecommendationAct.choices)
    by = models.CharField(_("Done by"), max_length=200, blank=True, help_text=_("Who chose or recommended."))
    to = models.CharField(_("Recommended to"), max_length=200, blank=True, help_text=_("To whom it was recommended."))
    on = models.DateField(_("Done on"), null=True, blank=True)

    objects: ClassVar[Any] = OfOwnGroupQuerySet.as_manager()

    label_joins = ("group__body",)

    class Meta:
        verbose_name = _("Recommendation of a group")
        verbose_name_plural = _("Recommendations of groups")
        ordering = ["-year", "level", "group"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "year", "level", "act"],
                name="recommendation_once",
                violation_error_message=_("This is recorded already."),
            ),
            models.CheckConstraint(
                condition=fits_choices("level", RecommendationLevel) & fits_choices("act", RecommendationAct),
                name="recommendation_words",
                violation_error_message=_("Choose a value from the list."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.group} {self.get_level_display()}"

    def get_absolute_url(self) -> str:
        return reverse("groups:recommendation_detail", args=[self.pk])
