"""Which accounts an actor may see."""

from typing import Any

from django.db.models import Prefetch, QuerySet

from association.enums import GRANT_ROLES
from association.models import RoleGrant
from association.queries.grant import today
from office.actor import Actor
from office.enums import Role
from office.models import User


def visible_accounts(actor: Actor) -> QuerySet[Any]:
    """Return all accounts to those who give grants or audit them, none to anybody else."""
    sees = actor.is_system or actor.role in GRANT_ROLES | {Role.AUDITOR}
    return User.objects.all() if sees else User.objects.none()


def accounts_with_grants(actor: Actor) -> QuerySet[Any]:
    """Return the visible accounts, each with its grants of today as ``valid_grants``; two queries when read."""
    grants = RoleGrant.objects.valid_on(today()).select_related("organization", "body").order_by("id")
    return visible_accounts(actor).prefetch_related(Prefetch("grants", queryset=grants, to_attr="valid_grants"))
