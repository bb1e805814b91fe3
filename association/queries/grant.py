"""Which grants of a user hold today, and the actor that follows from one of them."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from association.models import RoleGrant
from office.actor import Actor
from office.enums import MessageChannel
from office.models import User


def today() -> date:
    """Return the calendar day in the office (Asia/Shanghai)."""
    return timezone.localdate()


# Every page asks this, so it is written out: putting it together in the ORM costs several times what the query does.
VALID_GRANTS = """
    SELECT held.*,
        COALESCE(NULLIF(unit.short_name, ''), unit.name, NULLIF(body.short_name, ''), body.name, '') AS found_scope,
        (SELECT COUNT(*) FROM office_message AS told
            WHERE told.recipient_id = held.user_id AND told.channel = %s AND told.read_at IS NULL) AS unread
    FROM association_rolegrant AS held
    LEFT JOIN association_organization AS unit ON unit.id = held.organization_id
    LEFT JOIN association_body AS body ON body.id = held.body_id
    WHERE held.user_id = %s AND held.valid_from <= %s AND (held.valid_until IS NULL OR held.valid_until >= %s)
    ORDER BY held.id
"""


def valid_grants(user: User, *, day: date | None = None) -> list[RoleGrant]:
    """Return the user's grants that hold on a day (today; the last day counts), oldest first; one query.

    Each carries ``found_scope``, the name of its school or body, and ``unread``, the number of the user's unread
    messages, which every page shows.
    """
    day = day or today()
    return list(RoleGrant.objects.raw(VALID_GRANTS, [MessageChannel.IN_APP.value, user.pk, day, day]))


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
