"""What the lists of calls, submissions and awards share, also those of the apps above: columns, filters, tones."""

from collections.abc import Callable
from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from association.enums import RegionLevel
from association.lists.words import organization_filter
from association.models import Region
from association.queries.region import in_city
from office.listing import Column
from reviews.enums import AwardState, CallState, SubmissionState
from reviews.models import Call

CALL_TONES = {
    CallState.DRAFTED: "warning",
    CallState.OPEN: "info",
    CallState.CLOSED: "muted",
    CallState.DECIDED: "success",
}
SUBMISSION_TONES = {
    SubmissionState.DRAFTED: "warning",
    SubmissionState.OFFERED: "warning",
    SubmissionState.SUBMITTED: "info",
    SubmissionState.ACCEPTED: "success",
    SubmissionState.REJECTED: "danger",
    SubmissionState.WITHDRAWN: "muted",
}
AWARD_TONES = {AwardState.PROPOSED: "warning", AwardState.FINAL: "success", AwardState.REVOKED: "danger"}


def tone_of(tones: dict[Any, str], path: str = "") -> Callable[[Any], str]:
    """Return the function that gives a row's color by its state, or by that of the record it stands beside."""

    def read(row: Any) -> str:
        return tones.get(getattr(row, path).state if path else row.state, "")

    return read


def worded(field: str, choices: Any, path: str = "") -> Callable[[Any], Any]:
    """Return the function that reads a stored word's label; a dictionary look-up, because lists call it per row."""
    labels = dict(choices.choices)

    def read(row: Any) -> Any:
        return labels.get(getattr(getattr(row, path) if path else row, field), "")

    return read


def submission_columns(*middle: Column) -> tuple[Column, ...]:
    """Return the columns of a list of records that stand beside submissions; ``middle`` are the app's own."""
    return (
        Column("title", _("Title"), "submission.title", sort="submission__title"),
        Column("number", _("Number"), "submission.number", sort="submission__number"),
        Column(
            "organization", _("Organization"), "submission.organization.name", sort="submission__organization__name_key"
        ),
        Column("track", _("Track"), "submission.track.name", sort="submission__track__order"),
        *middle,
        Column(
            "state",
            _("State"),
            worded("state", SubmissionState, "submission"),
            kind="state",
            sort="submission__state",
        ),
        Column("call", _("Call"), "submission.call.title", sort="submission__call__title", chosen=False),
        Column("year", _("Year"), "submission.call.year", kind="number", sort="submission__call__year", chosen=False),
        Column(
            "submitted_at",
            _("Submitted"),
            "submission.submitted_at",
            kind="date",
            sort="submission__submitted_at",
            chosen=False,
        ),
    )


# What a list of submissions reads: the frozen dossier and the texts of the call stay in the database.
SUBMISSION_RELATED = ("submission__organization", "submission__track", "submission__call")
SUBMISSION_READ = (
    "submission__title",
    "submission__number",
    "submission__state",
    "submission__submitted_at",
    "submission__organization__name",
    "submission__track__name",
    "submission__call__title",
    "submission__call__year",
)


class SubmissionFilter(django_filters.FilterSet):
    """Filters of a list of records that stand beside submissions; ``kind`` is set by each list."""

    title = django_filters.CharFilter("submission__title", lookup_expr="contains", label=_("Title"))
    organization = organization_filter("submission__organization")
    state = django_filters.ChoiceFilter(
        field_name="submission__state", choices=SubmissionState.choices, label=_("State")
    )
    number = django_filters.CharFilter("submission__number", lookup_expr="contains", label=_("Number"))
    year = django_filters.NumberFilter("submission__call__year", label=_("Year"))


def call_filter(kind: str, field: str = "submission__call") -> django_filters.ModelChoiceFilter:
    """Return the filter by call of a kind."""
    return django_filters.ModelChoiceFilter(field_name=field, queryset=Call.objects.filter(kind=kind), label=_("Call"))


def track_filter(field: str = "submission__track__name") -> django_filters.CharFilter:
    """Return the filter by the name of the track."""
    return django_filters.CharFilter(field, label=_("Track"))


def city_filter(path: str) -> django_filters.ModelChoiceFilter:
    """Return the filter by city, its counties included; ``path`` leads to the region."""

    def keep(rows: Any, name: str, value: Region) -> Any:
        return rows.filter(in_city(value, path))

    cities = Region.objects.exclude(level=RegionLevel.COUNTY)
    return django_filters.ModelChoiceFilter(queryset=cities, label=_("City"), method=keep)


UNSTATED = (("school", _("Organization")), ("city", _("City")), ("track", _("Track")))


def unstated_filter(path: str = "") -> django_filters.ChoiceFilter:
    """Return the filter that keeps the rows whose submission at a path states no organization, city or track."""
    fields = {"school": f"{path}organization", "city": f"{path}organization__region", "track": f"{path}track"}

    def keep(rows: Any, name: str, value: str) -> Any:
        return rows.filter(**{f"{fields[value]}__isnull": True})

    return django_filters.ChoiceFilter(choices=UNSTATED, label=_("Not stated"), method=keep)


def call_columns(*middle: Column, path: str = "call") -> tuple[Column, ...]:
    """Return the columns of a list of records that stand beside calls, or of calls when ``path`` is empty."""
    dot, under = (f"{path}.", f"{path}__") if path else ("", "")
    return (
        Column("title", _("Title"), f"{dot}title", sort=f"{under}title"),
        Column("year", _("Year"), f"{dot}year", kind="number", sort=f"{under}year"),
        *middle,
        Column("body", _("Body"), f"{dot}body.name", sort=f"{under}body__name_key"),
        Column("closes_at", _("Closes"), f"{dot}closes_at", kind="date", sort=f"{under}closes_at"),
        Column("state", _("State"), worded("state", CallState, path), kind="state", sort=f"{under}state"),
        Column("edition", _("Edition number"), f"{dot}edition", kind="number", sort=f"{under}edition", chosen=False),
        Column("opens_at", _("Opens"), f"{dot}opens_at", kind="date", sort=f"{under}opens_at", chosen=False),
    )


class CallPartFilter(django_filters.FilterSet):
    """Filters of a list of records that stand beside calls."""

    title = django_filters.CharFilter("call__title", lookup_expr="contains", label=_("Title"))
    year = django_filters.NumberFilter("call__year", label=_("Year"))
    state = django_filters.ChoiceFilter(field_name="call__state", choices=CallState.choices, label=_("State"))
