"""The list of nominations."""

import django_filters
from django.utils.translation import gettext_lazy as _

from competitions.enums import NomineeKind
from competitions.models import Nomination
from office.listing import Column, Listing
from reviews.lists.words import (
    SUBMISSION_READ,
    SUBMISSION_RELATED,
    SUBMISSION_TONES,
    SubmissionFilter,
    call_filter,
    submission_columns,
    tone_of,
    worded,
)


class NominationFilter(SubmissionFilter):
    """Filters of the list."""

    honor = call_filter("honor")
    kind = django_filters.ChoiceFilter("nominee_kind", choices=NomineeKind.choices, label=_("Nominee"))

    class Meta:
        model = Nomination
        fields: list[str] = []


NOMINATIONS = Listing(
    name="competitions-nomination",
    title=_("Nominations"),
    rows=lambda actor: (
        Nomination.objects.visible_to(actor)
        .select_related(*SUBMISSION_RELATED)
        .only("nominee_kind", "name", *SUBMISSION_READ)
    ),
    columns=submission_columns(Column("kind", _("Nominee"), worded("nominee_kind", NomineeKind), sort="nominee_kind")),
    order=("-submission_id",),
    filters=NominationFilter,
    empty_text=_("No nomination fits."),
    empty_hint=_("Change the filter, or register a nomination."),
    tone=tone_of(SUBMISSION_TONES, "submission"),
)
