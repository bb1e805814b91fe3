"""The list of selections and recommendations of groups."""

import django_filters
from django.utils.translation import gettext_lazy as _

from groups.enums import RecommendationAct, RecommendationLevel
from groups.models import Recommendation
from office.listing import Column, Listing
from reviews.lists.words import worded


class RecommendationFilter(django_filters.FilterSet):
    """Filters of the list."""

    year = django_filters.NumberFilter(label=_("Year"))
    level = django_filters.ChoiceFilter(choices=RecommendationLevel.choices, label=_("Level"))
    act = django_filters.ChoiceFilter(choices=RecommendationAct.choices, label=_("What was done"))
    group = django_filters.CharFilter("group__body__name", lookup_expr="contains", label=_("Vocational group"))

    class Meta:
        model = Recommendation
        fields: list[str] = []


RECOMMENDATIONS = Listing(
    name="groups-recommendation",
    title=_("Recommendations of groups"),
    rows=lambda actor: Recommendation.objects.visible_to(actor).select_related("group__body"),
    columns=(
        Column("group", _("Vocational group"), "group.body.name", sort="group__body__name_key"),
        Column("year", _("Year"), kind="number", sort="year"),
        Column("level", _("Level"), worded("level", RecommendationLevel), sort="level"),
        Column("act", _("What was done"), worded("act", RecommendationAct), sort="act"),
        Column("by", _("Done by"), sort="by"),
        Column("to", _("Recommended to"), sort="to"),
        Column("on", _("Done on"), kind="date", sort="on"),
    ),
    order=("-year", "level", "group__body__name_key"),
    filters=RecommendationFilter,
    empty_text=_("No recommendation fits."),
    empty_hint=_("Change the filter, or enter the recommendation."),
)
