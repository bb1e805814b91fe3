"""The list of approved projects."""

import django_filters
from django.utils.translation import gettext_lazy as _

from association.lists.words import organization_filter
from office.listing import Column, Listing
from research.enums import ProjectState
from research.models import Program, Project
from reviews.lists.words import tone_of, track_filter, worded

PROJECT_TONES = {
    ProjectState.ACTIVE: "info",
    ProjectState.CONCLUDED: "success",
    ProjectState.WITHDRAWN: "danger",
    ProjectState.TERMINATED: "muted",
}


class ProjectFilter(django_filters.FilterSet):
    """Filters of the list."""

    title = django_filters.CharFilter(lookup_expr="contains", label=_("Title"))
    organization = organization_filter()
    state = django_filters.ChoiceFilter(choices=ProjectState.choices, label=_("State"))
    number = django_filters.CharFilter(lookup_expr="contains", label=_("Project number"))
    program = django_filters.ModelChoiceFilter(queryset=Program.objects.all(), label=_("Research program"))
    category = django_filters.CharFilter("category__name", label=_("Project category"))
    track = track_filter("track__name")

    class Meta:
        model = Project
        fields: list[str] = []


PROJECTS = Listing(
    name="research-project",
    title=_("Research projects"),
    rows=lambda actor: Project.objects.visible_to(actor).select_related("program", "category", "track", "organization"),
    columns=(
        Column("title", _("Title"), sort="title"),
        Column("number", _("Project number"), sort="number"),
        Column("organization", _("Organization"), "organization.name", sort="organization__name_key"),
        Column("leader_name", _("Project leader"), sort="leader_name"),
        Column("category", _("Project category"), "category.name", sort="category__order"),
        Column("track", _("Track"), "track.name", sort="track__order"),
        Column("state", _("State"), worded("state", ProjectState), kind="state", sort="state"),
        Column("program", _("Research program"), "program.name", sort="program__name", chosen=False),
        Column("approved_on", _("Approved on"), kind="date", sort="approved_on", chosen=False),
    ),
    order=("-program_id", "number"),
    filters=ProjectFilter,
    empty_text=_("No project fits."),
    empty_hint=_("Change the filter, or approve applications."),
    tone=tone_of(PROJECT_TONES),
)
