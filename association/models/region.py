"""Administrative divisions (行政区划), by their six-digit code."""

from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from association.enums import RegionLevel
from association.models.scope import MasterQuerySet
from office.models import Record


class Region(Record):
    """A province, a city of it, or a county of a city."""

    code = models.CharField(
        _("Region code"),
        max_length=6,
        unique=True,
        validators=[RegexValidator(r"^\d{6}$", _("Write the six digits of the division code."))],
        help_text=_("Six digits of the national division code, such as 340100."),
    )
    name = models.CharField(_("Name"), max_length=60)
    level = models.CharField(_("Level"), max_length=10, choices=RegionLevel.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("Belongs to")
    )

    objects: ClassVar[Any] = MasterQuerySet.as_manager()

    class Meta:
        verbose_name = _("Region")
        verbose_name_plural = _("Regions")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^[0-9]{6}$"),
                name="region_code_digits",
                violation_error_message=_("Write the six digits of the division code."),
            ),
            models.CheckConstraint(
                condition=Q(level=RegionLevel.PROVINCE, parent__isnull=True)
                | Q(level__in=[RegionLevel.CITY, RegionLevel.COUNTY], parent__isnull=False),
                name="region_parent_by_level",
                violation_error_message=_("A province stands alone; a city or county belongs to a region above it."),
            ),
            models.CheckConstraint(
                condition=~Q(parent=models.F("id")),
                name="region_not_own_parent",
                violation_error_message=_("A region cannot belong to itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("association:region_detail", args=[self.pk])
