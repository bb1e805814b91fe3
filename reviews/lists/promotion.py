"""The ledger of promotions: who went on from a round, who did not, and why."""

import django_filters
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from association.lists.words import organization_filter
from office.listing import Column, Listing
from reviews.lists.ranking import fixed
from reviews.models import Call, Promotion, Round


class PromotionFilter(django_filters.FilterSet):
    """Filters of the list."""

    call = django_filters.ModelChoiceFilter("round__call", queryset=Call.objects.all(), label=_("Call"))
    round = django_filters.ModelChoiceFilter(queryset=Round.objects.all(), label=_("Round"))
    number = django_filters.CharFilter("submission__number", lookup_expr="contains", label=_("Number"))
    organization = organization_filter("submission__organization")
    promoted = django_filters.BooleanFilter(label=_("Goes on"))

    class Meta:
        model = Promotion
        fields: list[str] = []


PROMOTIONS = Listing(
    name="reviews-promotion",
    title=_("Promotions"),
    rows=lambda actor: (
        Promotion.objects.visible_to(actor)
        .select_related("submission__organization", "submission__track", "round", "to_round")
        .defer("submission__dossier", "submission__answers")
    ),
    columns=(
        Column("number", _("Number"), "submission.number", sort="submission__number"),
        Column("title", _("Title"), "submission.title", sort="submission__title"),
        Column(
            "organization", _("Organization"), "submission.organization.name", sort="submission__organization__name_key"
        ),
        Column("track", _("Track"), "submission.track.name", sort="submission__track__order"),
        Column("round", _("Round"), "round.name", sort="round__order", chosen=False),
        Column("rank", _("Rank"), kind="number", sort="rank"),
        Column("result", _("Result"), lambda row: fixed(row.result, row.round.places), kind="number", sort="result"),
        Column("cut", _("Cut"), lambda row: fixed(row.cut, row.round.places), kind="number", sort="cut"),
        Column("promoted", _("Goes on"), lambda row: _("Yes") if row.promoted else _("No"), sort="promoted"),
        Column(
            "target", pgettext_lazy("promotion", "To"), lambda row: row.to_round.name if row.to_round else row.target
        ),
        Column("reason", _("Reason of the exception"), "reason"),
    ),
    order=("-round_id", "submission__track__order", "-promoted", "rank"),
    filters=PromotionFilter,
    empty_text=_("Nobody has gone on yet."),
    empty_hint=_("Adopt the ranking of a round, then let entries go on from its page."),
)
