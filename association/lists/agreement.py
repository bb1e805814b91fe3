"""The list of agreements."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from association.enums import AgreementKind, AgreementState
from association.lists.words import body_filter, worded
from association.models import Agreement
from office.listing import Column, Listing

STATE_TONES = {AgreementState.DRAFTED: "warning", AgreementState.SIGNED: "success", AgreementState.ENDED: "muted"}


class AgreementFilter(django_filters.FilterSet):
    """Filters of the list."""

    title = django_filters.CharFilter(lookup_expr="contains", label=_("Title"))
    state = django_filters.ChoiceFilter(choices=AgreementState.choices, label=_("State"))
    # A calendar has no other years: the database would be asked for a day that does not exist.
    year = django_filters.NumberFilter(
        field_name="signed_on__year", label=_("Year of signing"), min_value=1, max_value=9999
    )
    kind = django_filters.ChoiceFilter(choices=AgreementKind.choices, label=_("Kind"))
    body = body_filter()

    class Meta:
        model = Agreement
        fields: list[str] = []


def partners(row: Any) -> str:
    """Return the names of those who sign."""
    return "、".join(party.party_name for party in row.parties.all())


def state_tone(row: Any) -> str:
    """Return the color of an agreement's state."""
    return STATE_TONES.get(row.state, "")


AGREEMENTS = Listing(
    name="association-agreement",
    title=_("Agreements"),
    rows=lambda actor: (
        Agreement.objects.visible_to(actor)
        .select_related("body")
        .prefetch_related("parties__organization", "parties__body")
        .defer("summary")
    ),
    columns=(
        Column("title", _("Title"), sort="title"),
        Column("kind", _("Kind"), worded("kind", AgreementKind), sort="kind"),
        Column("parties", pgettext_lazy("agreement", "Parties"), partners),
        Column("date", _("Signed on"), "date_text", kind="date", sort="signed_on"),
        Column("valid_until", _("Valid until"), kind="date", sort="valid_until"),
        Column("state", _("State"), worded("state", AgreementState), kind="state", sort="state"),
        Column("body", _("Body"), "body.name", sort="body__name_key", chosen=False),
    ),
    order=("-signed_on",),
    filters=AgreementFilter,
    empty_text=_("No agreement fits."),
    empty_hint=_("Change the filter, or enter the agreement."),
    tone=state_tone,
)
