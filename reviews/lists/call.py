"""The list of calls of all kinds."""

import django_filters
from django.utils.translation import gettext_lazy as _

from association.models import Body
from office.listing import Column, Listing
from reviews.enums import CallKind, CallState
from reviews.lists.words import CALL_TONES, call_columns, tone_of, worded
from reviews.models import Call


class CallFilter(django_filters.FilterSet):
    """Filters of the list."""

    title = django_filters.CharFilter(lookup_expr="contains", label=_("Title"))
    year = django_filters.NumberFilter(label=_("Year"))
    kind = django_filters.ChoiceFilter(choices=CallKind.choices, label=_("Kind"))
    state = django_filters.ChoiceFilter(choices=CallState.choices, label=_("State"))
    body = django_filters.ModelChoiceFilter(queryset=Body.objects.all(), label=_("Body"))

    class Meta:
        model = Call
        fields: list[str] = []


CALLS = Listing(
    name="reviews-call",
    title=_("Calls"),
    rows=lambda actor: Call.objects.visible_to(actor).select_related("body").defer("basis"),
    columns=call_columns(Column("kind", _("Kind"), worded("kind", CallKind), sort="kind"), path=""),
    order=("-year",),
    filters=CallFilter,
    empty_text=_("No call fits."),
    empty_hint=_("Change the filter, or make the call where it belongs: contest, honor selection, program."),
    tone=tone_of(CALL_TONES),
)
