"""The list of groups."""

import django_filters
from django.utils.translation import gettext_lazy as _

from groups.models import Group
from office.listing import Column, Listing


class GroupFilter(django_filters.FilterSet):
    """Filters of the list."""

    name = django_filters.CharFilter("body__name", lookup_expr="contains", label=_("Name"))
    lead = django_filters.CharFilter("lead__name", lookup_expr="contains", label=_("Lead unit"))
    industry = django_filters.CharFilter(lookup_expr="contains", label=_("Industry"))

    class Meta:
        model = Group
        fields: list[str] = []


GROUPS = Listing(
    name="groups-group",
    title=_("Vocational groups"),
    rows=lambda actor: Group.objects.visible_to(actor).select_related("body__region", "lead").with_counts(),
    columns=(
        Column("name", _("Name"), "body.name", sort="body__name_key"),
        Column("lead", _("Lead unit"), "lead.name", sort="lead__name_key"),
        Column("industry", _("Industry"), sort="industry"),
        Column("region", _("Region"), "body.region.name", sort="body__region__code"),
        Column("member_count", _("Member units"), kind="number", sort="member_count"),
        Column("founded_on", _("Founded"), "body.founded_on", kind="date", sort="body__founded_on", chosen=False),
        Column("is_illustrative", _("Illustrative"), chosen=False),
    ),
    order=("body__name_key",),
    filters=GroupFilter,
    empty_text=_("No group fits."),
    empty_hint=_("Change the filter, or enter the group."),
)
