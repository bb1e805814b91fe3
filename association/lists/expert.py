"""The lists of the expert pool and of the fields of expertise."""

from typing import Any

import django_filters
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from association.lists.words import organization_filter
from association.models import Expert, Topic
from office.listing import Column, Listing


class ExpertFilter(django_filters.FilterSet):
    """Filters of the list."""

    name = django_filters.CharFilter("person__name", lookup_expr="contains", label=_("Full name"))
    topic = django_filters.ModelChoiceFilter(
        field_name="topics__topic", queryset=Topic.objects.all(), label=_("Field of expertise")
    )
    employer = organization_filter("person__organization", label=_("Employer"))
    is_enterprise = django_filters.BooleanFilter(label=_("From an enterprise"))
    is_active = django_filters.BooleanFilter(label=_("May be asked"))

    class Meta:
        model = Expert
        fields: list[str] = []


class TopicFilter(django_filters.FilterSet):
    """Filters of the list."""

    name = django_filters.CharFilter(lookup_expr="contains", label=_("Name"))
    code = django_filters.CharFilter(lookup_expr="contains", label=_("Code"))

    class Meta:
        model = Topic
        fields: list[str] = []


def topic_names(row: Any) -> str:
    """Return the fields of an expert, joined."""
    return "、".join(item.topic.name for item in row.topics.all())


EXPERTS = Listing(
    name="association-expert",
    title=_("Expert pool"),
    rows=lambda actor: (
        Expert.objects.visible_to(actor).select_related("person__organization").prefetch_related("topics__topic")
    ),
    columns=(
        Column("name", _("Full name"), "person.name", sort="person__name_key"),
        Column("title", _("Professional title"), sort="title"),
        Column("employer", _("Employer"), "person.organization.name", sort="person__organization__name_key"),
        Column("topics", _("Fields of expertise"), topic_names),
        Column("is_enterprise", _("From an enterprise"), sort="is_enterprise"),
        Column("is_active", _("May be asked"), sort="is_active"),
        Column("is_illustrative", _("Illustrative"), "person.is_illustrative", chosen=False),
    ),
    order=("person__name_key",),
    filters=ExpertFilter,
    empty_text=_("No expert fits."),
    empty_hint=_("Change the filter, or put a person into the pool."),
)

TOPICS = Listing(
    name="association-topic",
    title=_("Fields of expertise"),
    rows=lambda actor: Topic.objects.visible_to(actor).annotate(expert_count=Count("experts")),
    columns=(
        Column("name", _("Name"), sort="name"),
        Column("code", _("Code"), sort="code"),
        Column("order", _("Order"), kind="number", sort="order"),
        Column("expert_count", _("Experts"), kind="number", sort="expert_count"),
    ),
    order=("order", "name"),
    filters=TopicFilter,
    empty_text=_("No field of expertise is entered yet."),
    empty_hint=_("Enter the fields that experts and submissions are matched by."),
)
