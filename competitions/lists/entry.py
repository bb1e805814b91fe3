"""The list of entries: the longest list of the portal, so it reads only what it shows."""

import django_filters
from django.utils.translation import gettext_lazy as _

from competitions.models import Entry
from office.listing import Column, Listing
from reviews.lists.words import (
    SUBMISSION_READ,
    SUBMISSION_RELATED,
    SUBMISSION_TONES,
    SubmissionFilter,
    call_filter,
    submission_columns,
    tone_of,
    track_filter,
)


class EntryFilter(SubmissionFilter):
    """Filters of the list."""

    contest = call_filter("contest")
    track = track_filter()
    event = django_filters.CharFilter("event__name", lookup_expr="contains", label=_("Event of a contest"))
    teams = django_filters.BooleanFilter("event", lookup_expr="isnull", label=_("Teams and works only"))

    class Meta:
        model = Entry
        fields: list[str] = []


ENTRIES = Listing(
    name="competitions-entry",
    title=_("Entries"),
    rows=lambda actor: (
        Entry.objects.visible_to(actor)
        .select_related(*SUBMISSION_RELATED, "event")
        .only("event__name", *SUBMISSION_READ)
    ),
    columns=submission_columns(Column("event", _("Event of a contest"), "event.name", sort="event__order")),
    order=("-submission_id",),
    filters=EntryFilter,
    empty_text=_("No entry fits."),
    empty_hint=_("Change the filter, or register an entry."),
    tone=tone_of(SUBMISSION_TONES, "submission"),
)
