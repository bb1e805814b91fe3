"""The list of records that look alike."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from association.enums import PairKind, PairState
from association.lists.words import worded
from association.models import DuplicatePair
from office.actor import Actor
from office.listing import Column, Listing

TONES = {PairState.OPEN: "warn", PairState.DIFFERENT: "muted", PairState.MERGED: "success"}


class DuplicateFilter(django_filters.FilterSet):
    """Filters of the list."""

    name = django_filters.CharFilter(label=_("Name"), method="find_name")
    kind = django_filters.ChoiceFilter(choices=PairKind.choices, label=_("Kind"))
    state = django_filters.ChoiceFilter(choices=PairState.choices, label=_("State"))

    class Meta:
        model = DuplicatePair
        fields: list[str] = []

    def find_name(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the pairs of which one record has the typed name."""
        return rows.filter(low_name__contains=value) | rows.filter(high_name__contains=value)


def duplicate_rows(actor: Actor) -> QuerySet[Any]:
    """Return the pairs that an actor may see."""
    return DuplicatePair.objects.visible_to(actor)


def state_tone(row: Any) -> str:
    """Return the color of a pair's state."""
    return TONES.get(row.state, "")


DUPLICATES = Listing(
    name="association-duplicate",
    title=_("Possible duplicates"),
    rows=duplicate_rows,
    columns=(
        Column("low_name", _("First record"), kind="link", sort="low_name"),
        Column("high_name", _("Second record"), sort="high_name"),
        Column("kind", _("Kind"), worded("kind", PairKind), sort="kind"),
        # A pair told apart at the door was never scored.
        Column("score", _("Likeness"), lambda row: row.score or "", kind="number", sort="score"),
        Column("reasons", _("Reasons"), "reason_words"),
        Column("state", _("State"), worded("state", PairState), kind="state", sort="state"),
    ),
    # “open” is the last of the three stored words: sorted backward, what waits for a decision comes first.
    order=("-state", "-score"),
    filters=DuplicateFilter,
    empty_text=_("No pair of records looks alike."),
    empty_hint=_("A search runs every night; start one now if many records were entered today."),
    tone=state_tone,
)
