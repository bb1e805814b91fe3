"""The list of calls of all kinds."""

from typing import Any

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from association.lists.words import body_filter
from office.listing import Column, Listing
from reviews.enums import CallKind, CallState
from reviews.lists.words import CALL_TONES, call_columns, tone_of, worded
from reviews.models import Call
from reviews.queries.todo import closing_later, closing_soon, past_closing


class CallFilter(django_filters.FilterSet):
    """Filters of the list."""

    title = django_filters.CharFilter(lookup_expr="contains", label=_("Title"))
    year = django_filters.NumberFilter(label=_("Year"))
    kind = django_filters.ChoiceFilter(choices=CallKind.choices, label=_("Kind"))
    state = django_filters.ChoiceFilter(choices=CallState.choices, label=_("State"))
    body = body_filter()

    waiting = django_filters.ChoiceFilter(
        label=_("To do"),
        choices=[("overdue", _("Past their closing time")), ("soon", _("Closing soon")), ("later", _("Open longer"))],
        method="keep_waiting",
    )

    class Meta:
        model = Call
        fields: list[str] = []

    def keep_waiting(self, rows: Any, name: str, value: str) -> Any:
        """Keep the calls of a line of the home page."""
        condition = {"overdue": past_closing, "soon": closing_soon, "later": closing_later}[value]
        return rows.filter(condition(timezone.now()))


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
