"""The list of referrals: what is sent to the organizers of a contest, and what came of it."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from association.lists.words import organization_filter
from competitions.enums import ReferralState
from competitions.models import ExternalContest, Referral
from competitions.queries.referral import without_award
from office.listing import Column, Listing
from reviews.enums import AwardState
from reviews.lists.words import tone_of, track_filter, worded
from reviews.models import Call

REFERRAL_TONES = {ReferralState.STANDING: "success", ReferralState.TAKEN_BACK: "muted"}


class ReferralFilter(django_filters.FilterSet):
    """Filters of the list."""

    title = django_filters.CharFilter("submission__title", lookup_expr="contains", label=_("Title"))
    contest = django_filters.ModelChoiceFilter(
        queryset=ExternalContest.objects.all(), label=_("Contest held by others")
    )
    year = django_filters.NumberFilter("contest__year", label=_("Year"))
    state = django_filters.ChoiceFilter(choices=ReferralState.choices, label=_("State"))
    organization = organization_filter("submission__organization")
    track = track_filter("submission__track__name")
    call = django_filters.ModelChoiceFilter("submission__call", queryset=Call.objects.all(), label=_("Call"))
    open = django_filters.BooleanFilter("result", lookup_expr="isnull", label=_("Without a result"))
    waiting = django_filters.ChoiceFilter(
        label=_("To do"), choices=[("award", _("Award has been revoked"))], method="keep_waiting"
    )

    class Meta:
        model = Referral
        fields: list[str] = []

    def keep_waiting(self, rows: Any, name: str, value: str) -> Any:
        """Keep the referrals of the home page's line."""
        return rows.filter(without_award())


REFERRALS = Listing(
    name="competitions-referral",
    title=_("Referrals"),
    rows=lambda actor: (
        Referral.objects.visible_to(actor)
        .select_related(
            "contest", "result", "award__prize", "submission__organization", "submission__track", "submission__call"
        )
        .defer("submission__dossier", "submission__answers", "award__trace")
    ),
    columns=(
        Column("title", _("Title"), "submission.title", sort="submission__title"),
        Column("contest", _("Contest held by others"), "contest.name", sort="contest__name"),
        Column("order", _("Place on the list"), kind="number", sort="order"),
        Column(
            "organization", _("Organization"), "submission.organization.name", sort="submission__organization__name_key"
        ),
        Column("track", _("Track"), "submission.track.name", sort="submission__track__order"),
        Column("award", _("Award"), "award.prize.name", sort="award__prize__order"),
        Column("state", _("State"), worded("state", ReferralState), kind="state", sort="state"),
        Column("result", _("Result elsewhere"), "result.prize_name", sort="result__prize_name"),
        Column("reason", _("Reason of the referral"), "reason", chosen=False),
        Column("number", _("Number"), "submission.number", sort="submission__number", chosen=False),
        Column("year", _("Year"), "contest.year", kind="number", sort="contest__year", chosen=False),
        Column("rank", _("Rank elsewhere"), "result.rank", kind="number", chosen=False),
        Column("award_state", _("State of the award"), worded("state", AwardState, "award"), chosen=False),
        Column("referred_at", _("Referred on"), "created_at", kind="date", sort="created_at", chosen=False),
    ),
    order=("-contest__year", "contest__name", "state", "order"),
    filters=ReferralFilter,
    empty_text=_("No referral fits."),
    empty_hint=_("Entries are referred on the page of a contest held by others, from a final award list."),
    tone=tone_of(REFERRAL_TONES),
)
