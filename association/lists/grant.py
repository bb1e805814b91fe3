"""The list of role grants."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from association.lists.words import worded
from association.models import RoleGrant
from association.queries.grant import today
from association.queries.todo import ending
from office.enums import Role
from office.listing import Column, Listing


class GrantFilter(django_filters.FilterSet):
    """Filters of the list."""

    user = django_filters.CharFilter(label=_("User"), method="find_user")
    role = django_filters.ChoiceFilter(choices=Role.choices, label=_("Role"))
    holds = django_filters.ChoiceFilter(
        label=_("Validity"),
        choices=[
            ("valid", _("In force")),
            ("ending", _("Ends within 30 days")),
            ("ended", _("Expired")),
            ("ahead", _("Not yet in force")),
        ],
        method="keep_holding",
    )

    class Meta:
        model = RoleGrant
        fields: list[str] = []

    def find_user(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the grants of users by name or account name."""
        return rows.filter(Q(user__display_name__contains=value) | Q(user__username__contains=value))

    def keep_holding(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the grants by whether they hold today."""
        if value == "valid":
            return rows.valid_on(today())  # type: ignore[attr-defined]
        if value == "ending":
            return ending(rows)
        if value == "ended":
            return rows.filter(valid_until__lt=today())
        return rows.filter(valid_from__gt=today())


def validity_word(row: Any) -> Any:
    """Return whether a grant holds today."""
    if row.valid_from > today():
        return _("Not yet in force")
    return _("Expired") if row.valid_until and row.valid_until < today() else _("In force")


def validity_tone(row: Any) -> str:
    """Return the color of a grant's validity."""
    if row.valid_from > today():
        return "info"
    return "muted" if row.valid_until and row.valid_until < today() else "success"


GRANTS = Listing(
    name="association-grant",
    title=_("Role grants"),
    rows=lambda actor: RoleGrant.objects.visible_to(actor).select_related("user", "organization", "body"),
    columns=(
        Column("user", _("User"), "user.display_name", sort="user__display_name"),
        Column("username", _("Account"), "user.username", sort="user__username"),
        Column("role", _("Role"), worded("role", Role), sort="role"),
        Column("scope", _("Granted for"), "scope_name"),
        Column("validity", _("Validity"), validity_word, kind="state"),
        Column("valid_from", _("Valid from"), kind="date", sort="valid_from"),
        Column("valid_until", _("Valid until"), kind="date", sort="valid_until"),
        Column("note", _("Note"), chosen=False),
    ),
    order=("user__username", "-valid_from"),
    filters=GrantFilter,
    empty_text=_("No role grant fits."),
    empty_hint=_("Give a role to a user."),
    tone=validity_tone,
)
