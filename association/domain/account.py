"""Accounts as those who give grants keep them: nobody closes the last account that can give grants."""

from django.utils.translation import gettext as _

from association.domain.grant import GrantNeeded
from association.enums import GRANT_ROLES
from association.models import RoleGrant
from association.queries.grant import today
from office.actor import Actor
from office.domain.account import deactivate_account
from office.models import User
from office.workflow import refuse_unless


def close_account(user: User, *, actor: Actor, reason: str) -> User:
    """Deactivate an account unless nobody would be left who can give grants; its grants stay as history."""
    givers = RoleGrant.objects.valid_on(today()).filter(role__in=sorted(GRANT_ROLES), user__is_active=True)
    refuse_unless(
        not givers.filter(user=user).exists() or givers.exclude(user=user).exists(),
        _("This is the last account that can give grants. Give one to somebody else first."),
        error=GrantNeeded,
    )
    return deactivate_account(user, actor=actor, reason=reason)
