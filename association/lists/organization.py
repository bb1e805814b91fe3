"""The list of organizations."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from association.enums import OrganizationKind, SchoolLevel
from association.lists.words import worded
from association.models import FormerName, Organization, Region
from office.actor import Actor
from office.listing import Column, Listing
from office.queries.merge import merged_under


class OrganizationFilter(django_filters.FilterSet):
    """Filters of the list; a name finds former names too."""

    name = django_filters.CharFilter(label=_("Name, also a former one"), method="find_name")
    kind = django_filters.ChoiceFilter(choices=OrganizationKind.choices, label=_("Kind"))
    school_level = django_filters.ChoiceFilter(choices=SchoolLevel.choices, label=_("School level"))
    region = django_filters.CharFilter(label=_("Region"), method="find_region")
    uscc = django_filters.CharFilter(lookup_expr="startswith", label=_("Social credit code"))
    open = django_filters.ChoiceFilter(
        choices=[("open", _("In operation")), ("closed", _("Discontinued"))], label=_("State"), method="keep_open"
    )

    class Meta:
        model = Organization
        fields: list[str] = []

    def find_name(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the organizations that have or had the typed name."""
        former = FormerName.objects.filter(name__contains=value).values("organization")
        merged = merged_under(Organization, value)
        own = Q(name__contains=value) | Q(short_name__contains=value)
        return rows.filter(own | Q(pk__in=former) | Q(pk__in=merged))

    def find_region(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the organizations in a region of the typed name or in one that belongs to it.

        Typed, not picked: a drop-down of every county would cost more than the rest of the page.
        """
        regions = Region.objects.filter(
            Q(name__contains=value) | Q(parent__name__contains=value) | Q(parent__parent__name__contains=value)
        )
        return rows.filter(region__in=regions)

    def keep_open(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the open or the closed ones."""
        return rows.filter(closed_on__isnull=value == "open")


def organization_rows(actor: Actor) -> QuerySet[Any]:
    """Return an actor's organizations with what a row shows and nothing else."""
    shown = (
        "kind",
        "school_level",
        "name",
        "short_name",
        "uscc",
        "postcode",
        "address",
        "founded_on",
        "closed_on",
        "is_illustrative",
    )
    rows = Organization.objects.visible_to(actor).select_related("region")
    return rows.only("id", *shown, "name_key", "region__name")


def state_word(row: Any) -> Any:
    """Return whether an organization is open."""
    return _("In operation") if row.closed_on is None else _("Discontinued")


def state_tone(row: Any) -> str:
    """Return the color of an organization's state."""
    return "success" if row.closed_on is None else "muted"


ORGANIZATIONS = Listing(
    name="association-organization",
    title=_("Organizations"),
    rows=organization_rows,
    columns=(
        Column("name", _("Name"), sort="name_key"),
        Column("kind", _("Kind"), worded("kind", OrganizationKind), sort="kind"),
        Column("school_level", _("School level"), worded("school_level", SchoolLevel), sort="school_level"),
        Column("region", _("Region"), "region.name", sort="region__code"),
        Column("state", _("State"), state_word, kind="state"),
        Column("short_name", _("Short name"), chosen=False),
        Column("uscc", _("Social credit code"), sort="uscc", chosen=False),
        Column("postcode", _("Postcode"), chosen=False),
        Column("address", _("Postal address"), chosen=False),
        Column("founded_on", _("Founded on"), kind="date", sort="founded_on", chosen=False),
        Column("closed_on", _("Discontinued on"), kind="date", sort="closed_on", chosen=False),
        Column("is_illustrative", _("Illustrative"), chosen=False),
    ),
    order=("name_key",),
    filters=OrganizationFilter,
    empty_text=_("No organization fits."),
    empty_hint=_("Change the filter, or enter the organization."),
    tone=state_tone,
)
