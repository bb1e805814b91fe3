"""Which accounts an actor may see and keep."""

from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from association.enums import GRANT_ROLES, BodyKind
from association.models import Body, RoleGrant
from association.queries.grant import today
from office.actor import Actor
from office.enums import SCHOOL_ROLES, Role
from office.models import User


def visible_accounts(actor: Actor) -> QuerySet[Any]:
    """Return the accounts that an actor looks after.

    All for those who give grants or audit them; the people of schools for the secretariat; its own people for a
    school's administrator. Nobody else keeps an account, and nobody reaches one that can do more than himself.
    """
    if actor.is_system or actor.role in GRANT_ROLES | {Role.AUDITOR}:
        return User.objects.all()
    if actor.is_staff:
        return school_accounts()
    if actor.role == Role.SCHOOL_ADMINISTRATOR and actor.organization_id is not None:
        return school_accounts(actor.organization_id)
    return User.objects.none()


def school_accounts(organization_id: int | None = None) -> QuerySet[Any]:
    """Return the accounts whose every grant of now or later is that of a school's people, of one school if named.

    Somebody who is also a reviewer or of the secretariat is left out: a new log-in link would open those rights too.
    """
    current = RoleGrant.objects.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=today()))
    inside = Q(role__in=sorted(SCHOOL_ROLES))
    if organization_id is not None:
        inside &= Q(organization_id=organization_id)
    wider = current.exclude(inside).order_by().values("user")
    return User.objects.filter(pk__in=current.filter(inside).order_by().values("user")).exclude(pk__in=wider)


def accounts_with_grants(actor: Actor) -> QuerySet[Any]:
    """Return the visible accounts, each with its grants of today as ``valid_grants``; two queries when read."""
    grants = RoleGrant.objects.valid_on(today()).select_related("organization", "body").order_by("id")
    return visible_accounts(actor).prefetch_related(Prefetch("grants", queryset=grants, to_attr="valid_grants"))


def office_name() -> str:
    """Return the association's name as letters to its people give it, "" while it is not entered."""
    body = Body.objects.filter(kind=BodyKind.ASSOCIATION, dissolved_on__isnull=True).order_by("pk").first()
    return body.name if body else ""
