"""Accounts: opened without a password, kept, closed and opened again, and by whom."""

import re
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.test import Client
from django.urls import reverse

from association.domain.account import close_account
from association.domain.grant import GrantNeeded
from association.models import RoleGrant
from office.actor import Actor, system_actor
from office.domain.account import OwnAccount, deactivate_account
from office.domain.invitation import invite_user
from office.enums import Role
from office.models import AuditEntry, User
from tests.actors import client_of, make_actor
from tests.factories.association import RoleGrantFactory
from tests.factories.office import UserFactory

pytestmark = [pytest.mark.once, pytest.mark.django_db]

PASSWORD = "zhi-jiao-2020-hefei"
GIVERS = (Role.SECRETARIAT_HEAD, Role.SYSTEM_ADMINISTRATOR)


def address(page: str, user: User | None = None) -> str:
    return reverse(f"association:account_{page}", args=[user.pk] if user else [])


def acts_on(user: User) -> list[tuple[str, str]]:
    rows = AuditEntry.objects.filter(content_type__model="user", object_id=str(user.pk)).order_by("id")
    return list(rows.values_list("action", "reason"))


@pytest.fixture
def head(db: None) -> Actor:
    return make_actor(Role.SECRETARIAT_HEAD)


@pytest.fixture
def user(db: None) -> User:
    made = UserFactory(username="wang", display_name="王喆", phone="13900000001", email="wang@example.com")
    made.set_password(PASSWORD)
    made.save()
    return made  # type: ignore[no-any-return]


@pytest.mark.parametrize("role", GIVERS)
def test_clerk_opens_an_account_and_its_owner_sets_the_password(role: Role) -> None:
    client = client_of(make_actor(role))
    typed = {"display_name": "李玥", "username": "liyue", "phone": "138 0013-8000", "email": "li@example.com"}
    answer = client.post(address("create"), typed)
    user = User.objects.get(username="liyue")
    assert (answer.status_code, answer.url) == (302, address("detail", user))
    assert (user.phone, user.has_usable_password(), user.is_active) == ("13800138000", False, True)
    assert not {"password", "password1"} & set(client.get(address("create")).context["page"].form.fields)
    page = client.get(address("detail", user)).context["page"]
    assert page.primary.url == address("invite", user)
    html = client.post(address("invite", user)).content.decode()
    link = re.search(r"http://testserver(/accounts/invitation/[^<\s]+)", html)
    assert link
    owner = Client()
    assert owner.post(link[1], {"password1": PASSWORD, "password2": PASSWORD}).status_code == 302
    assert authenticate(username="liyue", password=PASSWORD) == user
    assert [action for action, _reason in acts_on(user)] == ["create", "invite", "set_password"]
    entry = AuditEntry.objects.get(action="create", object_id=str(user.pk), content_type__model="user")
    assert "password" not in entry.after
    assert entry.after["phone"] == "138****8000"


def test_link_page_is_not_kept_and_shows_the_link_only_once(head: Actor, user: User) -> None:
    client = client_of(head)
    answer = client.post(address("invite", user))
    assert "no-store" in answer["Cache-Control"]
    assert "/accounts/invitation/" in answer.content.decode()
    for page in (address("invite", user), address("detail", user)):
        assert "/accounts/invitation/" not in client.get(page).content.decode()
    assert User.objects.get(pk=user.pk).check_password(PASSWORD), "the password holds until the link is used"


# The secretariat and a school's administrator keep the accounts of schools' people: see test_invitation.py.
KEEPERS = {*GIVERS, Role.AUDITOR, Role.SECRETARIAT, Role.SCHOOL_ADMINISTRATOR}


