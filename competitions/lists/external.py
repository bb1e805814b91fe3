"""The list of contests held by others."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from association.enums import RecognitionLevel
from competitions.models import ExternalContest
from competitions.queries.todo import without_results
from office.listing import Column, Listing
from reviews.lists.words import worded


class ExternalFilter(django_filters.FilterSet):
    """Filters of the list."""

    name = django_filters.CharFilter(lookup_expr="contains", label=_("Name"))
    year = django_filters.NumberFilter(label=_("Year"))
    level = django_filters.ChoiceFilter(choices=RecognitionLevel.choices, label=_("Level"))

    waiting = django_filters.ChoiceFilter(
        label=_("To do"), choices=[("results", _("Without results"))], method="keep_waiting"
    )

    class Meta:
        model = ExternalContest
        fields: list[str] = []

    def keep_waiting(self, rows: Any, name: str, value: str) -> Any:
        """Keep the contests of the home page's line."""
        return rows.filter(without_results())


EXTERNALS = Listing(
    name="competitions-external",
    title=_("Contests held by others"),
    rows=lambda actor: ExternalContest.objects.visible_to(actor).select_related("series", "selection__call"),
    columns=(
        Column("name", _("Name"), sort="name"),
        Column("year", _("Year"), kind="number", sort="year"),
        Column("edition", _("Edition number"), kind="number", sort="edition"),
        Column("level", _("Level"), worded("level", RecognitionLevel), sort="level"),
        Column("issuer", _("Issuer of awards"), sort="issuer"),
        Column("selection", _("Selection contest"), "announced_selection.call.title"),
        Column("series", _("Contest series"), "series.name", sort="series__name", chosen=False),
    ),
    order=("-year", "name"),
    filters=ExternalFilter,
    empty_text=_("No contest fits."),
    empty_hint=_("Change the filter, or enter the contest."),
)
