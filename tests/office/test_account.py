"""Accounts without their grants: what each act changes, and what it never touches."""

import pytest

from office.actor import Actor
from office.domain.account import (
    OwnAccount,
    change_account,
    create_account,
    deactivate_account,
    give_link,
    reactivate_account,
)
from office.domain.invitation import open_invitation
from office.models import AuditEntry, Invitation, User
from office.workflow import Refusal, StaleRecord
from tests.factories.office import UserFactory

pytestmark = pytest.mark.django_db

PASSWORD = "zhi-jiao-2020-hefei"


@pytest.fixture
def user(db: None) -> User:
    made = UserFactory(username="wang", display_name="王喆")
    made.set_password(PASSWORD)
    made.save()
    return made  # type: ignore[no-any-return]


def acts_on(user: User) -> list[str]:
    rows = AuditEntry.objects.filter(content_type__model="user", object_id=str(user.pk)).order_by("id")
    return list(rows.values_list("action", flat=True))


def test_new_account_has_no_password_whatever_was_set(staff: Actor) -> None:
    user = create_account(User(username="liyue", display_name="李玥", password="plain"), actor=staff)
    assert not User.objects.get(pk=user.pk).has_usable_password()
    assert acts_on(user) == ["create"]


def test_change_never_reaches_password_and_state(staff: Actor, user: User) -> None:
    change_account(user, actor=staff, changes={"password": "x", "is_superuser": True, "is_active": False})
    stored = User.objects.get(pk=user.pk)
    assert stored.check_password(PASSWORD)
    assert stored.is_active
    assert not stored.is_superuser
    assert acts_on(user) == []
    with pytest.raises(StaleRecord):
        change_account(user, actor=staff, changes={"display_name": "王"}, revision=9)


def test_of_two_closings_one_is_refused(staff: Actor, user: User) -> None:
    other = User.objects.get(pk=user.pk)
    deactivate_account(user, actor=staff, reason="调离")
    with pytest.raises(Refusal):
        deactivate_account(other, actor=staff, reason="调离")
    reactivate_account(other, actor=staff, reason="回任")
    with pytest.raises(Refusal):
        reactivate_account(user, actor=staff, reason="回任")
    assert acts_on(user) == ["deactivate", "reactivate"]
    assert User.objects.get(pk=user.pk).revision == 3


def test_each_act_wants_its_reason(staff: Actor, user: User) -> None:
    for act in (deactivate_account, reactivate_account):
        with pytest.raises(Refusal):
            act(user, actor=staff, reason=" ")
    assert acts_on(user) == []


def test_own_account_stays_open(staff: Actor) -> None:
    with pytest.raises(OwnAccount):
        deactivate_account(User.objects.get(pk=staff.user_id), actor=staff, reason="x")


def test_link_leads_to_an_account_in_use_only(staff: Actor, user: User) -> None:
    assert open_invitation(give_link(user, actor=staff)).user == user
    deactivate_account(user, actor=staff, reason="调离")
    with pytest.raises(Refusal):
        give_link(user, actor=staff)
    assert not Invitation.objects.waiting().exists()
