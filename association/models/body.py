"""Governed bodies: the association, its branches and committees, groups and alliances, in one shape."""

from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from association.enums import BodyKind
from association.methods.pinyin import sort_key
from association.models.organization import Organization
from association.models.region import Region
from association.models.scope import MasterQuerySet, fits_choices, in_order
from office.models import Record


class Body(Record):
    """What has terms, meetings, activities and reports; ``organization`` is its legal entity where it has one."""

    code = models.SlugField(
        _("Code"),
        max_length=40,
        unique=True,
        validators=[RegexValidator(r"^[a-z0-9-]+$", _("Use small letters, digits and hyphens."))],
        help_text=_("Short Latin name used in addresses and commands; it never changes."),
    )
    name = models.CharField(_("Name"), max_length=120)
    short_name = models.CharField(_("Short name"), max_length=60, blank=True)
    kind = models.CharField(_("Kind"), max_length=12, choices=BodyKind.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("Parent body")
    )
    organization = models.OneToOneField(
        Organization, models.PROTECT, null=True, blank=True, related_name="body", verbose_name=_("Legal entity")
    )
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="bodies", verbose_name=_("Region")
    )
    founded_on = models.DateField(_("Founded on"), null=True, blank=True)
    dissolved_on = models.DateField(_("Dissolved on"), null=True, blank=True)
    name_key = models.CharField(max_length=200, blank=True, editable=False, db_index=True)

    objects: ClassVar[Any] = MasterQuerySet.as_manager()

    class Meta:
        verbose_name = _("Body")
        verbose_name_plural = _("Bodies")
        ordering = ["name_key", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                condition=Q(dissolved_on__isnull=True),
                name="body_open_name",
                violation_error_message=_("Another body has this name."),
            ),
            models.CheckConstraint(
                condition=~Q(parent=F("id")),
                name="body_not_own_parent",
                violation_error_message=_("A body cannot be its own parent."),
            ),
            models.CheckConstraint(
                condition=in_order("founded_on", "dissolved_on"),
                name="body_dates",
                violation_error_message=_("A body cannot be dissolved before it is founded."),
            ),
            models.CheckConstraint(
                condition=fits_choices("kind", BodyKind),
                name="body_words",
                violation_error_message=_("Choose a kind from the list."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("association:body_detail", args=[self.pk])

    def derive(self) -> None:
        """Fill the sort key."""
        self.name_key = sort_key(self.name)
