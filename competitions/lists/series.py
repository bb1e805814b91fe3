"""The list of contest series."""

import django_filters
from django.utils.translation import gettext_lazy as _

from competitions.models import ContestSeries
from office.listing import Column, Listing


class SeriesFilter(django_filters.FilterSet):
    """Filters of the list."""

    name = django_filters.CharFilter(lookup_expr="contains", label=_("Name"))

    class Meta:
        model = ContestSeries
        fields: list[str] = []


SERIES = Listing(
    name="competitions-series",
    title=_("Contest series"),
    rows=lambda actor: ContestSeries.objects.visible_to(actor).with_counts(),
    columns=(
        Column("name", _("Name"), sort="name"),
        Column("code", _("Code"), sort="code"),
        Column("contest_count", _("Editions on record"), kind="number", sort="contest_count"),
    ),
    order=("name",),
    filters=SeriesFilter,
    empty_text=_("No series fits."),
    empty_hint=_("Change the filter, or enter the series."),
)
