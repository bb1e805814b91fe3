"""The list of annual reviews."""

import django_filters
from django.utils.translation import gettext_lazy as _

from groups.enums import AnnualReviewState
from groups.models import AnnualReview
from office.listing import Column, Listing
from reviews.lists.words import tone_of, worded

REVIEW_TONES = {
    AnnualReviewState.PLANNED: "warning",
    AnnualReviewState.SUBMITTED: "info",
    AnnualReviewState.REVIEWED: "success",
}


class ReviewFilter(django_filters.FilterSet):
    """Filters of the list."""

    year = django_filters.NumberFilter(label=_("Year"))
    state = django_filters.ChoiceFilter(choices=AnnualReviewState.choices, label=_("State"))
    group = django_filters.CharFilter("group__body__name", lookup_expr="contains", label=_("Vocational group"))
    grade = django_filters.CharFilter(label=_("Grade"))

    class Meta:
        model = AnnualReview
        fields: list[str] = []


REVIEWS = Listing(
    name="groups-review",
    title=_("Annual reviews"),
    rows=lambda actor: AnnualReview.objects.visible_to(actor).select_related("group__body"),
    columns=(
        Column("group", _("Vocational group"), "group.body.name", sort="group__body__name_key"),
        Column("year", _("Year"), kind="number", sort="year"),
        Column("score", _("Score"), kind="number", sort="score"),
        Column("grade", _("Grade"), sort="grade"),
        Column("reviewed_on", _("Reviewed on"), kind="date", sort="reviewed_on"),
        Column("state", _("State"), worded("state", AnnualReviewState), kind="state", sort="state"),
        Column("rule_set", _("Rule set"), sort="rule_set", chosen=False),
    ),
    order=("-year", "group__body__name_key"),
    filters=ReviewFilter,
    empty_text=_("No annual review fits."),
    empty_hint=_("Change the filter, or plan the reviews of a year."),
    tone=tone_of(REVIEW_TONES),
)
