"""The list of honor selections."""

import django_filters
from django.utils.translation import gettext_lazy as _

from competitions.models import HonorEdition, HonorScheme
from office.listing import Column, Listing
from reviews.lists.words import CALL_TONES, CallPartFilter, call_columns, tone_of


class HonorFilter(CallPartFilter):
    """Filters of the list."""

    scheme = django_filters.ModelChoiceFilter(queryset=HonorScheme.objects.all(), label=_("Honor scheme"))

    class Meta:
        model = HonorEdition
        fields: list[str] = []


HONORS = Listing(
    name="competitions-honor",
    title=_("Honor selections"),
    rows=lambda actor: (
        HonorEdition.objects.visible_to(actor)
        .select_related("call__body", "scheme")
        .defer("call__basis", "scheme__basis")
    ),
    columns=call_columns(Column("scheme", _("Honor scheme"), "scheme.name", sort="scheme__name")),
    order=("-call__year",),
    filters=HonorFilter,
    empty_text=_("No honor selection fits."),
    empty_hint=_("Change the filter, or enter the selection."),
    tone=tone_of(CALL_TONES, "call"),
)
