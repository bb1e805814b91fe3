"""Lock-out after wrong passwords, counted in the database by account, by unknown name and by network address.

A try is claimed before the password is looked at and given back when it was right: a hundred guesses sent at the same
instant are counted like a hundred in a row. Tries that are refused count nowhere, so one person's mistakes at one
account cost the address at most as many as that account allows, and never lock a colleague out.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.audit import record_act
from office.domain.invitation import digest_of
from office.models import AccountPolicy, LoginLock, User
from office.queries.policy import read_policy
from office.workflow import Refusal, refuse_unless


class LockedOut(Refusal):
    """Too many wrong passwords; the sentence says until when and what helps."""


@dataclass(frozen=True)
class Try:
    """One claimed try: whose account it is meant for (None: an unknown name), and the two rows that count it."""

    user_id: int | None
    account_key: str
    address_key: str
    address: str = ""


def claim_try(*, user_id: int | None, name: str, address: str) -> Try:
    """Count a try before the password is looked at; raises ``LockedOut`` when the account or the address is locked."""
    policy = read_policy()
    account_key = f"account:{user_id}" if user_id else f"name:{digest_of(name)}"
    claimed = Try(user_id, account_key, f"address:{address}", address)
    if not count_up(account_key, limit=policy.tries, policy=policy, user_id=user_id):
        raise LockedOut(
            _(
                "Too many wrong passwords: this account is locked until %(time)s. Wait until then, or ask the "
                "secretariat or the administrator of your unit for a new log-in link, which opens it at once."
            )
            % {"time": end_of_lock(account_key, policy)}
        )
    if not count_up(claimed.address_key, limit=policy.address_tries, policy=policy):
        count_down(account_key)
        raise LockedOut(
            _(
                "Too many wrong passwords came from this network: it is locked until %(time)s. Wait until then, or "
                "tell the system administrator."
            )
            % {"time": end_of_lock(claimed.address_key, policy)}
        )
    return claimed


def settle_right(claimed: Try) -> None:
    """The password was right: the account's mistakes are forgotten, the address gets its try back."""
    LoginLock.objects.filter(key=claimed.account_key).delete()
    count_down(claimed.address_key)


def settle_wrong(claimed: Try) -> None:
    """The password was wrong: with the last try the account or the address is locked, which the trail tells."""
    policy = read_policy()
    until = timezone.now() + policy.lock_for
    with transaction.atomic():
        locked = close_at(claimed.account_key, limit=policy.tries, until=until)
        close_at(claimed.address_key, limit=policy.address_tries, until=until)
        user = User.objects.filter(pk=claimed.user_id).first() if locked and claimed.user_id else None
        if user is not None:
            actor = Actor(name="log-in", is_system=True, address=claimed.address)
            record_act(user, "lock_out", actor=actor, after={"locked_until": until, "tries": policy.tries})


def unlock_account(user: User, *, actor: Actor, reason: str) -> User:
    """Let a locked account log in again at once; its password stays."""
    refuse_unless(bool(reason.strip()), _("Give a reason for this act."))
    with transaction.atomic():
        count, _rows = LoginLock.objects.filter(user=user, locked_until__gt=timezone.now()).delete()
        refuse_unless(bool(count), _("This account is not locked."))
        record_act(user, "unlock", actor=actor, reason=reason.strip())
    return user


def count_up(key: str, *, limit: int, policy: AccountPolicy, user_id: int | None = None) -> bool:
    """Count one try of a key; False when it is locked or has none left. A count whose time is over begins anew."""
    now = timezone.now()
    rows = LoginLock.objects.filter(key=key)
    LoginLock.objects.get_or_create(key=key, defaults={"user_id": user_id})
    open_now: Any = Q(locked_until__isnull=True) | Q(locked_until__lte=now)
    rows.filter(open_now, since__lte=now - policy.lock_for).update(count=0, since=now, locked_until=None)
    return rows.filter(open_now, count__lt=limit).update(count=F("count") + 1) == 1


def count_down(key: str) -> None:
    """Give one try back."""
    LoginLock.objects.filter(key=key, count__gt=0).update(count=F("count") - 1)


def close_at(key: str, *, limit: int, until: datetime) -> bool:
    """Lock a key whose tries are used up; True for the one caller who did it."""
    return (
        LoginLock.objects.filter(key=key, count__gte=limit, locked_until__isnull=True).update(locked_until=until) == 1
    )


def end_of_lock(key: str, policy: AccountPolicy) -> str:
    """Return when a key may be tried again, as 14:35 or, on another day, 2020-12-12 00:10."""
    row = LoginLock.objects.filter(key=key).first()
    now = timezone.now()
    end = timezone.localtime((row.locked_until or row.since + policy.lock_for) if row else now)
    return end.strftime("%H:%M" if end.date() == timezone.localdate() else "%Y-%m-%d %H:%M")
