"""Score sheets: what one reviewer gave one entry."""

from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from association.models.scope import fits_choices
from office.actor import Actor
from office.models import Record, ScopedQuerySet
from reviews.enums import AssignmentState, SheetState
from reviews.models.assignment import Assignment
from reviews.models.rubric import Criterion


class ScoreSheetQuerySet(ScopedQuerySet):
    """Sheets: staff see all, a reviewer the own ones of assignments in force."""

    def visible_to(self, actor: Actor) -> Self:
        """Return all for those who read all, else the actor's own."""
        if actor.reads_all:
            return self
        if not actor.user_id:
            return self.none()
        return self.filter(assignment__member__user_id=actor.user_id, assignment__state=AssignmentState.ACTIVE)

    def counting(self) -> Self:
        """Keep the sheets that count in a result: submitted, of an assignment in force."""
        return self.filter(state=SheetState.SUBMITTED, assignment__state=AssignmentState.ACTIVE)


class ScoreSheet(Record):
    """The sheet of an assignment; ``total`` is the sum of its scores once it is submitted."""

    assignment = models.OneToOneField(Assignment, models.PROTECT, related_name="sheet", verbose_name=_("Assignment"))
    state = models.CharField(_("State"), max_length=20, choices=SheetState.choices, default=SheetState.DRAFTED)
    total = models.DecimalField(_("Total"), max_digits=8, decimal_places=2, null=True, blank=True)
    comment = models.TextField(_("Comment"), blank=True)
    submitted_at = models.DateTimeField(_("Submitted"), null=True, blank=True)

    objects: ClassVar[Any] = ScoreSheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("Score sheet")
        verbose_name_plural = _("Score sheets")
        ordering = ["assignment_id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=SheetState.SUBMITTED) | (Q(total__isnull=False) & Q(submitted_at__isnull=False)),
                name="sheet_submitted_has_total",
                violation_error_message=_("A submitted sheet has a total and a time."),
            ),
            models.CheckConstraint(
                condition=fits_choices("state", SheetState),
                name="sheet_words",
                violation_error_message=_("Choose a value from the list."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.assignment)

    def get_absolute_url(self) -> str:
        return reverse("reviews:sheet_detail", args=[self.pk])


class ScoreQuerySet(ScopedQuerySet):
    """Scores, seen with their sheet."""

    def visible_to(self, actor: Actor) -> Self:
        """Return the scores of the sheets that the actor may see."""
        return self if actor.reads_all else self.filter(sheet__in=ScoreSheet.objects.visible_to(actor))


class Score(Record):
    """The points of one criterion on a sheet."""

    sheet = models.ForeignKey(ScoreSheet, models.CASCADE, related_name="scores", verbose_name=_("Score sheet"))
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="scores", verbose_name=_("Criterion"))
    points = models.DecimalField(_("Points"), max_digits=6, decimal_places=2)
    comment = models.TextField(_("Comment"), blank=True)

    objects: ClassVar[Any] = ScoreQuerySet.as_manager()

    class Meta:
        verbose_name = _("Score")
        verbose_name_plural = _("Scores")
        ordering = ["sheet_id", "criterion__order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "criterion"],
                name="score_once",
                violation_error_message=_("The criterion is scored already."),
            ),
            models.CheckConstraint(
                condition=Q(points__gte=0),
                name="score_not_negative",
                violation_error_message=_("Points are not below zero."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion} {self.points}"

    def clean(self) -> None:
        """Points are at most the criterion's."""
        if self.criterion_id and self.points is not None and self.points > self.criterion.points:
            raise ValidationError({"points": _("At most %(points)s points.") % {"points": self.criterion.points}})
