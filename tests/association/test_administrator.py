"""The first administrator: made without a password, let in by one link, gives all other grants."""

import re
from io import StringIO
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from association.models import RoleGrant
from association.queries.grant import today
from office.enums import Role
from office.models import AuditEntry, Invitation, User

PASSWORD = "zhi-jiao-2020-hefei"
LINK = re.compile(r"(https?://\S+?)(/accounts/invitation/\S+/)")


def create_admin(*arguments: str) -> tuple[str, str]:
    """Run the command and return the printed base address and path."""
    output = StringIO()
    call_command("create_admin", *arguments, stdout=output)
    found = LINK.search(output.getvalue())
    assert found, output.getvalue()
    return found[1], found[2]


@pytest.mark.django_db
def test_link_opens_an_account_that_gives_grants() -> None:
    _base, path = create_admin("guanli", "王管理", "--head")
    user = User.objects.get()
    assert (user.username, user.display_name, user.has_usable_password()) == ("guanli", "王管理", False)
    assert not user.is_superuser
    assert set(RoleGrant.objects.values_list("role", flat=True)) == {Role.SYSTEM_ADMINISTRATOR, Role.SECRETARIAT_HEAD}
    client = Client()
    client.post(path, {"password1": PASSWORD, "password2": PASSWORD})
    client.post(reverse("account_login"), {"login": "guanli", "password": PASSWORD})
    assert client.get(reverse("association:grant_list")).status_code == 200


@pytest.mark.django_db
def test_lost_factor_is_reset_only_when_asked() -> None:
    create_admin("guanli")
    user = User.objects.get()
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
    create_admin("guanli")
    assert Authenticator.objects.filter(user=user).exists()
    for _time in range(2):
        create_admin("guanli", "--reset-factor")
    assert not Authenticator.objects.filter(user=user).exists()
    assert AuditEntry.objects.filter(action="reset_factor").count() == 1


@pytest.mark.django_db
def test_without_wish_it_is_no_head() -> None:
    create_admin()
    assert list(RoleGrant.objects.values_list("role", "valid_from")) == [(Role.SYSTEM_ADMINISTRATOR, today())]


@pytest.mark.django_db
def test_second_call_gives_the_same_account_a_new_link() -> None:
    _base, older = create_admin("guanli", "王管理")
    _base, newer = create_admin("guanli", "李管理", "--head")
    assert User.objects.get().display_name == "王管理"
    assert RoleGrant.objects.count() == 2
    assert Client().get(older).status_code == 409
    assert Client().get(newer).status_code == 200


@pytest.mark.django_db
def test_every_step_is_in_the_trail_of_the_system() -> None:
    create_admin()
    acts = AuditEntry.objects.order_by("id").values_list("action", "actor_name", "user")
    assert list(acts) == [(action, "create_admin", None) for action in ("create", "create", "invite")]


@pytest.mark.django_db
@pytest.mark.parametrize("arguments", [("两 个 词",), ("x" * 151,), ("guanli", "名" * 61)])
def test_name_that_cannot_be_one_is_refused_in_a_sentence(arguments: Any) -> None:
    with pytest.raises(CommandError):
        create_admin(*arguments)
    assert not User.objects.exists()
    assert not Invitation.objects.exists()


@pytest.mark.django_db
def test_closed_account_stays_closed() -> None:
    create_admin("guanli")
    User.objects.update(is_active=False)
    with pytest.raises(CommandError):
        create_admin("guanli")


@pytest.mark.django_db
def test_address_is_that_of_the_settings_or_as_given(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    settings.PORT = 8123
    assert create_admin()[0] == "http://127.0.0.1:8123"
    settings.ALLOWED_HOSTS = ["portal.example", "testserver"]
    settings.HTTPS = True
    assert create_admin()[0] == "https://portal.example"
    assert create_admin("--base-url", "https://other.example/")[0] == "https://other.example"
