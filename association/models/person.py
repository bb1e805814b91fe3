"""Persons whom the association deals with, and where they worked when."""

from typing import Any, ClassVar, Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from association.methods.matching import phone_tail, plain_name, sound_of
from association.methods.pinyin import sort_key
from association.models.matched import form_indexes
from association.models.organization import Organization
from association.models.scope import in_order
from office.actor import Actor
from office.models import Record, ScopedQuerySet


class PersonQuerySet(ScopedQuerySet):
    """Persons are personal data: staff read all, a school its own people."""

    def visible_to(self, actor: Actor) -> Self:
        """Return all persons for those who read all, a school's own for its people."""
        if actor.reads_all:
            return self
        return self.filter(organization_id=actor.organization_id) if actor.is_school else self.none()


class Person(Record):
    """A person; where the person works now is kept here, the dated history in ``Employment``."""

    name = models.CharField(_("Full name"), max_length=60)
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="persons", verbose_name=_("Employer")
    )
    position = models.CharField(_("Position"), max_length=100, blank=True)
    phone = models.CharField(
        _("Phone"),
        max_length=20,
        blank=True,
        validators=[RegexValidator(r"^\+?[\d -]{5,19}$", _("Write a phone number with digits only."))],
    )
    is_illustrative = models.BooleanField(
        _("Illustrative"), default=False, help_text=_("An invented row for demonstration, not a real one.")
    )
    name_key = models.CharField(max_length=200, blank=True, editable=False, db_index=True)
    # Under these the likes of a person are found (association/methods/matching.py).
    name_plain = models.CharField(max_length=60, blank=True, editable=False)
    name_sound = models.CharField(max_length=200, blank=True, editable=False)
    phone_tail = models.CharField(max_length=8, blank=True, editable=False)
    derived_fields: tuple[str, ...] = ("name_plain", "name_sound", "phone_tail")

    objects: ClassVar[Any] = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("Person")
        verbose_name_plural = _("Persons")
        ordering = ["name_key", "id"]
        indexes = form_indexes("person", "name_plain", "name_sound", "phone_tail")
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""), name="person_named", violation_error_message=_("A person needs a name.")
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("association:person_detail", args=[self.pk])

    def derive(self) -> None:
        """Fill the sort key and what the likes of a person are found by."""
        self.name_key = sort_key(self.name)
        self.name_plain = plain_name(self.name)
        self.name_sound = sound_of(self.name_plain)
        self.phone_tail = phone_tail(self.phone)

    @property
    def masked_phone(self) -> str:
        """The phone with its middle hidden: 138****5678."""
        digits = self.phone.strip()
        if not digits:
            return ""
        return f"{digits[:3]}****{digits[-4:]}" if len(digits) >= 11 else "****" + digits[-2:]


class EmploymentQuerySet(ScopedQuerySet):
    """Employments follow their person."""

    def visible_to(self, actor: Actor) -> Self:
        """Return the employments of the persons whom the actor sees."""
        if actor.reads_all:
            return self
        return self.filter(person__organization_id=actor.organization_id) if actor.is_school else self.none()


class Employment(Record):
    """A person's post at an organization, from ``since`` until the day before ``until``."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="employments", verbose_name=_("Person"))
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="employments", verbose_name=_("Employer")
    )
    position = models.CharField(_("Position"), max_length=100, blank=True)
    since = models.DateField(_("Since"), null=True, blank=True)
    until = models.DateField(_("Until"), null=True, blank=True)

    objects: ClassVar[Any] = EmploymentQuerySet.as_manager()

    class Meta:
        verbose_name = _("Employment")
        verbose_name_plural = _("Employments")
        ordering = ["since", "id"]
        constraints = [
            models.CheckConstraint(
                condition=in_order("since", "until"),
                name="employment_dates",
                violation_error_message=_("The end lies after the beginning."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.organization} {self.position}".strip()

    def get_absolute_url(self) -> str:
        return reverse("association:person_detail", args=[self.person_id])
