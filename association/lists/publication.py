"""The list of publications."""

from typing import Any

import django_filters
from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from association.enums import PublicationKind, PublicationState
from association.lists.words import body_filter, worded, year_filter
from association.models import Publication
from office.actor import Actor
from office.listing import Column, Listing

STATE_TONES = {
    PublicationState.PLANNED: "info",
    PublicationState.EDITING: "warning",
    PublicationState.PUBLISHED: "success",
}


class PublicationFilter(django_filters.FilterSet):
    """Filters of the list."""

    title = django_filters.CharFilter(lookup_expr="contains", label=_("Title"))
    kind = django_filters.ChoiceFilter(choices=PublicationKind.choices, label=_("Kind"))
    year = year_filter()
    state = django_filters.ChoiceFilter(choices=PublicationState.choices, label=_("State"))
    body = body_filter()

    class Meta:
        model = Publication
        fields: list[str] = []


def publication_rows(actor: Actor) -> QuerySet[Any]:
    """Return an actor's publications with the number of their issues."""
    rows = Publication.objects.visible_to(actor).select_related("body").defer("summary")
    return rows.annotate(issue_count=Count("issues"))


def state_tone(row: Any) -> str:
    """Return the color of a publication's state."""
    return STATE_TONES.get(row.state, "")


PUBLICATIONS = Listing(
    name="association-publication",
    title=_("Publications"),
    rows=publication_rows,
    columns=(
        Column("title", _("Title"), str, sort="title"),
        Column("kind", _("Kind"), worded("kind", PublicationKind), sort="kind"),
        Column("date", _("Published on"), "date_text", kind="date", sort="published_on"),
        Column("issues", _("Issues"), "issue_count", kind="number", sort="issue_count"),
        Column("body", _("Body"), "body.name", sort="body__name_key"),
        Column("state", _("State"), worded("state", PublicationState), kind="state", sort="state"),
        Column("edition", _("Edition"), sort="edition", chosen=False),
        Column("year", _("Year"), kind="number", sort="year", chosen=False),
    ),
    order=("-year", "title"),
    filters=PublicationFilter,
    empty_text=_("No publication fits."),
    empty_hint=_("Change the filter, or enter the publication."),
    tone=state_tone,
)
