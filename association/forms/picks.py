"""Fields that pick a record by its name."""

from typing import Any

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from association.models import Body, Organization, Person, Region
from office.forms.picker import PickField
from office.models import User


def pick_organization(*, label: Any = None, required: bool = False, **options: Any) -> PickField:
    """Return a field that finds an organization by its name, its short name or a former name."""
    return PickField(
        queryset=Organization.objects.all(),
        names=("name", "short_name", "former_names__name"),
        options_url=reverse_lazy("association:organization_options"),
        label=label or _("Organization"),
        required=required,
        **options,
    )


def pick_person(*, label: Any = None, required: bool = False, **options: Any) -> PickField:
    """Return a field that finds a person by name."""
    return PickField(
        queryset=Person.objects.all(),
        options_url=reverse_lazy("association:person_options"),
        label=label or _("Person"),
        required=required,
        **options,
    )


def pick_body(*, label: Any = None, required: bool = False, **options: Any) -> PickField:
    """Return a field that finds a body by its name or short name."""
    return PickField(
        queryset=Body.objects.all(),
        names=("name", "short_name"),
        options_url=reverse_lazy("association:body_options"),
        label=label or _("Body"),
        required=required,
        **options,
    )


def pick_region(*, label: Any = None, required: bool = False, **options: Any) -> PickField:
    """Return a field that finds a region by its name or code."""
    return PickField(
        queryset=Region.objects.all(),
        names=("name", "code"),
        options_url=reverse_lazy("association:region_options"),
        label=label or _("Region"),
        required=required,
        **options,
    )


def pick_user(*, label: Any = None, required: bool = True, **options: Any) -> PickField:
    """Return a field that finds an account by its user name or by the name shown."""
    return PickField(
        queryset=User.objects.filter(is_active=True),
        names=("username", "display_name", "phone"),
        options_url=reverse_lazy("association:grant_users"),
        label=label or _("User"),
        required=required,
        **options,
    )
