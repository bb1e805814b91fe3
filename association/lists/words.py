"""What several lists share: columns of stored words, filters by name and by state of waiting."""

from collections.abc import Callable
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from association.enums import ActivityState
from association.queries.todo import overdue

STATE_TONES = {ActivityState.PLANNED: "info", ActivityState.HELD: "success", ActivityState.CANCELED: "muted"}


def worded(field: str, choices: Any) -> Callable[[Any], Any]:
    """Return the function that reads a stored word's label; a dictionary look-up, because lists call it per row."""
    labels = dict(choices.choices)

    def read(row: Any) -> Any:
        return labels.get(getattr(row, field), "")

    return read


def state_tone(row: Any) -> str:
    """Return the color of an activity's or visit's state."""
    return STATE_TONES.get(row.state, "")


def year_filter() -> django_filters.NumberFilter:
    """Return the filter by working year."""
    return django_filters.NumberFilter(field_name="year", label=_("Year"))


def body_filter() -> django_filters.CharFilter:
    """Return the filter by the name of the body."""
    return django_filters.CharFilter(field_name="body__name", lookup_expr="contains", label=_("Body"))


def waiting_filter() -> django_filters.ChoiceFilter:
    """Return the filter for what is still planned although its date has passed."""
    return django_filters.ChoiceFilter(
        label=_("To do"), choices=[("overdue", _("Date passed, still planned"))], method=keep_overdue
    )


def keep_overdue(rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
    """Keep planned rows whose date has passed."""
    return overdue(rows)
