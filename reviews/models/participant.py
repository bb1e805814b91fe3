"""A participant: a person in a submission, in the order of the certificate."""

from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from association.models.scope import fits_choices
from office.actor import Actor
from office.models import Record, ScopedQuerySet
from reviews.enums import ParticipantRole
from reviews.models.panel import without_own_panels
from reviews.models.submission import Submission


class ParticipantQuerySet(ScopedQuerySet):
    """Participants, seen with their submission."""

    def visible_to(self, actor: Actor) -> Self:
        """Return the participants of the submissions that the actor may see."""
        if actor.reads_all:
            return without_own_panels(self, actor, "submission__call")
        return self.filter(submission__in=Submission.objects.visible_to(actor))


class Participant(Record):
    """A person in a submission as of then: name and employer are snapshots, ``person`` links the record if known."""

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="participants", verbose_name=_("Submission")
    )
    person = models.ForeignKey(
        "association.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Person")
    )
    name = models.CharField(_("Name"), max_length=60)
    role = models.CharField(
        _("Role"), max_length=20, choices=ParticipantRole.choices, default=ParticipantRole.CONTESTANT
    )
    order = models.PositiveSmallIntegerField(_("Order"), default=1)
    organization = models.ForeignKey(
        "association.Organization",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Organization then"),
    )
    organization_name = models.CharField(_("Name of the organization then"), max_length=100, blank=True)

    objects: ClassVar[Any] = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = _("Participant")
        verbose_name_plural = _("People in it")
        ordering = ["submission", "role", "order", "id"]
        indexes = [models.Index(fields=["name"], name="participant_by_name")]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "role", "person"],
                condition=models.Q(person__isnull=False),
                name="participant_once_per_role",
                violation_error_message=_("This person is in the submission with this role already."),
            ),
            models.CheckConstraint(
                condition=fits_choices("role", ParticipantRole),
                name="participant_words",
                violation_error_message=_("Choose a value from the list."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return self.submission.get_absolute_url()