@pytest.mark.parametrize("role", [role for role in Role if role not in KEEPERS])
def test_others_find_no_account(role: Role, user: User) -> None:
    client = client_of(make_actor(role))
    assert client.get(address("list")).status_code == 403
    assert client.get(address("create")).status_code == 403
    assert client.get(address("change", user)).status_code == 404
    for page in ("detail", "deactivate", "reactivate", "invite"):
        assert client.get(address(page, user)).status_code == 403
        assert client.post(address(page, user), {"reason": "x"}).status_code == 403
    assert User.objects.get(pk=user.pk).is_active
    assert acts_on(user) == []


def test_auditor_reads_and_changes_nothing(user: User) -> None:
    client = client_of(make_actor(Role.AUDITOR))
    assert "王喆" in client.get(address("list")).content.decode()
    page = client.get(address("detail", user)).context["page"]
    assert page.primary is None
    assert page.menu == []
    for name in ("change", "deactivate", "reactivate", "invite"):
        assert client.post(address(name, user), {"reason": "x"}).status_code == 403
    assert client.get(address("create")).status_code == 403


def test_deactivated_account_logs_nobody_in_and_ends_its_sessions(head: Actor, user: User) -> None:
    RoleGrantFactory(user=user, role=Role.SECRETARIAT)
    token = invite_user(user, actor=head)
    owner = Client()
    owner.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert owner.get(reverse("association:activity_list")).status_code == 200
    clerk = client_of(head)
    answer = clerk.post(address("deactivate", user), {"reason": "调离"})
    assert answer.status_code == 302
    assert owner.get(reverse("association:activity_list")).status_code == 302
    assert authenticate(username="wang", password=PASSWORD) is None
    assert Client().get(reverse("account_invitation", args=[token])).status_code == 409
    assert acts_on(user)[-1] == ("deactivate", "调离")
    assert clerk.post(address("reactivate", user), {"reason": "回任"}).status_code == 302
    assert owner.get(reverse("association:activity_list")).status_code == 302, "an old session does not come back"
    assert authenticate(username="wang", password=PASSWORD) is None, "nor does the old password"
    assert acts_on(user)[-1] == ("reactivate", "回任")
    assert RoleGrant.objects.filter(user=user).count() == 1


def test_reason_is_asked_for_and_a_repeat_is_refused(head: Actor, user: User) -> None:
    client = client_of(head)
    assert client.post(address("deactivate", user), {"reason": "  "}).status_code == 422
    assert User.objects.get(pk=user.pk).is_active
    assert client.post(address("reactivate", user), {"reason": "误点"}).status_code == 409
    deactivate_account(user, actor=head, reason="调离")
    assert client.post(address("deactivate", user), {"reason": "调离"}).status_code == 409
    assert [action for action, _reason in acts_on(user)] == ["deactivate"]


def test_link_for_a_deactivated_account_is_refused(head: Actor, user: User) -> None:
    deactivate_account(user, actor=head, reason="调离")
    assert client_of(head).post(address("invite", user)).status_code == 409


def test_nobody_closes_his_own_account(head: Actor) -> None:
    own = User.objects.get(pk=head.user_id)
    make_actor(Role.SYSTEM_ADMINISTRATOR)
    client = client_of(head)
    assert address("deactivate", own) not in client.get(address("detail", own)).content.decode()
    assert client.post(address("deactivate", own), {"reason": "x"}).status_code == 403
    with pytest.raises(OwnAccount):
        close_account(own, actor=head, reason="x")


def test_last_account_that_gives_grants_stays(head: Actor) -> None:
    own = User.objects.get(pk=head.user_id)
    with pytest.raises(GrantNeeded):
        close_account(own, actor=system_actor("test"), reason="x")
    make_actor(Role.SYSTEM_ADMINISTRATOR)
    close_account(own, actor=system_actor("test"), reason="离任")
    assert not User.objects.get(pk=own.pk).is_active


