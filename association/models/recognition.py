"""Recognitions: every final award, external result and listing, so that a lifetime list reads one table."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from association.enums import RecognitionLevel
from association.models.organization import Organization
from association.models.person import Person
from association.models.scope import fits_choices
from office.actor import Actor
from office.models import Record, ScopedQuerySet


class RecognitionQuerySet(ScopedQuerySet):
    """Recognitions: staff read all, a school its own."""

    def visible_to(self, actor: Actor) -> Self:
        """Return all recognitions for those who read all, a school's own for its people."""
        if actor.reads_all:
            return self
        return self.filter(organization_id=actor.organization_id) if actor.is_school else self.none()


class Recognition(Record):
    """What a unit or person was recognized for; ``name`` is as printed then, a renamed school keeps its old one here.

    ``organization`` beside a person is the employer then. ``source`` names the row of an upper app that wrote it
    (``reviews.award:12``), so that writing it twice is harmless; a row entered by hand has none.
    """

    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="recognitions", verbose_name=_("Organization")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="recognitions", verbose_name=_("Person")
    )
    name = models.CharField(_("Recipient as printed"), max_length=120)
    title = models.CharField(pgettext_lazy("honor", "Recognition"), max_length=200)
    level = models.CharField(_("Level"), max_length=12, choices=RecognitionLevel.choices)
    issuer = models.CharField(_("Issuer"), max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(_("Year"), db_index=True)
    on = models.DateField(_("Recognized on"), null=True, blank=True)
    basis = models.CharField(_("Basis"), max_length=200, blank=True, help_text=_("Document that decided it."))
    revoked_at = models.DateTimeField(_("Revoked"), null=True, blank=True, editable=False)
    revoked_reason = models.CharField(_("Reason of revocation"), max_length=200, blank=True, editable=False)
    source = models.CharField(max_length=80, blank=True, editable=False)

    objects: ClassVar[Any] = RecognitionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Recognition")
        verbose_name_plural = _("Recognitions")
        ordering = ["-year", "-on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_reason="")
                | (Q(revoked_at__isnull=False) & ~Q(revoked_reason="")),
                name="recognition_revoked_with_reason",
                violation_error_message=_("A revocation has its reason."),
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(title=""),
                name="recognition_named",
                violation_error_message=_("Give the recipient and the recognition."),
            ),
            models.CheckConstraint(
                condition=fits_choices("level", RecognitionLevel),
                name="recognition_words",
                violation_error_message=_("Choose a level from the list."),
            ),
            models.UniqueConstraint(fields=["source"], condition=~Q(source=""), name="recognition_source_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("association:recognition_detail", args=[self.pk])

    @property
    def is_revoked(self) -> bool:
        """True once the recognition has been taken back."""
        return self.revoked_at is not None
