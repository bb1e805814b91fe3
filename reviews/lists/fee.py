"""The list of lists of expert fees."""

from decimal import Decimal
from typing import Any

import django_filters
from django.db.models import Count, Sum
from django.utils.translation import gettext_lazy as _

from office.listing import Column, Listing
from reviews.enums import FeeState
from reviews.lists.words import tone_of, worded
from reviews.models import FeeList

FEE_TONES = {
    FeeState.DRAFTED: "warning",
    FeeState.CHECKED: "info",
    FeeState.APPROVED: "success",
    FeeState.PAID: "muted",
}


def two_places(fee_list: Any) -> Any:
    """Return the sum of a list with its cents, None while nothing is computed."""
    total = fee_list.total
    return None if total is None else total.quantize(Decimal("0.01"))


class FeeFilter(django_filters.FilterSet):
    """Filters of the list."""

    call = django_filters.CharFilter("round__call__title", lookup_expr="contains", label=_("Call"))
    year = django_filters.NumberFilter("round__call__year", label=_("Year"))
    state = django_filters.ChoiceFilter(choices=FeeState.choices, label=_("State"))

    class Meta:
        model = FeeList
        fields: list[str] = []


FEES = Listing(
    name="reviews-fee",
    title=_("Expert fees"),
    rows=lambda actor: (
        FeeList.objects.visible_to(actor)
        .select_related("round__call")
        .annotate(people=Count("lines"), total=Sum("lines__amount"))
    ),
    columns=(
        Column("call", _("Call"), "round.call.title", sort="round__call__title"),
        Column("round", _("Round"), "round.name"),
        Column("people", _("Experts"), kind="number", sort="people"),
        Column("total", _("Amount in yuan"), two_places, kind="number", sort="total"),
        Column("state", _("State"), worded("state", FeeState), kind="state", sort="state"),
        Column("paid_on", _("Paid on"), kind="date", sort="paid_on"),
    ),
    order=("-pk",),
    filters=FeeFilter,
    empty_text=_("No list of expert fees fits."),
    empty_hint=_("A list is made on the page of its round."),
    tone=tone_of(FEE_TONES),
)
