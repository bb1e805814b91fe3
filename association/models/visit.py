"""Visits and exchanges: who went to whom, on which days, and who took part on both sides."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from association.enums import ActivityState, VisitDirection, VisitSide
from association.methods.dates import days_text
from association.models.body import Body
from association.models.dated import Dated, dated_constraints
from association.models.organization import Organization
from association.models.person import Person
from association.models.scope import fits_choices
from office.models import AttachmentLink, Record, ScopedQuerySet


class Visit(Dated, Record):
    """A visit to, from or between partners; staff only, like agreements."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="visits", verbose_name=_("Body"))
    direction = models.CharField(_("Direction"), max_length=10, choices=VisitDirection.choices)
    title = models.CharField(_("Title"), max_length=200)
    purpose = models.TextField(_("Purpose"), blank=True)
    place = models.CharField(_("Place"), max_length=200, blank=True)
    leader = models.CharField(_("Led by"), max_length=120, blank=True)
    state = models.CharField(_("State"), max_length=10, choices=ActivityState.choices, default=ActivityState.PLANNED)

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("Visit")
        verbose_name_plural = _("Visits")
        ordering = ["-year", "-start_on", "-id"]
        indexes = [models.Index(fields=["body", "year"], name="visit_body_year")]
        constraints = [
            *dated_constraints("visit"),
            models.CheckConstraint(
                condition=fits_choices("direction", VisitDirection) & fits_choices("state", ActivityState),
                name="visit_words",
                violation_error_message=_("Choose a direction from the list."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("association:visit_detail", args=[self.pk])

    def date_words(self, *, known_year: int | None = None) -> str:
        """Return the visit's single days where they are listed, else its period."""
        days = [day.on for day in self.days.all()]
        return days_text(days, known_year=known_year) if days else super().date_words(known_year=known_year)


class VisitDay(models.Model):
    """One of several separate days of a visit."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="days", verbose_name=_("Visit"))
    on = models.DateField(_("Day"))
    place = models.CharField(_("Place"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Visit day")
        verbose_name_plural = _("Visit days")
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "on"],
                name="visit_day_once",
                violation_error_message=_("This day is already listed."),
            )
        ]

    def __str__(self) -> str:
        return self.on.isoformat()

    def get_absolute_url(self) -> str:
        return reverse("association:visit_detail", args=[self.visit_id])


class VisitParty(models.Model):
    """A unit or person on one side; a bare name where none is on record, with the post as it was then."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="parties", verbose_name=_("Visit"))
    side = models.CharField(_("Side"), max_length=6, choices=VisitSide.choices)
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="visits", verbose_name=_("Organization")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="visits", verbose_name=_("Person")
    )
    name = models.CharField(_("Name only"), max_length=120, blank=True, help_text=_("Only where neither is on record."))
    position = models.CharField(_("Position then"), max_length=120, blank=True)
    order = models.PositiveSmallIntegerField(_("Order"), default=0)

    class Meta:
        verbose_name = _("Visit party")
        verbose_name_plural = _("Parties")
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organization__isnull=False) | Q(person__isnull=False) | ~Q(name=""),
                name="visit_party_named",
                violation_error_message=_("Name the party by an organization, a person or a name."),
            ),
            models.CheckConstraint(condition=fits_choices("side", VisitSide), name="visit_party_words"),
        ]

    def __str__(self) -> str:
        return self.party_name

    def get_absolute_url(self) -> str:
        return reverse("association:visit_detail", args=[self.visit_id])

    @property
    def party_name(self) -> str:
        """The unit and the person, as far as they are known."""
        names = [self.organization.name if self.organization else "", self.person.name if self.person else self.name]
        return " ".join(name for name in names if name)


class VisitAttachment(AttachmentLink):
    """A file of a visit."""

    owner = models.ForeignKey(Visit, models.CASCADE, related_name="attachments")

    class Meta(AttachmentLink.Meta):
        verbose_name = _("Visit file")
        verbose_name_plural = _("Visit files")
