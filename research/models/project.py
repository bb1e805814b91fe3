"""A project (课题): what was approved."""

from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from association.models.scope import fits_choices
from office.actor import Actor
from office.enums import Role
from office.models import Record, ScopedQuerySet
from research.enums import ProjectState
from research.models.application import ProjectApplication
from research.models.program import Program, ProgramCategory
from reviews.models.panel import without_own_panels


class ProjectQuerySet(ScopedQuerySet):
    """Projects by who may see them."""

    def visible_to(self, actor: Actor) -> Self:
        """Schools see their own; the academic committee sees those of its body."""
        rows = self.none()
        if actor.reads_all:
            rows = self
        elif actor.is_school:
            rows = self.filter(organization_id=actor.organization_id)
        elif actor.role == Role.ACADEMIC_COMMITTEE and actor.body_id:
            rows = self.filter(program__call__body_id=actor.body_id)
        return without_own_panels(rows, actor, "program__call")


class Project(Record):
    """An approved project with its number; entrusted and archived projects have no application."""

    program = models.ForeignKey(Program, models.PROTECT, related_name="projects", verbose_name=_("Research program"))
    category = models.ForeignKey(
        ProgramCategory, models.PROTECT, related_name="projects", verbose_name=_("Project category")
    )
    number = models.CharField(_("Project number"), max_length=40, unique=True, editable=False)
    application = models.OneToOneField(
        ProjectApplication,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="project",
        verbose_name=_("Project application"),
    )
    title = models.CharField(_("Title"), max_length=200)
    track = models.ForeignKey(
        "reviews.Track", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Track")
    )
    organization = models.ForeignKey(
        "association.Organization",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="projects",
        verbose_name=_("Organization"),
    )
    leader_name = models.CharField(_("Project leader"), max_length=60, blank=True)
    state = models.CharField(_("State"), max_length=20, choices=ProjectState.choices, default=ProjectState.ACTIVE)
    approved_on = models.DateField(_("Approved on"), null=True, blank=True)

    objects: ClassVar[Any] = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("Research project")
        verbose_name_plural = _("Research projects")
        ordering = ["program", "number"]
        indexes = [models.Index(fields=["program", "category", "track"], name="project_of_program")]
        constraints = [
            models.CheckConstraint(
                condition=fits_choices("state", ProjectState),
                name="project_words",
                violation_error_message=_("Choose a value from the list."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    def get_absolute_url(self) -> str:
        return reverse("research:project_detail", args=[self.pk])

    def clean(self) -> None:
        """Category, track and application are of the project's program."""
        if not self.program_id:
            return
        if self.category_id and self.category.program_id != self.program_id:
            raise ValidationError({"category": _("The category belongs to another program.")})
        if self.track_id and self.track.call_id != self.program_id:  # type: ignore[union-attr]
            raise ValidationError({"track": _("The track belongs to another call.")})
        if self.application_id and self.application.submission.call_id != self.program_id:  # type: ignore[union-attr]
            raise ValidationError({"application": _("The application was made to another program.")})
