"""What several lists share: columns of stored words, filters by name and by state of waiting."""

from collections.abc import Callable
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from association.enums import ActivityState
from association.queries.todo import overdue
from office.forms.picker import NUMBERED, PickWidget

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


class NameFilter(django_filters.CharFilter):
    """A text filter on the name of a related record, with suggestions while one types.

    For tables too long for a drop-down. Part of a name is enough; a picked text with its number means that record.
    """

    def __init__(self, relation: str, *, options: str, **kwargs: Any) -> None:
        widget = PickWidget(options_url=reverse_lazy(options))
        super().__init__(f"{relation}__name", lookup_expr="contains", widget=widget, **kwargs)
        self.relation = relation

    def filter(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Keep the rows whose related record has the name, or is the one of the number."""
        numbered = NUMBERED.match(value or "")
        if numbered:
            return rows.filter(**{self.relation: int(numbered["pk"])}) if len(numbered["pk"]) < 12 else rows.none()
        return super().filter(rows, value)


def body_filter(relation: str = "body") -> NameFilter:
    """Return the filter by the name of the body."""
    return NameFilter(relation, options="association:body_options", label=_("Body"))


def organization_filter(relation: str = "organization", *, label: Any = "") -> NameFilter:
    """Return the filter by the name of an organization."""
    return NameFilter(relation, options="association:organization_options", label=label or _("Organization"))


def waiting_filter() -> django_filters.ChoiceFilter:
    """Return the filter for what is still planned although its date has passed."""
    return django_filters.ChoiceFilter(
        label=_("To do"), choices=[("overdue", _("Date passed, still planned"))], method=keep_overdue
    )


def keep_overdue(rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
    """Keep planned rows whose date has passed."""
    return overdue(rows)
