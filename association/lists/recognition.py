"""The list of recognitions: what a unit or person was ever recognized for."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from association.enums import RecognitionLevel
from association.lists.words import worded, year_filter
from association.models import Recognition
from office.listing import Column, Listing


class RecognitionFilter(django_filters.FilterSet):
    """Filters of the list; a recipient is found by the printed name and by the present one."""

    name = django_filters.CharFilter(label=_("Recipient"), method="find_name")
    title = django_filters.CharFilter(lookup_expr="contains", label=pgettext_lazy("honor", "Recognition"))
    year = year_filter()
    level = django_filters.ChoiceFilter(choices=RecognitionLevel.choices, label=_("Level"))
    revoked = django_filters.BooleanFilter(
        field_name="revoked_at", lookup_expr="isnull", exclude=True, label=_("Revoked")
    )

    class Meta:
        model = Recognition
        fields: list[str] = []

    def find_name(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what the typed name received, as printed then or as it is called today."""
        return rows.filter(
            Q(name__contains=value) | Q(organization__name__contains=value) | Q(person__name__contains=value)
        )


def state_word(row: Any) -> Any:
    """Return whether a recognition is in force."""
    return _("Revoked") if row.revoked_at else _("In force")


def state_tone(row: Any) -> str:
    """Return the color of a recognition's state."""
    return "danger" if row.revoked_at else "success"


RECOGNITIONS = Listing(
    name="association-recognition",
    title=_("Recognitions"),
    rows=lambda actor: Recognition.objects.visible_to(actor).select_related("organization", "person"),
    columns=(
        Column("name", _("Recipient as printed"), sort="name"),
        Column("title", pgettext_lazy("honor", "Recognition"), sort="title"),
        Column("level", _("Level"), worded("level", RecognitionLevel), sort="level"),
        Column("issuer", _("Issuer"), sort="issuer"),
        Column("year", _("Year"), kind="number", sort="year"),
        Column("state", _("State"), state_word, kind="state", sort="revoked_at"),
        Column("on", _("Recognized on"), kind="date", sort="on", chosen=False),
        Column("organization", _("Organization"), "organization.name", sort="organization__name_key", chosen=False),
        Column("basis", _("Basis"), chosen=False),
    ),
    order=("-year", "-on"),
    filters=RecognitionFilter,
    empty_text=_("No recognition fits."),
    empty_hint=_("Change the filter, or enter the recognition."),
    tone=state_tone,
)
