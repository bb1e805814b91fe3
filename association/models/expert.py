"""Experts (专家): persons who can be asked to judge, with what they know and whom they are bound to."""

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from association.enums import RelationKind
from association.models.organization import Organization
from association.models.person import Person
from association.models.scope import MasterQuerySet, exactly_one, fits_choices
from office.models import Record, ScopedQuerySet


class Topic(Record):
    """A field of expertise (专业领域) of the code table that experts and submissions are matched by."""

    code = models.SlugField(_("Code"), max_length=40, unique=True)
    name = models.CharField(_("Name"), max_length=60, unique=True)
    order = models.PositiveSmallIntegerField(_("Order"), default=0)

    objects: ClassVar[Any] = MasterQuerySet.as_manager()

    class Meta:
        verbose_name = _("Field of expertise")
        verbose_name_plural = _("Fields of expertise")
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("association:topic_detail", args=[self.pk])


class Expert(Record):
    """A person of the expert pool; the employer is the person's, now and before (``Employment``).

    Only those who read all see experts: whom the association could ask to judge is nobody else's business.
    """

    person = models.OneToOneField(Person, models.PROTECT, related_name="expert", verbose_name=_("Person"))
    title = models.CharField(_("Professional title"), max_length=60, blank=True)
    is_enterprise = models.BooleanField(_("From an enterprise"), default=False)
    is_active = models.BooleanField(_("May be asked"), default=True)
    note = models.TextField(_("Note"), blank=True)

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("Expert")
        verbose_name_plural = _("Experts")
        ordering = ["person__name_key", "id"]

    def __str__(self) -> str:
        return self.person.name

    def get_absolute_url(self) -> str:
        return reverse("association:expert_detail", args=[self.pk])


class ExpertTopic(Record):
    """A field that an expert knows."""

    expert = models.ForeignKey(Expert, models.CASCADE, related_name="topics", verbose_name=_("Expert"))
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="experts", verbose_name=_("Field of expertise"))

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("Field of an expert")
        verbose_name_plural = _("Fields of experts")
        ordering = ["expert_id", "topic__order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["expert", "topic"],
                name="expert_topic_once",
                violation_error_message=_("The expert has this field already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.expert}：{self.topic}"


class ExpertRelation(Record):
    """A tie that an expert has declared or the secretariat knows of: to a person, or to an organization.

    Whoever is tied to a participant or to the school of an entry does not review it (回避).
    """

    expert = models.ForeignKey(Expert, models.CASCADE, related_name="relations", verbose_name=_("Expert"))
    kind = models.CharField(_("Kind"), max_length=20, choices=RelationKind.choices)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Related person")
    )
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Related organization")
    )
    note = models.CharField(_("Note"), max_length=200, blank=True)

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("Declared relation")
        verbose_name_plural = _("Declared relations")
        ordering = ["expert_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["expert", "person", "kind"],
                name="expert_relation_person_once",
                violation_error_message=_("This relation is declared already."),
            ),
            models.UniqueConstraint(
                fields=["expert", "organization", "kind"],
                name="expert_relation_unit_once",
                violation_error_message=_("This relation is declared already."),
            ),
            models.CheckConstraint(
                condition=exactly_one("person", "organization"),
                name="expert_relation_one_side",
                violation_error_message=_("Name either a person or an organization."),
            ),
            models.CheckConstraint(
                condition=fits_choices("kind", RelationKind),
                name="expert_relation_words",
                violation_error_message=_("Choose a value from the list."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.expert}：{self.person or self.organization}"

    def get_absolute_url(self) -> str:
        return reverse("association:expert_detail", args=[self.expert_id])
