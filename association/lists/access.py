"""The list behind an access review: who may act as what today, and whether he still does."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from association.lists.words import worded
from association.models import RoleGrant
from association.queries.access import dormant_before, grants_in_force, is_dormant
from association.queries.grant import today
from association.queries.todo import ending
from office.enums import Role
from office.listing import Column, Listing

DORMANT = "dormant"


class AccessFilter(django_filters.FilterSet):
    """Filters of the list."""

    user = django_filters.CharFilter(label=_("User"), method="find_user")
    role = django_filters.ChoiceFilter(choices=Role.choices, label=_("Role"))
    use = django_filters.ChoiceFilter(
        label=_("Use"), choices=[(DORMANT, _("Dormant")), ("ending", _("Ends within 30 days"))], method="keep_use"
    )
    factor = django_filters.BooleanFilter(label=_("Second factor"), field_name="has_factor")

    class Meta:
        model = RoleGrant
        fields: list[str] = []

    def find_user(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the grants of users by name or account name."""
        return rows.filter(Q(user__display_name__contains=value) | Q(user__username__contains=value))

    def keep_use(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the grants of dormant accounts, or those that end soon."""
        return rows.filter(is_dormant(dormant_before(), path="user__")) if value == DORMANT else ending(rows)


def rested_days(row: Any) -> int:
    """Return the days since the account was last used, or since it was opened when it never was."""
    since = row.user.last_login or row.user.date_joined
    return (today() - timezone.localdate(since)).days


ACCESS = Listing(
    name="association-access",
    title=_("Access review"),
    rows=grants_in_force,
    columns=(
        Column("user", _("Full name"), "user.display_name", sort="user__display_name"),
        Column("username", _("Account"), "user.username", sort="user__username"),
        Column("role", _("Role"), worded("role", Role), sort="role"),
        Column("scope", _("Granted for"), "scope_name"),
        Column("last_login", _("Last log-in"), "user.last_login", kind="date", sort="user__last_login"),
        Column("rested", _("Days unused"), rested_days, kind="number"),
        Column("factor", _("Second factor"), "has_factor"),
        Column("valid_until", _("Valid until"), kind="date", sort="valid_until"),
        Column("note", _("Note"), chosen=False),
    ),
    order=("role", "user__username"),
    filters=AccessFilter,
    empty_text=_("Nobody fits."),
    empty_hint=_("Change the filter."),
)
