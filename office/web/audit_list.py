"""The search over the audit trail: its columns and filters, on the screen and in the exported sheet."""

from datetime import date, datetime, time, timedelta
from typing import Any

import django_filters
from django import forms
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy

from office.actor import Actor
from office.enums import Role
from office.listing import Column, Listing
from office.models import AuditEntry, User
from office.web.act_words import WORDS, act_words, actor_words
from office.web.change_words import model_of

# The upper apps are named as texts only: nothing of theirs is imported here.
OWN_APPS = ("office", "association", "reviews", "competitions", "research", "groups", "reports")


def audited_models() -> list[type[Any]]:
    """Return the portal's own models: those whose objects can stand in the trail."""
    return [model for model in apps.get_models() if model.__module__.partition(".")[0] in OWN_APPS]


def kind_choices() -> list[tuple[str, str]]:
    """Return the kinds of objects by their labels."""
    choices = [(model._meta.label_lower, str(model._meta.verbose_name)) for model in audited_models()]
    return sorted(choices, key=lambda choice: choice[1])


def act_choices() -> list[tuple[str, str]]:
    """Return the acts by their labels."""
    return sorted(((act, str(label)) for act, label in WORDS.items()), key=lambda choice: choice[1])


DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class AuditFilter(django_filters.FilterSet):
    """Filters of the search: who, what about, which act, when."""

    person = django_filters.CharFilter(label=gettext_lazy("Person"), method="find_person")
    text = django_filters.CharFilter(label=gettext_lazy("Object"), field_name="object_text", lookup_expr="contains")
    since = django_filters.DateFilter(label=gettext_lazy("From day"), method="keep_since", widget=DAY)
    until = django_filters.DateFilter(label=gettext_lazy("To day"), method="keep_until", widget=DAY)
    kind = django_filters.ChoiceFilter(label=gettext_lazy("Kind of object"), choices=[], method="keep_kind")
    act = django_filters.ChoiceFilter(label=gettext_lazy("Act"), choices=[], field_name="action")
    role = django_filters.ChoiceFilter(label=gettext_lazy("Role"), choices=Role.choices)
    batch = django_filters.UUIDFilter(label=gettext_lazy("Batch"))

    class Meta:
        model = AuditEntry
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # As lists, not functions: django-filter cannot count the latter's choices. Sorted in the reader's language.
        self.filters["kind"].extra["choices"] = kind_choices()
        self.filters["act"].extra["choices"] = act_choices()

    def find_person(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the acts of a person by name now or then, or by user name."""
        users = User.objects.filter(Q(display_name__contains=value) | Q(username=value)).order_by().values("pk")
        return rows.filter(Q(user__in=users) | Q(actor_name__contains=value))

    def keep_since(self, rows: QuerySet[Any], name: str, value: date) -> QuerySet[Any]:
        """Keep what happened on a day or later."""
        return rows.filter(at__gte=make_aware(datetime.combine(value, time())))

    def keep_until(self, rows: QuerySet[Any], name: str, value: date) -> QuerySet[Any]:
        """Keep what happened on a day or before; the day itself counts."""
        return rows.filter(at__lt=make_aware(datetime.combine(value + timedelta(days=1), time())))

    def keep_kind(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the acts on one kind of objects."""
        return rows.filter(content_type=ContentType.objects.get_by_natural_key(*value.split(".", 1)))


def visible_entries(actor: Actor) -> QuerySet[Any]:
    """Return the part of the trail that the actor may search."""
    return AuditEntry.objects.visible_to(actor)


def kind_words(entry: AuditEntry) -> str:
    """Return what kind of object an act was about."""
    model = model_of(entry)
    return str(model._meta.verbose_name) if model else ""


def role_words(entry: AuditEntry) -> str:
    """Return the role under which somebody acted."""
    return str(Role(entry.role).label) if entry.role in Role.values else entry.role


def both_words(entry: AuditEntry) -> str:
    """Return who acted and in which role, for one column of the screen."""
    return " · ".join(filter(None, (actor_words(entry), role_words(entry))))


# Person and role in one column: a sheet has them apart.
ON_SCREEN = "who"

AUDIT = Listing(
    name="office-audit",
    title=gettext_lazy("Audit trail"),
    rows=visible_entries,
    columns=(
        Column("at", gettext_lazy("When"), kind="date"),
        Column(ON_SCREEN, gettext_lazy("Person"), both_words),
        Column("person", gettext_lazy("Person without role"), actor_words, chosen=False),
        Column("role", gettext_lazy("Role"), role_words, chosen=False),
        Column("act", gettext_lazy("Act"), lambda entry: act_words(entry.action)),
        Column("kind", gettext_lazy("Kind of object"), kind_words),
        Column("text", gettext_lazy("Object"), "object_text"),
        Column("reason", gettext_lazy("Reason")),
        Column("scope", gettext_lazy("On behalf of"), chosen=False),
        Column("address", gettext_lazy("Network address"), chosen=False),
    ),
    order=("-pk",),
    filters=AuditFilter,
    empty_text=gettext_lazy("No entry fits"),
    empty_hint=gettext_lazy("Widen the days or leave out a filter."),
)
