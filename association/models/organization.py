"""Organizations: schools, enterprises, offices; with the names they had and what they came from."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from association.enums import OrganizationKind, SchoolLevel, SuccessionKind
from association.methods.matching import plain_name
from association.methods.pinyin import sort_key
from association.methods.uscc import is_valid_uscc, normalize_uscc
from association.models.matched import NAME_FORMS, NameMatched, form_indexes
from association.models.region import Region
from association.models.scope import MasterQuerySet, fits_choices, in_order
from office.models import Record, ScopedQuerySet


def check_uscc(code: str) -> None:
    """Refuse a social credit code whose check character does not fit (GB 32100)."""
    if not is_valid_uscc(normalize_uscc(code)):
        raise ValidationError(_("This is not a valid social credit code: look for a mistyped character."), code="uscc")


class Organization(NameMatched, Record):
    """A unit with a name of its own; closed units stay, because documents of their time name them."""

    kind = models.CharField(_("Kind"), max_length=12, choices=OrganizationKind.choices)
    school_level = models.CharField(_("School level"), max_length=20, choices=SchoolLevel.choices, blank=True)
    name = models.CharField(_("Name"), max_length=120)
    short_name = models.CharField(_("Short name"), max_length=60, blank=True)
    uscc = models.CharField(_("Social credit code"), max_length=18, blank=True, validators=[check_uscc])
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="organizations", verbose_name=_("Region")
    )
    postcode = models.CharField(
        _("Postcode"),
        max_length=6,
        blank=True,
        validators=[RegexValidator(r"^\d{6}$", _("A postcode has six digits."))],
    )
    address = models.CharField(_("Postal address"), max_length=200, blank=True)
    founded_on = models.DateField(_("Founded on"), null=True, blank=True)
    closed_on = models.DateField(_("Discontinued on"), null=True, blank=True)
    is_illustrative = models.BooleanField(
        _("Illustrative"), default=False, help_text=_("An invented row for demonstration, not a real one.")
    )
    name_key = models.CharField(max_length=200, blank=True, editable=False, db_index=True)
    short_plain = models.CharField(max_length=60, blank=True, editable=False)

    objects: ClassVar[Any] = MasterQuerySet.as_manager()

    class Meta:
        verbose_name = _("Organization")
        verbose_name_plural = _("Organizations")
        ordering = ["name_key", "id"]
        indexes = [
            models.Index(fields=["kind", "school_level"], name="organization_kind_level"),
            *form_indexes("organization", *NAME_FORMS, "short_plain"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                condition=Q(closed_on__isnull=True),
                name="organization_open_name",
                violation_error_message=_("Another open organization has this name."),
            ),
            models.UniqueConstraint(
                fields=["uscc"],
                condition=~Q(uscc=""),
                name="organization_uscc_once",
                violation_error_message=_("Another organization has this social credit code."),
            ),
            models.CheckConstraint(
                condition=Q(uscc="") | Q(uscc__regex=r"^[0-9A-HJ-NPQRTUWXY]{18}$"),
                name="organization_uscc_shape",
                violation_error_message=_("A social credit code has 18 digits and capital letters."),
            ),
            models.CheckConstraint(
                condition=Q(kind=OrganizationKind.SCHOOL) | Q(school_level=""),
                name="organization_level_of_school",
                violation_error_message=_("Only a school has a school level."),
            ),
            models.CheckConstraint(
                condition=in_order("founded_on", "closed_on"),
                name="organization_dates",
                violation_error_message=_("An organization cannot close before it is founded."),
            ),
            models.CheckConstraint(
                condition=fits_choices("kind", OrganizationKind)
                & fits_choices("school_level", SchoolLevel, empty=True),
                name="organization_words",
                violation_error_message=_("Choose a kind and a level from the list."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("association:organization_detail", args=[self.pk])

    def derive(self) -> None:
        """Fill what follows from the other fields: the sort key, the forms of the name, the code's plain form."""
        self.name_key = sort_key(self.name)
        self.fill_name_keys()
        self.short_plain = plain_name(self.short_name)[:60]
        self.uscc = normalize_uscc(self.uscc)

    @property
    def is_open(self) -> bool:
        """True while the organization has not closed."""
        return self.closed_on is None


class OrganizationPartQuerySet(ScopedQuerySet):
    """Rows of an organization's history: as public as the organization itself."""

    visible_to = MasterQuerySet.visible_to


class FormerName(NameMatched, Record):
    """A name that an organization had: from ``since`` (unknown: from its founding) until the day before ``until``."""

    organization = models.ForeignKey(
        Organization, models.CASCADE, related_name="former_names", verbose_name=_("Organization")
    )
    name = models.CharField(_("Former name"), max_length=120)
    since = models.DateField(_("Since"), null=True, blank=True)
    until = models.DateField(_("Until"), help_text=_("First day of the next name."))

    objects: ClassVar[Any] = OrganizationPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("Former name")
        verbose_name_plural = _("Former names")
        ordering = ["until", "id"]
        indexes = form_indexes("former_name", *NAME_FORMS)
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "until"],
                name="former_name_ends_once",
                violation_error_message=_("One former name already ended on this day."),
            ),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__gt=F("since")),
                name="former_name_dates",
                violation_error_message=_("The end lies after the beginning."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def derive(self) -> None:
        """Fill the forms of the name under which its likes are found."""
        self.fill_name_keys()

    def get_absolute_url(self) -> str:
        return reverse("association:organization_detail", args=[self.organization_id])


class Succession(Record):
    """One line of how organizations followed each other; the names are kept as they were on that day.

    A rename has the same organization on both sides; in a merger, split or upgrade the predecessor closes.
    """

    predecessor = models.ForeignKey(
        Organization, models.PROTECT, related_name="successors", verbose_name=_("Predecessor")
    )
    successor = models.ForeignKey(
        Organization, models.PROTECT, related_name="predecessors", verbose_name=_("Successor")
    )
    kind = models.CharField(_("Kind"), max_length=10, choices=SuccessionKind.choices)
    on = models.DateField(_("Effective"))
    basis = models.CharField(_("Basis"), max_length=200, blank=True, help_text=_("Document that decided it."))
    predecessor_name = models.CharField(_("Name before"), max_length=120)
    successor_name = models.CharField(_("Name after"), max_length=120)

    objects: ClassVar[Any] = OrganizationPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("Succession")
        verbose_name_plural = _("Successions")
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor", "kind", "on"],
                name="succession_once",
                violation_error_message=_("This succession is already recorded."),
            ),
            models.CheckConstraint(
                condition=Q(kind=SuccessionKind.RENAME, predecessor=F("successor"))
                | (
                    Q(kind__in=[SuccessionKind.MERGE, SuccessionKind.SPLIT, SuccessionKind.UPGRADE])
                    & ~Q(predecessor=F("successor"))
                ),
                name="succession_sides",
                violation_error_message=_("Only a rename keeps the same organization."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_name} → {self.successor_name}"

    def get_absolute_url(self) -> str:
        return reverse("association:organization_detail", args=[self.predecessor_id])
