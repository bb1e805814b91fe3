"""The list of honor schemes."""

import django_filters
from django.utils.translation import gettext_lazy as _

from competitions.models import HonorScheme
from office.listing import Column, Listing


class SchemeFilter(django_filters.FilterSet):
    """Filters of the list."""

    name = django_filters.CharFilter(lookup_expr="contains", label=_("Name"))

    class Meta:
        model = HonorScheme
        fields: list[str] = []


SCHEMES = Listing(
    name="competitions-scheme",
    title=_("Honor schemes"),
    rows=lambda actor: HonorScheme.objects.visible_to(actor).select_related("body").defer("basis"),
    columns=(
        Column("name", _("Name"), sort="name"),
        Column("body", _("Body"), "body.name", sort="body__name_key"),
        Column("code", _("Code"), sort="code"),
    ),
    order=("name",),
    filters=SchemeFilter,
    empty_text=_("No scheme fits."),
    empty_hint=_("Change the filter, or enter the scheme."),
)