def test_change_keeps_the_phone_unless_told_and_leaves_the_trail(head: Actor, user: User) -> None:
    client = client_of(head)
    assert "13900000001" not in client.get(address("change", user)).content.decode()
    typed = {"display_name": "王喆", "username": "wangzhe", "phone": "", "email": "wang@example.com", "revision": "1"}
    assert client.post(address("change", user), typed).status_code == 302
    user.refresh_from_db()
    assert (user.username, user.phone, user.revision) == ("wangzhe", "13900000001", 2)
    assert client.post(address("change", user), {**typed, "display_name": "王"}).status_code == 409, "stale"
    sent = {**typed, "revision": "2", "forget_phone": "on"}
    assert client.post(address("change", user), sent).status_code == 302
    assert User.objects.get(pk=user.pk).phone is None
    assert [action for action, _reason in acts_on(user)] == ["change", "change"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("username", "wang"),
        ("phone", "139 0000 0001"),
        ("email", "WANG@example.com"),
        ("username", "a b"),
        ("phone", "12"),
    ],
)
def test_what_another_account_uses_is_refused_at_its_field(head: Actor, user: User, field: str, value: str) -> None:
    typed = {"display_name": "李玥", "username": "liyue", "phone": "", "email": "", field: value}
    answer = client_of(head).post(address("create"), typed)
    assert answer.status_code == 422
    assert answer.context["page"].form.errors
    assert User.objects.filter(display_name="李玥").count() == 0


def test_two_accounts_without_phone_and_e_mail_stand_side_by_side(head: Actor) -> None:
    client = client_of(head)
    for name in ("liyue", "chensheng"):
        assert client.post(address("create"), {"display_name": name, "username": name}).status_code == 302
    assert User.objects.filter(username__in=["liyue", "chensheng"], phone=None).count() == 2


def test_account_leads_to_the_hand_over_of_its_work(head: Actor, user: User) -> None:
    client, address = client_of(head), reverse("reports:work_hand_over", args=[user.pk])
    page = client.get(reverse("association:account_detail", args=[user.pk])).context["page"]
    urls = [act.url for act in page.menu]
    assert urls.index(address) < urls.index(reverse("association:account_deactivate", args=[user.pk]))
    assert client.get(address).status_code == 200
    client.post(reverse("association:account_deactivate", args=[user.pk]), {"reason": "调离"})
    page = client.get(reverse("association:account_detail", args=[user.pk])).context["page"]
    assert address in [act.url for act in page.menu], "the work of a closed account lies still"
    own = client.get(reverse("association:account_detail", args=[head.user_id])).context["page"]
    assert not [act for act in own.menu if "/work/" in act.url]


def test_list_finds_by_state_role_and_phone(head: Actor, user: User) -> None:
    RoleGrantFactory(user=user, role=Role.FINANCE)
    closed = UserFactory(username="old", display_name="旧账户")
    deactivate_account(closed, actor=head, reason="调离")
    waiting = UserFactory(username="new", display_name="新账户")
    User.objects.filter(pk=waiting.pk).update(password="!none")
    client = client_of(head)

    def found(**query: Any) -> set[str]:
        html = client.get(address("list"), query).content.decode()
        return {name for name in ("王喆", "旧账户", "新账户") if f">{name}</a>" in html}

    assert found() == {"王喆", "旧账户", "新账户"}
    assert found(state="closed") == {"旧账户"}
    assert found(state="waiting") == {"新账户"}
    assert found(role="finance") == found(phone="", name="13900000001") == {"王喆"}
    assert found(name="1390000") == set(), "a part of a phone number finds nobody"
    assert "13900000001" not in client.get(address("list"), {"columns": ["phone"]}).content.decode()


def test_grants_of_an_account_stand_on_its_page(head: Actor, user: User) -> None:
    grant = RoleGrantFactory(user=user, role=Role.FINANCE)
    panel = client_of(head).get(address("detail", user)).context["page"].panels[1]
    assert panel.rows[0][0].url == grant.get_absolute_url()
    assert panel.add_url.endswith(f"?user={user.pk}")
    form = client_of(head).get(panel.add_url).content.decode()
    assert 'value="王喆"' in form
