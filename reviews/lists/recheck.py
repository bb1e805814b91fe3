"""The list of rechecks."""

import django_filters
from django.utils.translation import gettext_lazy as _

from office.listing import Column, Listing
from reviews.enums import RecheckState
from reviews.lists.words import tone_of, worded
from reviews.models import Call, Recheck

RECHECK_TONES = {RecheckState.OPEN: "warning", RecheckState.APPLIED: "success", RecheckState.CANCELED: "muted"}


class RecheckFilter(django_filters.FilterSet):
    """Filters of the list."""

    call = django_filters.ModelChoiceFilter(queryset=Call.objects.all(), label=_("Call"))
    state = django_filters.ChoiceFilter(choices=RecheckState.choices, label=_("State"))

    class Meta:
        model = Recheck
        fields: list[str] = []


RECHECKS = Listing(
    name="reviews-recheck",
    title=_("Rechecks"),
    rows=lambda actor: (
        Recheck.objects.visible_to(actor).select_related("call", "before__round", "before__track").defer("comparison")
    ),
    columns=(
        Column("call", _("Call"), "call.title", sort="call__title"),
        Column("round", _("Round"), "before.round.name"),
        Column("track", _("Track"), "before.track.name"),
        Column("reason", _("Reason")),
        Column("state", _("State"), worded("state", RecheckState), kind="state", sort="state"),
        Column("created_at", _("Created"), kind="date", sort="created_at"),
    ),
    order=("-id",),
    filters=RecheckFilter,
    empty_text=_("No recheck fits."),
    empty_hint=_("A recheck is begun on the page of an adopted ranking."),
    tone=tone_of(RECHECK_TONES),
)
