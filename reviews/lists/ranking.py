"""The rows of a ranking as a list: raw and adjusted side by side, with spread, rank interval and flags."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from association.lists.words import organization_filter
from office.listing import Column, Listing
from reviews.domain.ranking_words import FLAGS, flag_words
from reviews.enums import RankingState
from reviews.models import Ranking, RankingRow

RANKING_TONES = {RankingState.COMPUTED: "warning", RankingState.ADOPTED: "success", RankingState.SUPERSEDED: "muted"}


def ranking_choices(request: Any) -> Any:
    """Return the rankings to choose from, with what their names say and without what they rest on."""
    return Ranking.objects.select_related("round", "track").defer("inputs", "parameters")


class RankingRowFilter(django_filters.FilterSet):
    """Filters of the list."""

    ranking = django_filters.ModelChoiceFilter(queryset=ranking_choices, label=_("Ranking"))
    number = django_filters.CharFilter("submission__number", lookup_expr="contains", label=_("Number"))
    title = django_filters.CharFilter("submission__title", lookup_expr="contains", label=_("Title"))
    organization = organization_filter("submission__organization")
    flag = django_filters.ChoiceFilter(choices=list(FLAGS.items()), label=_("Flag"), method="keep_flag")

    class Meta:
        model = RankingRow
        fields: list[str] = []

    def keep_flag(self, rows: Any, name: str, value: str) -> Any:
        """Keep the rows with a flag: words stand in the list between quotes on every database."""
        return rows.filter(flags__icontains=f'"{value}"')


def interval_text(row: Any) -> str:
    """Return between which ranks an entry stands four times of five."""
    low, high = row.details.get("interval") or (None, None)
    if low is None:
        return ""
    return str(low) if low == high else f"{low}–{high}"


def given_text(row: Any) -> str:
    """Return the totals of the sheets, highest first."""
    return " ".join(sorted((score for _judge, score in row.details.get("scores", ())), key=float, reverse=True))


def fixed(value: Any, places: int) -> str:
    """Return a result with the decimals that its round declares; the table keeps more."""
    return "" if value is None else f"{value:.{places}f}"


def plain(value: Any) -> Any:
    """Return a result without the zeros that the table keeps behind it."""
    return None if value is None else f"{value.normalize():f}"


RANKING_ROWS = Listing(
    name="reviews-ranking-row",
    title=_("Rows of rankings"),
    rows=lambda actor: (
        RankingRow.objects.visible_to(actor)
        .select_related("submission__organization", "submission__track", "ranking__round", "ranking__track")
        .defer("submission__dossier", "submission__answers", "ranking__inputs", "ranking__parameters")
    ),
    columns=(
        Column("rank", _("Rank"), kind="number", sort="rank"),
        Column("number", _("Number"), "submission.number", sort="submission__number"),
        Column("title", _("Title"), "submission.title", sort="submission__title"),
        Column(
            "organization", _("Organization"), "submission.organization.name", sort="submission__organization__name_key"
        ),
        Column("track", _("Track"), "submission.track.name", sort="submission__track__order"),
        Column("raw", _("Raw result"), lambda row: fixed(row.raw, row.ranking.round.places), kind="number", sort="raw"),
        Column(
            "adjusted",
            _("Adjusted result"),
            lambda row: fixed(row.adjusted, row.ranking.round.places),
            kind="number",
            sort="adjusted",
        ),
        Column("interval", _("Rank, 80 of 100"), interval_text),
        Column("spread", _("Spread"), lambda row: row.details.get("spread", ""), kind="number"),
        Column("scores", _("Scores"), given_text, chosen=False),
        Column("chain", _("Tie-breaking values"), lambda row: " ".join(row.tie_key), chosen=False),
        Column("flags", _("Flags"), lambda row: flag_words(row.flags)),
        Column("ranking", _("Ranking"), lambda row: str(row.ranking), chosen=False),
    ),
    order=("-ranking_id", "rank", "submission__number"),
    filters=RankingRowFilter,
    empty_text=_("No row fits."),
    empty_hint=_("Change the filter, or compute the ranking on the page of a round."),
)
