"""The list of awards of all kinds."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from association.lists.words import organization_filter
from office.listing import Column, Listing
from reviews.enums import AwardState, CallKind, PrizeKind
from reviews.lists.words import AWARD_TONES, city_filter, tone_of, track_filter, unstated_filter, worded
from reviews.models import Award, Call


class AwardFilter(django_filters.FilterSet):
    """Filters of the list."""

    recipient = django_filters.CharFilter("recipient_name", lookup_expr="contains", label=_("Recipient"))
    organization = organization_filter("submission__organization")
    state = django_filters.ChoiceFilter(choices=AwardState.choices, label=_("State"))
    call = django_filters.ModelChoiceFilter(field_name="prize__call", queryset=Call.objects.all(), label=_("Call"))
    year = django_filters.NumberFilter("prize__call__year", label=_("Year"))
    prize = django_filters.CharFilter("prize__name", label=_("Prize"))
    kind = django_filters.ChoiceFilter(choices=PrizeKind.choices, label=_("Kind"))
    track = track_filter()
    level = django_filters.NumberFilter("prize__order", label=_("Rank of the level"))
    graded = django_filters.BooleanFilter(label=_("Graded prizes, without honors"), method="keep_graded")
    city = city_filter("submission__organization__region")
    unstated = unstated_filter("submission__")

    class Meta:
        model = Award
        fields: list[str] = []

    def keep_graded(self, rows: Any, name: str, value: bool) -> Any:
        """Keep the prizes of contests and the like, or the honors, which have no first, second and third."""
        return (
            rows.exclude(prize__call__kind=CallKind.HONOR) if value else rows.filter(prize__call__kind=CallKind.HONOR)
        )


AWARDS = Listing(
    name="reviews-award",
    title=_("Awards"),
    rows=lambda actor: (
        Award.objects.visible_to(actor)
        .select_related("prize__call", "prize__track", "submission__organization", "submission__track")
        .only(
            "kind",
            "rank",
            "recipient_name",
            "awarded_on",
            "state",
            "prize__name",
            "prize__track__name",
            "prize__call__title",
            "submission__title",
            "submission__track__name",
            "submission__organization__name",
        )
    ),
    columns=(
        Column(
            "recipient", _("Recipient"), lambda row: row.recipient_name or row.submission.title, sort="recipient_name"
        ),
        Column("prize", _("Prize"), "prize.name", sort="prize__order"),
        Column("kind", _("Kind"), worded("kind", PrizeKind), sort="kind"),
        Column("track", _("Track"), "submission.track.name", sort="submission__track__order"),
        Column(
            "organization", _("Organization"), "submission.organization.name", sort="submission__organization__name_key"
        ),
        Column("call", _("Call"), "prize.call.title", sort="prize__call__title"),
        Column("state", _("State"), worded("state", AwardState), kind="state", sort="state"),
        Column("rank", _("Rank"), kind="number", sort="rank", chosen=False),
        Column("awarded_on", _("Awarded on"), kind="date", sort="awarded_on", chosen=False),
    ),
    order=("-prize__call_id", "kind", "prize__order"),
    filters=AwardFilter,
    empty_text=_("No award fits."),
    empty_hint=_("Change the filter, or propose awards on the page of a call."),
    tone=tone_of(AWARD_TONES),
)
