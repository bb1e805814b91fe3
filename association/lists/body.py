"""The list of bodies."""

import django_filters
from django.utils.translation import gettext_lazy as _

from association.enums import BodyKind
from association.lists.words import worded
from association.models import Body
from office.listing import Column, Listing


class BodyFilter(django_filters.FilterSet):
    """Filters of the list."""

    name = django_filters.CharFilter(lookup_expr="contains", label=_("Name"))
    kind = django_filters.ChoiceFilter(choices=BodyKind.choices, label=_("Kind"))
    dissolved = django_filters.BooleanFilter(
        field_name="dissolved_on", lookup_expr="isnull", exclude=True, label=_("Dissolved")
    )

    class Meta:
        model = Body
        fields: list[str] = []


BODIES = Listing(
    name="association-body",
    title=_("Bodies"),
    rows=lambda actor: Body.objects.visible_to(actor).select_related("parent", "organization", "region"),
    columns=(
        Column("name", _("Name"), sort="name_key"),
        Column("kind", _("Kind"), worded("kind", BodyKind), sort="kind"),
        Column("parent", _("Parent body"), "parent.name", sort="parent__name_key"),
        Column("region", _("Region"), "region.name", sort="region__code"),
        Column("founded_on", _("Founded on"), kind="date", sort="founded_on"),
        Column("code", _("Code"), sort="code", chosen=False),
        Column("organization", _("Legal entity"), "organization.name", chosen=False),
        Column("dissolved_on", _("Dissolved on"), kind="date", sort="dissolved_on", chosen=False),
    ),
    order=("name_key",),
    filters=BodyFilter,
    empty_text=_("No body fits."),
    empty_hint=_("Change the filter, or enter the body."),
)
