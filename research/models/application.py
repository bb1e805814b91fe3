"""An application for a project."""

from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from office.actor import Actor
from office.models import Record, ScopedQuerySet
from research.models.program import ProgramCategory
from reviews.enums import CallKind
from reviews.models import Submission
from reviews.models.panel import without_own_panels


class OfSubmissionQuerySet(ScopedQuerySet):
    """Records that stand one to one beside a submission and are seen with it."""

    def visible_to(self, actor: Actor) -> Self:
        """Return the rows whose submission the actor may see."""
        if actor.reads_all:
            return without_own_panels(self, actor, "submission__call")
        return self.filter(submission__in=Submission.objects.visible_to(actor))


class ProjectApplication(Record):
    """What a submission to a program has of its own: the category asked for."""

    submission = models.OneToOneField(
        Submission, models.CASCADE, primary_key=True, related_name="+", verbose_name=_("Submission")
    )
    category = models.ForeignKey(
        ProgramCategory,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="applications",
        verbose_name=_("Category asked for"),
    )

    objects: ClassVar[Any] = OfSubmissionQuerySet.as_manager()

    label_joins = ("submission",)

    class Meta:
        verbose_name = _("Project application")
        verbose_name_plural = _("Project applications")
        ordering = ["-submission_id"]

    def __str__(self) -> str:
        return str(self.submission)

    def get_absolute_url(self) -> str:
        return reverse("research:application_detail", args=[self.pk])

    @property
    def state(self) -> str:
        """The state, kept with the submission."""
        return str(self.submission.state)

    def get_state_display(self) -> str:
        """Return the state in the reader's language."""
        return str(self.submission.get_state_display())

    def clean(self) -> None:
        """The submission goes to a program, and the category is one of that program."""
        if not self.submission_id:
            return
        if self.submission.call.kind != CallKind.PROJECT:
            raise ValidationError({"submission": _("The submission is not to a research program.")})
        if self.category_id and self.category.program_id != self.submission.call_id:  # type: ignore[union-attr]
            raise ValidationError({"category": _("The category belongs to another program.")})
