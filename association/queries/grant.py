"""Which grants of a user hold today, and the actor that follows from one of them."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from association.models import RoleGrant
from office.actor import Actor
from office.models import User
from office.queries.message import unread_of


def today() -> date:
    """Return the calendar day in the office (Asia/Shanghai)."""
    return timezone.localdate()


def valid_grants(user: User, *, day: date | None = None) -> list[RoleGrant]:
    """Return the user's grants that hold on a day (today), oldest first, with their scopes; one query.

    Each carries ``unread``, the number of the user's unread messages, which every page shows.
    """
    grants = RoleGrant.objects.filter(user=user).valid_on(day or today()).annotate(unread=unread_of(user.pk))
    return list(grants.select_related("organization", "body").order_by("id"))


def choose_grant(grants: Sequence[RoleGrant], wanted: object) -> RoleGrant | None:
    """Return the wanted grant if it still holds, else the first one, None when there is none."""
    return next((grant for grant in grants if grant.pk == wanted), grants[0] if grants else None)


def actor_of(user: User, grants: Sequence[RoleGrant], wanted: object = None) -> Actor:
    """Return the actor of a user under the wanted grant, or under the first that holds.

    ``grants`` are all that hold today: their roles go along, because blind review asks for any of them.
    """
    chosen = choose_grant(grants, wanted)
    roles = tuple(dict.fromkeys(grant.role for grant in grants))
    if chosen is None:
        return Actor(user_id=user.pk, name=str(user))
    return Actor(
        user_id=user.pk,
        name=str(user),
        role=chosen.role,
        grant_id=chosen.pk,
        organization_id=chosen.organization_id,
        body_id=chosen.body_id,
        scope_name=chosen.scope_name,
        grants=roles,
    )
