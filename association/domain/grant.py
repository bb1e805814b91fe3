"""Give and end role grants; every act leaves its audit row."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from association.enums import GRANT_ROLES
from association.models import RoleGrant
from association.queries.grant import today
from office.actor import Actor
from office.domain.audit import record_act
from office.domain.record import change_record, create_record, remove_record
from office.workflow import Refusal, refuse_unless


class GrantOverlaps(Refusal):
    """The user already has this role for this scope in a part of the period."""


class OwnGrant(Refusal):
    """Nobody gives himself a right that he does not have: a second person does."""


class GrantNeeded(Refusal):
    """Nobody would be left who can give grants."""


def give_grant(grant: RoleGrant, *, actor: Actor, reason: str = "") -> RoleGrant:
    """Store a new grant; refuses one to oneself, and a second of the same role and scope that overlaps it in time.

    One's own role for the same scope may be prolonged while it is in force: that gives no new right.
    """
    refuse_own(grant, actor=actor)
    with transaction.atomic():
        refuse_overlap(grant)
        create_record(grant, actor=actor, reason=reason)
    return grant


def change_grant(grant: RoleGrant, *, actor: Actor, changes: dict[str, Any], revision: int | None = None) -> RoleGrant:
    """Change a grant's dates or note; its user, role and scope stay, because past acts were done under them."""
    refuse_own(grant, actor=actor)
    allowed = {name: value for name, value in changes.items() if name in {"valid_from", "valid_until", "note"}}
    with transaction.atomic():
        change_record(grant, actor=actor, changes=allowed, revision=revision)
        refuse_overlap(grant)
    return grant


def end_grant(grant: RoleGrant, *, actor: Actor, reason: str, last_day: date | None = None) -> RoleGrant:
    """End a grant with its last day (yesterday, so that it stops at once); a repeat changes nothing.

    A grant that began today cannot end before it began: remove it instead (``remove_grant``). Refuses to end the last
    grant under which grants can be given.
    """
    end = last_day or today() - timedelta(days=1)
    if grant.valid_until is not None and grant.valid_until <= end:
        return grant
    refuse_unless(bool(reason.strip()), _("Give a reason for this act."))
    refuse_unless(end >= grant.valid_from, _("This grant has not begun before today. Remove it instead."))
    refuse_last_administrator(grant)
    change_record(grant, actor=actor, changes={"valid_until": end}, reason=reason)
    return grant


def remove_grant(grant: RoleGrant, *, actor: Actor, reason: str) -> None:
    """Remove a grant given by mistake; once it has held for a day it is history and can only be ended."""
    refuse_unless(
        grant.valid_from >= today(), _("This grant has already been in force. End it instead, so that history stays.")
    )
    refuse_last_administrator(grant)
    remove_record(grant, actor=actor, reason=reason)


def refuse_own(grant: RoleGrant, *, actor: Actor) -> None:
    """Refuse to give oneself a role, or to revive one that is not in force."""
    if actor.user_id is None or grant.user_id != actor.user_id:
        return
    scope: dict[str, Any] = {"organization_id": grant.organization_id, "body_id": grant.body_id}
    held = RoleGrant.objects.filter(user_id=actor.user_id, role=grant.role, **scope).valid_on(today())
    refuse_unless(
        held.exists(),
        _("Nobody gives himself a role. Ask the head of the secretariat or another administrator to give it."),
        error=OwnGrant,
    )


def refuse_overlap(grant: RoleGrant) -> None:
    """Refuse a grant when the same user has the same role for the same scope in a part of its period."""
    scope: dict[str, Any] = {"organization_id": grant.organization_id, "body_id": grant.body_id}
    others = RoleGrant.objects.filter(user_id=grant.user_id, role=grant.role, **scope).exclude(pk=grant.pk)
    others = others.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=grant.valid_from))
    if grant.valid_until is not None:
        others = others.filter(valid_from__lte=grant.valid_until)
    other = others.first()
    refuse_unless(
        other is None,
        _("%(user)s already has this role for this scope at that time. Change the dates of that grant instead.")
        % {"user": grant.user},
        error=GrantOverlaps,
    )


def refuse_last_administrator(grant: RoleGrant) -> None:
    """Refuse when no other grant remains today under which grants can be given."""
    if grant.role not in GRANT_ROLES:
        return
    others = RoleGrant.objects.valid_on(today()).filter(role__in=sorted(GRANT_ROLES), user__is_active=True)
    refuse_unless(
        others.exclude(pk=grant.pk).exists(),
        _("This is the last grant that can give grants. Give one to somebody else first."),
        error=GrantNeeded,
    )


def note_switch(grant: RoleGrant, *, before: Actor, actor: Actor) -> None:
    """Leave an audit row that the user acts under another grant from now on."""
    record_act(
        grant,
        "switch",
        actor=actor,
        before={"role": before.role, "scope": before.scope_name},
        after={"role": actor.role, "scope": actor.scope_name},
    )
