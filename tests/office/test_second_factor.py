"""Second factors: set up, asked for at log-in, needed by roles, lost and reset."""

import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse

from office.actor import Actor
from office.domain.policy import change_policy
from office.domain.second_factor import reset_factor
from office.enums import Role
from office.models import AuditEntry, LoginSession, User
from office.web.second_factor import FactorAdapter
from office.workflow import Refusal
from tests.actors import make_actor
from tests.factories.office import UserFactory

pytestmark = [pytest.mark.once, pytest.mark.django_db]

PASSWORD = "Chang-mima-2020"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def user() -> User:
    made = UserFactory(username="lisi", display_name="李四")
    made.set_password(PASSWORD)
    made.save()
    return made  # type: ignore[no-any-return]


def digits(secret: str, *, steps: int = 0) -> str:
    """Return what an authenticator app shows now, or some half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def log_in(password: str = PASSWORD) -> tuple[Client, Any]:
    client = Client()
    return client, client.post(reverse("account_login"), {"login": "lisi", "password": password})


def acts_on(user: User) -> list[str]:
    rows = AuditEntry.objects.filter(content_type__model="user", object_id=str(user.pk)).order_by("id")
    return list(rows.values_list("action", flat=True))


def need_factor(*roles: str) -> None:
    change_policy(actor=make_actor(Role.SYSTEM_ADMINISTRATOR), changes={"second_factor_roles": list(roles)})


def test_owner_sets_an_app_up_and_needs_it_from_then_on(user: User, django_capture_on_commit_callbacks: Any) -> None:
    make_actor(Role.SECRETARIAT, user=user)
    client, _answer = log_in()
    asked = client.get(reverse("mfa_activate_totp"))
    assert asked.url.startswith(reverse("account_reauthenticate")), "the password once more before the set-up"
    client.post(asked.url, {"password": PASSWORD})
    page: Any = client.get(reverse("mfa_activate_totp"))
    assert page.context["picture"].startswith("data:image/svg+xml")
    assert page.context["form"].fields["code"].label == "验证码"
    secret = page.context["form"].secret
    assert client.post(reverse("mfa_activate_totp"), {"code": "000000"}).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        done = client.post(reverse("mfa_activate_totp"), {"code": digits(secret)})
    assert done.url == reverse("mfa_view_recovery_codes")
    codes = client.get(done.url).context["unused_codes"]
    assert len(codes) == 10
    assert "add_factor" in acts_on(user)
    stored = Authenticator.objects.get(user=user, type="totp").data["secret"]
    assert secret not in stored, "the table alone opens no account"

    later, answer = log_in()
    assert answer.url == reverse("mfa_authenticate")
    assert later.get(reverse("reports:home")).status_code == 302
    assert later.post(answer.url, {"code": "000000"}).status_code == 200
    assert later.post(answer.url, {"code": codes[0]}).status_code == 302
    assert later.get(reverse("reports:home")).status_code == 200
    again, answer = log_in()
    assert again.post(answer.url, {"code": codes[0]}).status_code == 200, "a recovery code opens once"


def test_digits_are_worth_nothing_the_second_time_and_guessing_ends(user: User) -> None:
    TOTP.activate(user, SECRET)
    first, answer = log_in()
    code = digits(SECRET)
    assert first.post(answer.url, {"code": code}).status_code == 302
    second, answer = log_in()
    assert second.post(answer.url, {"code": code}).status_code == 200
    for number in range(5):
        second.post(answer.url, {"code": f"00000{number}"})
    locked = second.post(answer.url, {"code": digits(SECRET, steps=1)})
    assert locked.status_code == 200, "after five wrong ones even right digits wait"


def test_role_that_needs_a_factor_opens_nothing_before(user: User) -> None:
    make_actor(Role.FINANCE, user=user)
    need_factor(Role.FINANCE)
    client, _answer = log_in()
    for page in ("reports:home", "association:organization_list", "account_sessions"):
        answer = client.get(reverse(page))
        assert (answer.status_code, answer.url) == (302, reverse("mfa_index")), page
    page = client.get(reverse("mfa_index"))
    assert page.context["is_missing"]
    sent = client.post(reverse("association:person_create"), {"name": "王小明"})
    assert sent.status_code == 403
    assert "王小明" in sent.content.decode(), "what was typed stays"
    TOTP.activate(user, SECRET)
    assert client.get(reverse("reports:home")).status_code == 200
    assert not client.get(reverse("mfa_index")).context["is_missing"]


def test_needed_under_any_grant_not_only_the_chosen_one(user: User) -> None:
    make_actor(Role.SECRETARIAT, user=user)
    make_actor(Role.AUDITOR, user=user)
    need_factor(Role.AUDITOR)
    client, _answer = log_in()
    assert client.get(reverse("reports:home")).status_code == 302


def test_others_are_not_asked_and_recovery_codes_alone_are_no_factor(user: User) -> None:
    make_actor(Role.SECRETARIAT, user=user)
    need_factor(Role.FINANCE)
    client, _answer = log_in()
    assert client.get(reverse("reports:home")).status_code == 200
    Authenticator.objects.create(user=user, type="recovery_codes", data={"seed": "x", "used_mask": 0})
    need_factor(Role.SECRETARIAT)
    again, answer = log_in()
    assert answer.url == reverse("reports:home")
    assert again.get(reverse("reports:home")).status_code == 302


def test_administrator_resets_a_lost_factor_with_a_reason(user: User) -> None:
    head: Actor = make_actor(Role.SECRETARIAT_HEAD)
    TOTP.activate(user, SECRET)
    client, answer = log_in()
    client.post(answer.url, {"code": digits(SECRET)})
    with pytest.raises(Refusal):
        reset_factor(user, actor=head, reason=" ")
    reset_factor(user, actor=head, reason="手机遗失，本人到办公室核验")
    assert not LoginSession.objects.filter(user=user).exists()
    assert client.get(reverse("account_sessions")).status_code == 302
    _client, answer = log_in()
    assert answer.url == reverse("reports:home")
    with pytest.raises(Refusal):
        reset_factor(user, actor=head, reason="再次")
    assert acts_on(user) == ["reset_factor"]


def test_secret_survives_a_change_of_the_key(settings: Any) -> None:
    stored = FactorAdapter().encrypt("secret")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-" + "1" * 40
    assert FactorAdapter().decrypt(stored) == "secret"


@pytest.mark.parametrize("sent", ["", "{}", "null", "[]", '{"id": "x"}', '{"response": 1}', "\0"])
@pytest.mark.parametrize("address", ["mfa_login_webauthn", "mfa_authenticate"])
def test_odd_passkeys_open_nothing(user: User, address: str, sent: str) -> None:
    TOTP.activate(user, SECRET)
    client, _answer = log_in()
    answer = client.post(reverse(address), {"credential": sent})
    assert answer.status_code in {200, 302}
    assert client.get(reverse("account_sessions")).status_code == 302


@pytest.mark.parametrize("sent", ["{}", "[]", '{"id": "x"}', '{"response": {}}'])
def test_odd_new_passkey_is_refused(user: User, sent: str) -> None:
    client, _answer = log_in()
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.get(reverse("mfa_add_webauthn"))
    assert client.post(reverse("mfa_add_webauthn"), {"credential": sent, "name": "x"}).status_code == 200
    assert not Authenticator.objects.filter(user=user).exists()


def test_foreign_passkey_is_not_found(user: User) -> None:
    other = Authenticator.objects.create(user=UserFactory(), type="webauthn", data={"name": "x", "credential": {}})
    client, _answer = log_in()
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    for page in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        assert client.post(reverse(page, args=[other.pk]), {"name": "y"}).status_code == 404
