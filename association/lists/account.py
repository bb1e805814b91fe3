"""The list of accounts."""

from typing import Any

import django_filters
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from association.models import RoleGrant
from association.queries.account import accounts_with_grants
from association.queries.grant import today
from office.domain.audit import mask_value
from office.enums import Role
from office.listing import Column, Listing
from office.models import User
from office.workflow import list_words

IN_USE, WAITING, CLOSED = "in_use", "waiting", "closed"
STATES = {IN_USE: _("In use"), WAITING: _("No password yet"), CLOSED: _("Deactivated")}
TONES = {IN_USE: "success", WAITING: "warning", CLOSED: "muted"}


class AccountFilter(django_filters.FilterSet):
    """Filters of the list."""

    name = django_filters.CharFilter(label=_("Name, account or phone"), method="find_name")
    state = django_filters.ChoiceFilter(label=_("State"), choices=list(STATES.items()), method="keep_state")
    role = django_filters.ChoiceFilter(label=_("Role in force"), choices=Role.choices, method="keep_role")

    class Meta:
        model = User
        fields: list[str] = []

    def find_name(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the accounts by name or account name, or by the whole phone number."""
        return rows.filter(Q(display_name__contains=value) | Q(username__contains=value) | Q(phone=value))

    def keep_state(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the accounts in one state."""
        if value == CLOSED:
            return rows.filter(is_active=False)
        waiting = Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
        return rows.filter(waiting if value == WAITING else ~waiting, is_active=True)

    def keep_role(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the accounts that hold a role today."""
        holders = RoleGrant.objects.valid_on(today()).filter(role=value)
        return rows.filter(pk__in=holders.order_by().values("user"))


def state_of(user: User) -> str:
    """Return whether an account is in use, waits for its password, or is closed."""
    if not user.is_active:
        return CLOSED
    return IN_USE if user.has_usable_password() else WAITING


def masked_phone(user: User) -> str:
    """Return the phone with its middle hidden."""
    return str(mask_value("phone", user.phone) or "")


def grant_words(user: Any) -> str:
    """Return the roles that an account holds today, with their scopes."""
    return list_words(str(grant) for grant in user.valid_grants)


ACCOUNTS = Listing(
    name="association-account",
    title=_("Accounts"),
    rows=accounts_with_grants,
    columns=(
        Column("name", _("Full name"), "display_name", sort="display_name"),
        Column("username", _("User name"), sort="username"),
        Column("grants", _("Roles in force"), grant_words),
        Column("state", _("State"), lambda user: STATES[state_of(user)], kind="state"),
        Column("last_login", _("Last log-in"), kind="date", sort="last_login"),
        Column("phone", _("Mobile phone"), masked_phone, chosen=False),
        Column("date_joined", _("Opened"), kind="date", sort="date_joined", chosen=False),
    ),
    order=("username",),
    filters=AccountFilter,
    empty_text=_("No account fits."),
    empty_hint=_("Change the filter, or open an account."),
    tone=lambda user: TONES[state_of(user)],
)
