"""The list of applications for projects."""

import django_filters
from django.utils.translation import gettext_lazy as _

from office.listing import Column, Listing
from research.models import ProjectApplication
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

    class Meta:
        model = ProjectApplication
        fields: list[str] = []


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
