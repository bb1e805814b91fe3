"""The list of persons; phones are masked here and in the export."""

import django_filters
from django.utils.translation import gettext_lazy as _

from association.lists.words import organization_filter
from association.models import Person
from office.listing import Column, Listing


class PersonFilter(django_filters.FilterSet):
    """Filters of the list."""

    name = django_filters.CharFilter(lookup_expr="contains", label=_("Full name"))
    organization = organization_filter(label=_("Employer"))
    position = django_filters.CharFilter(lookup_expr="contains", label=_("Position"))

    class Meta:
        model = Person
        fields: list[str] = []


PERSONS = Listing(
    name="association-person",
    title=_("Persons"),
    rows=lambda actor: Person.objects.visible_to(actor).select_related("organization"),
    columns=(
        Column("name", _("Full name"), sort="name_key"),
        Column("organization", _("Employer"), "organization.name", sort="organization__name_key"),
        Column("position", _("Position"), sort="position"),
        Column("phone", _("Phone"), "masked_phone"),
        Column("is_illustrative", _("Illustrative"), chosen=False),
    ),
    order=("name_key",),
    filters=PersonFilter,
    empty_text=_("No person fits."),
    empty_hint=_("Change the filter, or enter the person."),
)
