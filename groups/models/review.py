"""A group's annual review (年审)."""

from typing import Any, ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from association.models.scope import fits_choices
from groups.enums import AnnualReviewState
from groups.models.group import Group
from office.actor import Actor
from office.enums import Role
from office.models import Record, ScopedQuerySet


class OfOwnGroupQuerySet(ScopedQuerySet):
    """Rows of a group that only its secretary sees, not its member schools."""

    def visible_to(self, actor: Actor) -> Self:
        """Return the rows of the group whose secretary the actor is."""
        if actor.reads_all:
            return self
        if actor.role == Role.GROUP_SECRETARY and actor.body_id:
            return self.filter(group_id=actor.body_id)
        return self.none()


class AnnualReview(Record):
    """One year's review of a group: the rule set it went by, score, grade and state."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="reviews", verbose_name=_("Vocational group"))
    year = models.PositiveSmallIntegerField(_("Year"), validators=[MinValueValidator(1949), MaxValueValidator(2100)])
    rule_set = models.CharField(_("Rule set"), max_length=200, blank=True)
    score = models.DecimalField(_("Score"), max_digits=6, decimal_places=2, null=True, blank=True)
    grade = models.CharField(_("Grade"), max_length=20, blank=True)
    state = models.CharField(
        _("State"), max_length=20, choices=AnnualReviewState.choices, default=AnnualReviewState.PLANNED
    )
    reviewed_on = models.DateField(_("Reviewed on"), null=True, blank=True)

    objects: ClassVar[Any] = OfOwnGroupQuerySet.as_manager()

    label_joins = ("group__body",)

    class Meta:
        verbose_name = _("Annual review")
        verbose_name_plural = _("Annual reviews")
        ordering = ["-year", "group"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "year"],
                name="annual_review_once",
                violation_error_message=_("The group has a review of this year already."),
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__gte=0),
                name="annual_review_score",
                violation_error_message=_("A score is not below zero."),
            ),
            models.CheckConstraint(
                condition=Q(state=AnnualReviewState.REVIEWED) | Q(reviewed_on__isnull=True),
                name="annual_review_date_when_reviewed",
                violation_error_message=_("Only a finished review has a date."),
            ),
            models.CheckConstraint(
                condition=fits_choices("state", AnnualReviewState),
                name="annual_review_words",
                violation_error_message=_("Choose a value from the list."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("groups:review_detail", args=[self.pk])
