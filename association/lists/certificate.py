"""The list of certificates."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from association.enums import CertificateKind, CertificateState, HolderRole
from association.lists.words import organization_filter, worded, year_filter
from association.models import Certificate
from office.listing import Column, Listing

CERTIFICATE_TONES = {
    CertificateState.ISSUED: "success",
    CertificateState.SUPERSEDED: "muted",
    CertificateState.REVOKED: "danger",
}


NAME_CHANGED = _("Name changed since, to be replaced")


class CertificateFilter(django_filters.FilterSet):
    """Filters of the list."""

    holder = django_filters.CharFilter(lookup_expr="contains", label=_("Holder as printed"))
    number = django_filters.CharFilter(lookup_expr="contains", label=_("Certificate number"))
    occasion = django_filters.CharFilter(lookup_expr="contains", label=_("Occasion"))
    organization = organization_filter("organization")
    year = year_filter()
    state = django_filters.ChoiceFilter(choices=CertificateState.choices, label=_("State"))
    kind = django_filters.ChoiceFilter(choices=CertificateKind.choices, label=_("Kind"))
    waiting = django_filters.ChoiceFilter(label=_("To do"), choices=[("renamed", NAME_CHANGED)], method="keep_renamed")

    class Meta:
        model = Certificate
        fields: list[str] = []

    def keep_renamed(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the valid sheets of a person whose name has changed since."""
        return rows.filter(name_changed=True)


def name_state(row: Any) -> Any:
    """Return the words for a sheet whose person has another name now, "" for every other."""
    return NAME_CHANGED if row.name_changed else ""


def state_tone(row: Certificate) -> str:
    """Return the color of a certificate's state."""
    return CERTIFICATE_TONES.get(CertificateState(row.state), "")


CERTIFICATES = Listing(
    name="association-certificate",
    title=_("Certificates"),
    rows=lambda actor: (
        Certificate.objects.visible_to(actor).with_name_changed().select_related("organization").defer("people")
    ),
    columns=(
        Column("number", _("Certificate number"), sort="number"),
        Column("holder", _("Holder as printed"), sort="holder"),
        Column("prize", _("Prize"), sort="prize"),
        Column("occasion", _("Occasion"), sort="occasion"),
        Column("organization", _("Organization"), "organization.name", sort="organization__name_key"),
        Column("issued_on", _("Date on the certificate"), kind="date", sort="issued_on"),
        Column("state", _("State"), worded("state", CertificateState), kind="state", sort="state"),
        Column("name_state", _("Name on record"), name_state, chosen=False),
        Column("year", _("Year"), kind="number", sort="year", chosen=False),
        Column("role", _("Holder's part"), worded("role", HolderRole), chosen=False),
        Column("place", _("Order"), kind="number", chosen=False),
        Column("work", _("Work"), chosen=False),
        Column("reason", _("Reason"), chosen=False),
    ),
    order=("-id",),
    filters=CertificateFilter,
    empty_text=_("No certificate fits."),
    empty_hint=_("Certificates are issued on the page of a call once its awards are final."),
    tone=state_tone,
)
