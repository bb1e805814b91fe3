"""The list of regions."""

import django_filters
from django.utils.translation import gettext_lazy as _

from association.enums import RegionLevel
from association.lists.words import worded
from association.models import Region
from office.listing import Column, Listing


class RegionFilter(django_filters.FilterSet):
    """Filters of the list."""

    name = django_filters.CharFilter(lookup_expr="contains", label=_("Name"))
    code = django_filters.CharFilter(lookup_expr="startswith", label=_("Region code"))
    level = django_filters.ChoiceFilter(choices=RegionLevel.choices, label=_("Level"))

    class Meta:
        model = Region
        fields: list[str] = []


REGIONS = Listing(
    name="association-region",
    title=_("Regions"),
    rows=lambda actor: Region.objects.visible_to(actor).select_related("parent"),
    columns=(
        Column("name", _("Name"), sort="name"),
        Column("code", _("Region code"), sort="code"),
        Column("level", _("Level"), worded("level", RegionLevel), sort="level"),
        Column("parent", _("Belongs to"), "parent.name", sort="parent__code"),
    ),
    order=("code",),
    filters=RegionFilter,
    empty_text=_("No region is on record."),
    empty_hint=_("Enter the province first, then its cities and counties."),
)
