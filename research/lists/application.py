"""The list of applications for projects."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from office.listing import Column, Listing
from research.models import ProjectApplication
from research.queries.todo import undecided
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


class ApplicationFilter(SubmissionFilter):
    """Filters of the list."""

    program = call_filter("project")
    track = track_filter()
    category = django_filters.CharFilter("category__name", label=_("Category asked for"))

    waiting = django_filters.ChoiceFilter(
        label=_("To do"), choices=[("decision", _("Neither approved nor rejected"))], method="keep_waiting"
    )

    class Meta:
        model = ProjectApplication
        fields: list[str] = []

    def keep_waiting(self, rows: Any, name: str, value: str) -> Any:
        """Keep the applications of the home page's line."""
        return rows.filter(undecided())


APPLICATIONS = Listing(
    name="research-application",
    title=_("Project applications"),
    rows=lambda actor: (
        ProjectApplication.objects.visible_to(actor)
        .select_related(*SUBMISSION_RELATED, "category")
        .only("category__name", *SUBMISSION_READ)
    ),
    columns=submission_columns(Column("category", _("Category asked for"), "category.name", sort="category__order")),
    order=("-submission_id",),
    filters=ApplicationFilter,
    empty_text=_("No application fits."),
    empty_hint=_("Change the filter, or register an application."),
    tone=tone_of(SUBMISSION_TONES, "submission"),
)
