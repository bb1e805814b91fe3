"""Accounts: opened without a password, changed, closed and opened again; every act leaves its audit row.

Nobody ever types somebody else's password: the owner sets it behind a one-time link (``invitation.py``).
"""

from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.audit import record_act
from office.domain.invitation import invite_user
from office.domain.record import change_record, create_record
from office.domain.transition import touched
from office.models import Invitation, LoginSession, User
from office.workflow import Refusal, refuse_unless

KEPT_FIELDS = frozenset({"username", "display_name", "phone", "email"})


class OwnAccount(Refusal):
    """Nobody closes the account under which he acts."""


def create_account(user: User, *, actor: Actor) -> User:
    """Store a new account that has no password yet; raises ``ValidationError`` with field messages."""
    user.set_unusable_password()
    create_record(user, actor=actor)
    return user


def change_account(user: User, *, actor: Actor, changes: dict[str, Any], revision: int | None = None) -> User:
    """Change names, phone or e-mail of an account; password and state have acts of their own."""
    allowed = {name: value for name, value in changes.items() if name in KEPT_FIELDS}
    change_record(user, actor=actor, changes=allowed, revision=revision)
    return user


def deactivate_account(user: User, *, actor: Actor, reason: str) -> User:
    """Close an account: nobody logs in with it, open sessions end, waiting links stop working.

    The password goes, and with it every session made under it; an account opened again gets a new one by link.
    """
    refuse_unless(bool(reason.strip()), _("Give a reason for this act."))
    refuse_unless(user.pk != actor.user_id, _("You cannot deactivate your own account."), error=OwnAccount)
    with transaction.atomic():
        switch(user, active=False, refusal=_("This account is deactivated already."))
        Invitation.objects.filter(user=user).waiting().update(revoked_at=timezone.now())
        LoginSession.objects.filter(user=user).delete()
        record_act(
            user, "deactivate", actor=actor, before={"is_active": True}, after={"is_active": False}, reason=reason
        )
    return user


def reactivate_account(user: User, *, actor: Actor, reason: str) -> User:
    """Open a closed account again; its owner needs a new log-in link."""
    refuse_unless(bool(reason.strip()), _("Give a reason for this act."))
    with transaction.atomic():
        switch(user, active=True, refusal=_("This account is active already."))
        record_act(
            user, "reactivate", actor=actor, before={"is_active": False}, after={"is_active": True}, reason=reason
        )
    return user


def switch(user: User, *, active: bool, refusal: str) -> None:
    """Set an account's state in one conditional UPDATE, so that of two acts at once one is refused."""
    password = make_password(None)
    rows = User.objects.filter(pk=user.pk, is_active=not active)
    refuse_unless(rows.update(is_active=active, password=password, **touched(user)) == 1, refusal)
    user.is_active, user.password = active, password


def give_link(user: User, *, actor: Actor) -> str:
    """Return the token of a new one-time link to an account in use; earlier links stop working."""
    refuse_unless(
        User.objects.filter(pk=user.pk, is_active=True).exists(),
        _("This account is deactivated. Reactivate it before giving a link."),
    )
    return invite_user(user, actor=actor)


def reveal_account_phone(user: User, *, actor: Actor, reason: str) -> str:
    """Return an account's full phone number and leave in the audit trail who asked for it and why."""
    refuse_unless(bool(user.phone), _("No phone number is stored for %(person)s.") % {"person": user})
    refuse_unless(bool(reason.strip()), _("Give a reason for this act."))
    with transaction.atomic():
        record_act(user, "reveal", actor=actor, after={"field": "phone"}, reason=reason.strip())
    return str(user.phone)
