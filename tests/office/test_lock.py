"""Counting wrong passwords: claimed before they are looked at, given back when right, ended by an administrator."""

import pytest

from office.actor import Actor
from office.domain.lock import LockedOut, claim_try, settle_right, settle_wrong, unlock_account
from office.enums import Role
from office.models import AuditEntry, LoginLock, User
from office.queries.lock import is_locked
from office.workflow import Refusal
from tests.actors import make_actor
from tests.factories.office import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return UserFactory(username="lisi")  # type: ignore[no-any-return]


def test_tries_at_the_same_instant_count_like_tries_in_a_row(user: User) -> None:
    """A hundred guesses on their way at once: only as many passwords are looked at as the office allows."""
    looked_at = []
    for _number in range(100):
        try:
            looked_at.append(claim_try(user_id=user.pk, name="lisi", address="10.0.0.1"))
        except LockedOut:
            continue
    assert len(looked_at) == 5
    assert LoginLock.objects.get(key="address:10.0.0.1").count == 5
    settle_right(looked_at[0])
    assert not LoginLock.objects.filter(user=user).exists()
    assert LoginLock.objects.get(key="address:10.0.0.1").count == 4


def test_the_lock_is_told_once(user: User) -> None:
    claimed = [claim_try(user_id=user.pk, name="lisi", address="10.0.0.1") for _number in range(5)]
    for one in claimed:
        settle_wrong(one)
    assert is_locked(user)
    assert AuditEntry.objects.filter(action="lock_out", object_id=str(user.pk)).count() == 1


def test_unknown_names_are_counted_without_being_kept() -> None:
    claim_try(user_id=None, name="13912345678", address="10.0.0.1")
    assert not LoginLock.objects.filter(key__contains="13912345678").exists()
    assert LoginLock.objects.filter(key__startswith="name:").count() == 1


def test_administrator_unlocks_with_a_reason_once(user: User) -> None:
    head: Actor = make_actor(Role.SECRETARIAT_HEAD)
    with pytest.raises(Refusal):
        unlock_account(user, actor=head, reason="本人来电")
    for _time in range(5):
        settle_wrong(claim_try(user_id=user.pk, name="lisi", address="10.0.0.1"))
    with pytest.raises(Refusal):
        unlock_account(user, actor=head, reason=" ")
    unlock_account(user, actor=head, reason="本人来电")
    assert not is_locked(user)
    assert AuditEntry.objects.get(action="unlock").reason == "本人来电"
    with pytest.raises(Refusal):
        unlock_account(user, actor=head, reason="再次")
