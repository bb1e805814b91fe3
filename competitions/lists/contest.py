"""The list of contests."""

import django_filters
from django.utils.translation import gettext_lazy as _

from competitions.models import Contest, ContestSeries
from office.listing import Column, Listing
from reviews.lists.words import CALL_TONES, CallPartFilter, call_columns, tone_of


class ContestFilter(CallPartFilter):
    """Filters of the list."""

    series = django_filters.ModelChoiceFilter(queryset=ContestSeries.objects.all(), label=_("Contest series"))

    class Meta:
        model = Contest
        fields: list[str] = []


CONTESTS = Listing(
    name="competitions-contest",
    title=_("Contests"),
    rows=lambda actor: Contest.objects.visible_to(actor).select_related("call__body", "series").defer("call__basis"),
    columns=call_columns(Column("series", _("Contest series"), "series.name", sort="series__name")),
    order=("-call__year",),
    filters=ContestFilter,
    empty_text=_("No contest fits."),
    empty_hint=_("Change the filter, or enter the contest."),
    tone=tone_of(CALL_TONES, "call"),
)
