"""The list of activities."""

import django_filters
from django.utils.translation import gettext_lazy as _

from association.enums import ActivityKind, ActivityState
from association.lists.words import body_filter, state_tone, waiting_filter, worded, year_filter
from association.models import Activity
from office.listing import Column, Listing


class ActivityFilter(django_filters.FilterSet):
    """Filters of the list."""

    title = django_filters.CharFilter(lookup_expr="contains", label=_("Title"))
    year = year_filter()
    kind = django_filters.ChoiceFilter(choices=ActivityKind.choices, label=_("Kind"))
    state = django_filters.ChoiceFilter(choices=ActivityState.choices, label=_("State"))
    body = body_filter()
    waiting = waiting_filter()

    class Meta:
        model = Activity
        fields: list[str] = []


ACTIVITIES = Listing(
    name="association-activity",
    title=_("Activities"),
    rows=lambda actor: Activity.objects.visible_to(actor).select_related("body", "region").defer("summary"),
    columns=(
        Column("title", _("Title"), sort="title"),
        Column("kind", _("Kind"), worded("kind", ActivityKind), sort="kind"),
        Column("date", _("Date"), "date_text", kind="date", sort="start_on"),
        Column("venue", _("Venue"), sort="venue"),
        Column("body", _("Body"), "body.name", sort="body__name_key"),
        Column("state", _("State"), worded("state", ActivityState), kind="state", sort="state"),
        Column("year", _("Year"), kind="number", sort="year", chosen=False),
        Column("region", _("Region"), "region.name", sort="region__code", chosen=False),
        Column("online", _("Online"), chosen=False),
    ),
    order=("-year", "-start_on"),
    filters=ActivityFilter,
    empty_text=_("No activity fits."),
    empty_hint=_("Change the filter, or enter the activity."),
    tone=state_tone,
)
