"""The list of visits."""

import django_filters
from django.utils.translation import gettext_lazy as _

from association.enums import ActivityState, VisitDirection
from association.lists.words import body_filter, state_tone, waiting_filter, worded, year_filter
from association.models import Visit
from office.listing import Column, Listing


class VisitFilter(django_filters.FilterSet):
    """Filters of the list."""

    title = django_filters.CharFilter(lookup_expr="contains", label=_("Title"))
    year = year_filter()
    direction = django_filters.ChoiceFilter(choices=VisitDirection.choices, label=_("Direction"))
    state = django_filters.ChoiceFilter(choices=ActivityState.choices, label=_("State"))
    body = body_filter()
    waiting = waiting_filter()

    class Meta:
        model = Visit
        fields: list[str] = []


VISITS = Listing(
    name="association-visit",
    title=_("Visits"),
    rows=lambda actor: Visit.objects.visible_to(actor).select_related("body").prefetch_related("days").defer("purpose"),
    columns=(
        Column("title", _("Title"), sort="title"),
        Column("direction", _("Direction"), worded("direction", VisitDirection), sort="direction"),
        Column("date", _("Date"), "date_text", kind="date", sort="start_on"),
        Column("place", _("Place"), sort="place"),
        Column("body", _("Body"), "body.name", sort="body__name_key"),
        Column("state", _("State"), worded("state", ActivityState), kind="state", sort="state"),
        Column("leader", _("Led by"), chosen=False),
        Column("year", _("Year"), kind="number", sort="year", chosen=False),
    ),
    order=("-year", "-start_on"),
    filters=VisitFilter,
    empty_text=_("No visit fits."),
    empty_hint=_("Change the filter, or enter the visit."),
    tone=state_tone,
)
