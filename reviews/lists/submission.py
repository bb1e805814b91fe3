"""The list of submissions of all kinds."""

from typing import Any

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from association.lists.words import organization_filter
from office.listing import Column, Listing
from reviews.enums import RECEIVED_STATES, CallKind, SubmissionState
from reviews.lists.words import SUBMISSION_TONES, city_filter, tone_of, track_filter, unstated_filter, worded
from reviews.models import Call, Submission
from reviews.queries.todo import unsent


class SubmissionFilter(django_filters.FilterSet):
    """Filters of the list."""

    title = django_filters.CharFilter(lookup_expr="contains", label=_("Title"))
    organization = organization_filter()
    state = django_filters.ChoiceFilter(choices=SubmissionState.choices, label=_("State"))
    number = django_filters.CharFilter(lookup_expr="contains", label=_("Number"))
    call = django_filters.ModelChoiceFilter(queryset=Call.objects.all(), label=_("Call"))
    kind = django_filters.ChoiceFilter(field_name="call__kind", choices=CallKind.choices, label=_("Kind"))
    track = track_filter("track__name")
    year = django_filters.NumberFilter("call__year", label=_("Year"))
    city = city_filter("organization__region")
    unstated = unstated_filter()
    received = django_filters.BooleanFilter(label=_("Received"), method="keep_received")
    waiting = django_filters.ChoiceFilter(
        label=_("To do"), choices=[("unsent", _("Drafts not sent in"))], method="keep_waiting"
    )

    class Meta:
        model = Submission
        fields: list[str] = []

    def keep_received(self, rows: Any, name: str, value: bool) -> Any:
        """Keep what came in, or what did not."""
        return rows.filter(state__in=RECEIVED_STATES) if value else rows.exclude(state__in=RECEIVED_STATES)

    def keep_waiting(self, rows: Any, name: str, value: str) -> Any:
        """Keep the drafts in calls that accept now."""
        return rows.filter(unsent(timezone.now()))


SUBMISSIONS = Listing(
    name="reviews-submission",
    title=_("Submissions"),
    rows=lambda actor: (
        Submission.objects.visible_to(actor)
        .select_related("call", "track", "organization")
        .only(
            "title", "number", "state", "submitted_at", "call__title", "call__kind", "track__name", "organization__name"
        )
    ),
    columns=(
        Column("title", _("Title"), sort="title"),
        Column("number", _("Number"), sort="number"),
        Column("organization", _("Organization"), "organization.name", sort="organization__name_key"),
        Column("track", _("Track"), "track.name", sort="track__order"),
        Column("call", _("Call"), "call.title", sort="call__title"),
        Column("state", _("State"), worded("state", SubmissionState), kind="state", sort="state"),
        Column("kind", _("Kind"), worded("kind", CallKind, "call"), sort="call__kind", chosen=False),
        Column("submitted_at", _("Submitted"), kind="date", sort="submitted_at", chosen=False),
    ),
    order=("-id",),
    filters=SubmissionFilter,
    empty_text=_("No submission fits."),
    empty_hint=_("Change the filter, or wait for what schools send in."),
    tone=tone_of(SUBMISSION_TONES),
)
