"""Experts (专家): persons who can be asked to judge, with what they know and whom they are bound to."""

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from association.models.person import Person
from association.models.scope import MasterQuerySet
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
