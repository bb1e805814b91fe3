"""A program (课题年度): one year's call for research projects, with its categories."""

from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from office.actor import Actor
from office.models import Record, ScopedQuerySet
from reviews.enums import CallKind
from reviews.models import Call


class ProgramQuerySet(ScopedQuerySet):
    """Programs, seen with their call."""

    def visible_to(self, actor: Actor) -> Self:
        """Return the programs whose call the actor may see."""
        return self if actor.reads_all else self.filter(call__in=Call.objects.visible_to(actor))


class Program(Record):
    """What a call for projects has of its own; ``number_prefix`` begins the project numbers (立项编号)."""

    call = models.OneToOneField(Call, models.PROTECT, primary_key=True, related_name="+", verbose_name=_("Call"))
    code = models.SlugField(_("Code"), max_length=60, unique=True)
    name = models.CharField(_("Name"), max_length=200)
    number_prefix = models.CharField(
        _("Beginning of the project numbers"),
        max_length=20,
        blank=True,
        validators=[RegexValidator(r"^[A-Za-z0-9-]*$", _("Use Latin letters, digits and hyphens."))],
        help_text=_("Empty: the code. Three digits follow."),
    )

    objects: ClassVar[Any] = ProgramQuerySet.as_manager()

    class Meta:
        verbose_name = _("Research program")
        verbose_name_plural = _("Research programs")
        ordering = ["-call__year", "-call_id"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("research:program_detail", args=[self.pk])

    @property
    def state(self) -> str:
        """The state, kept with the call."""
        return str(self.call.state)

    def get_state_display(self) -> str:
        """Return the state in the reader's language."""
        return str(self.call.get_state_display())

    def clean(self) -> None:
        """The call calls for projects."""
        if self.call_id and self.call.kind != CallKind.PROJECT:
            raise ValidationError({"call": _("The call is not for research projects.")})


class ProgramCategoryQuerySet(ScopedQuerySet):
    """Categories, seen with their program."""

    def visible_to(self, actor: Actor) -> Self:
        """Return the categories of the programs that the actor may see."""
        return self if actor.reads_all else self.filter(program__in=Program.objects.visible_to(actor))

    def with_counts(self) -> Self:
        """Add ``project_count``: the projects approved in the category."""
        return self.annotate(project_count=models.Count("projects"))


class ProgramCategory(Record):
    """A category of a program, such as 重点课题 or 一般课题."""

    program = models.ForeignKey(Program, models.PROTECT, related_name="categories", verbose_name=_("Research program"))
    code = models.SlugField(_("Code"), max_length=40)
    name = models.CharField(_("Name"), max_length=60)
    order = models.PositiveSmallIntegerField(_("Order"), default=1)

    objects: ClassVar[Any] = ProgramCategoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("Project category")
        verbose_name_plural = _("Project categories")
        ordering = ["program", "order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "code"],
                name="program_category_once",
                violation_error_message=_("The program has a category with this code already."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return self.program.get_absolute_url()
