"""The list of papers."""

import django_filters
from django.utils.translation import gettext_lazy as _

from office.listing import Column, Listing
from research.models import Paper
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


class PaperFilter(SubmissionFilter):
    """Filters of the list."""

    call = call_filter("paper")
    track = track_filter()
    authors = django_filters.CharFilter("author_names", lookup_expr="contains", label=_("Authors"))

    class Meta:
        model = Paper
        fields: list[str] = []


PAPERS = Listing(
    name="research-paper",
    title=_("Papers"),
    rows=lambda actor: (
        Paper.objects.visible_to(actor)
        .select_related(*SUBMISSION_RELATED)
        .only("author_names", "theme", *SUBMISSION_READ)
    ),
    columns=submission_columns(
        Column("authors", _("Authors"), "author_names", sort="author_names"),
        Column("theme", _("Theme"), sort="theme", chosen=False),
    ),
    order=("-submission_id",),
    filters=PaperFilter,
    empty_text=_("No paper fits."),
    empty_hint=_("Change the filter, or register a paper."),
    tone=tone_of(SUBMISSION_TONES, "submission"),
)
