"""A nomination: a person or an organization put forward for an honor."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from association.models.scope import fits_choices
from competitions.enums import NomineeKind
from competitions.models.entry import EntryQuerySet
from office.models import Record
from reviews.enums import CallKind
from reviews.models import Submission


class Nomination(Record):
    """What a submission to an honor selection has of its own: the nominee, by name as sent in."""

    submission = models.OneToOneField(
        Submission, models.CASCADE, primary_key=True, related_name="+", verbose_name=_("Submission")
    )
    nominee_kind = models.CharField(
        _("Nominee"), max_length=20, choices=NomineeKind.choices, default=NomineeKind.PERSON
    )
    person = models.ForeignKey(
        "association.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Person")
    )
    organization = models.ForeignKey(
        "association.Organization",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Nominated organization"),
    )
    name = models.CharField(_("Name of the nominee"), max_length=100)

    objects: ClassVar[Any] = EntryQuerySet.as_manager()

    label_joins = ("submission",)

    class Meta:
        verbose_name = _("Nomination")
        verbose_name_plural = _("Nominations")
        ordering = ["-submission_id"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(nominee_kind=NomineeKind.PERSON) & Q(organization__isnull=True))
                | (Q(nominee_kind=NomineeKind.ORGANIZATION) & Q(person__isnull=True)),
                name="nomination_names_its_kind",
                violation_error_message=_("A person is nominated or an organization, not both."),
            ),
            models.CheckConstraint(
                condition=fits_choices("nominee_kind", NomineeKind),
                name="nomination_words",
                violation_error_message=_("Choose a value from the list."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission.number} {self.name}".strip()

    def get_absolute_url(self) -> str:
        return reverse("competitions:nomination_detail", args=[self.pk])

    @property
    def state(self) -> str:
        """The state, kept with the submission."""
        return str(self.submission.state)

    def get_state_display(self) -> str:
        """Return the state in the reader's language."""
        return str(self.submission.get_state_display())

    def clean(self) -> None:
        """The submission goes to an honor selection."""
        if self.submission_id and self.submission.call.kind != CallKind.HONOR:
            raise ValidationError({"submission": _("The submission is not to an honor selection.")})
