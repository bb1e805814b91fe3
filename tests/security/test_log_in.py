"""Guessing passwords: mistakes count by account, whatever name was typed, and never against somebody else."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.hashers import get_hasher
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from office.domain.policy import change_policy
from office.enums import Role
from office.models import AuditEntry, LoginLock
from tests.actors import make_actor
from tests.factories.office import UserFactory

pytestmark = [pytest.mark.once, pytest.mark.django_db]

PASSWORD = "Chang-mima-2020"


def account(**names: str) -> Any:
    user = UserFactory(**names)
    user.set_password(PASSWORD)
    user.save()
    return user


def log_in(login: str, password: str, *, place: int = 1) -> bool:
    """Try to log in from one of several addresses; tell whether it went through."""
    sent = {"login": login, "password": password}
    answer = Client(REMOTE_ADDR=f"10.0.0.{place}").post(reverse("account_login"), sent)
    return answer.status_code == 302


@pytest.mark.parametrize(
    "writing", ["13912345678", "139 1234 5678", "１３９１２３４５６７８", "lisi", "LiSi", "li.si@school.example"]
)
def test_mistakes_count_by_account_however_it_is_named(writing: str) -> None:
    account(username="lisi", phone="13912345678", email="li.si@school.example")
    names = ["13912345678", "139-1234-5678", "+8613912345678", "lisi", "LI.SI@school.example"]
    for place, name in enumerate(names, start=1):
        assert not log_in(name, "wrong-password", place=place)
    assert not log_in(writing, PASSWORD, place=9)


@pytest.mark.parametrize("writing", ["+86 139-1234-5678", "１３９１２３４５６７８"])
def test_a_phone_logs_in_however_it_is_written(writing: str) -> None:
    account(username="lisi", phone="13912345678")
    assert log_in(writing, PASSWORD)


def test_mistakes_of_one_do_not_lock_out_another() -> None:
    account(username="lisi", phone="13912345678")
    account(username="wangwu", phone="13912345679")
    for _time in range(6):
        log_in("13912345678", "wrong-password", place=1)
    assert not log_in("13912345678", PASSWORD, place=1)
    assert log_in("13912345679", PASSWORD, place=1), "a colleague at the same address is not locked out"


def test_an_unknown_name_is_refused_like_a_known_one() -> None:
    account(username="lisi")
    pages = []
    for name in ("lisi", "nobody-here"):
        sent = {"login": name, "password": "wrong-password"}
        page = Client().post(reverse("account_login"), sent)
        pages.append((page.status_code, page.context["form"].errors.as_text()))
    assert pages[0] == pages[1]


@pytest.mark.parametrize("named", ["lisi", "13912345678", "li.si@school.example"])
@pytest.mark.parametrize(
    "typed", ["lisi", "LiSi", "13912345678", "139-1234-5678", "Li.Si@school.example", "nobody", "13800000000", "a@b.cn"]
)
def test_every_refusal_costs_one_comparison(
    named: str, typed: str, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    """The time of an answer tells nobody which names, phones and e-mails have an account."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    account(username=named, phone="13912345678", email="li.si@school.example")
    hasher, compared = type(get_hasher()), []
    encode = hasher.encode

    def count(self: Any, *given: Any, **options: Any) -> Any:
        compared.append(typed)
        return encode(self, *given, **options)

    monkeypatch.setattr(hasher, "encode", count)
    assert not log_in(typed, "wrong-password")
    assert len(compared) == 1
    assert log_in("13912345678", PASSWORD)


def test_the_fifth_mistake_locks_and_not_the_fourth() -> None:
    account(username="lisi")
    for _time in range(4):
        assert not log_in("lisi", "wrong-password")
    assert log_in("lisi", PASSWORD), "four mistakes lock nobody out, and the right password forgets them"
    for _time in range(4):
        log_in("lisi", "wrong-password")
    assert log_in("lisi", PASSWORD)
    for _time in range(5):
        log_in("lisi", "wrong-password")
    assert not log_in("lisi", PASSWORD, place=2), "from every address"
    assert AuditEntry.objects.filter(action="lock_out").count() == 1


def test_the_sentence_says_until_when_and_what_helps() -> None:
    account(username="lisi")
    for _time in range(6):
        page: Any = Client().post(reverse("account_login"), {"login": "lisi", "password": "wrong-password"})
    [sentence] = page.context["form"].non_field_errors()
    until = timezone.localtime(LoginLock.objects.get(user__username="lisi").locked_until)
    assert f"{until:%H:%M}" in sentence
    unknown: Any = None
    for _time in range(6):
        unknown = Client().post(reverse("account_login"), {"login": "nobody-here", "password": "wrong-password"})
    [other] = unknown.context["form"].non_field_errors()
    assert re.sub(r"\d", "", other) == re.sub(r"\d", "", sentence), "a refusal tells nobody which names there are"


def test_the_lock_ends_by_itself_and_a_new_count_begins() -> None:
    user = account(username="lisi")
    for _time in range(5):
        log_in("lisi", "wrong-password")
    past = timezone.now() - timedelta(minutes=31)
    LoginLock.objects.filter(user=user).update(locked_until=timezone.now() - timedelta(seconds=1), since=past)
    for _time in range(4):
        assert not log_in("lisi", "wrong-password")
    assert log_in("lisi", PASSWORD)


def test_an_address_that_tries_many_accounts_is_locked() -> None:
    admin = make_actor(Role.SYSTEM_ADMINISTRATOR)
    change_policy(actor=admin, changes={"address_tries": 10})
    account(username="lisi")
    for number in range(10):
        log_in(f"guess{number}", "Password-2020", place=7)
    assert not log_in("lisi", PASSWORD, place=7)
    assert log_in("lisi", PASSWORD, place=8), "elsewhere the account is open, for its own tries were not used"


def test_locked_out_tries_cost_the_address_nothing() -> None:
    user = account(username="lisi")
    for _time in range(30):
        log_in("lisi", "wrong-password", place=3)
    assert LoginLock.objects.get(key="address:10.0.0.3").count == 5
    assert LoginLock.objects.get(user=user).count == 5


@pytest.mark.parametrize(("proxies", "counted"), [(0, "10.0.0.1"), (1, "3.3.3.3"), (2, "2.2.2.2")])
def test_only_our_own_proxies_are_believed(settings: Any, proxies: int, counted: str) -> None:
    """A visitor may write any X-Forwarded-For: what counts is what the outermost of our own proxies added."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    client = Client(REMOTE_ADDR="10.0.0.1", headers={"x-forwarded-for": "1.1.1.1, 2.2.2.2, 3.3.3.3"})
    client.post(reverse("account_login"), {"login": "nobody", "password": "wrong-password"})
    assert (
        LoginLock.objects.filter(key__startswith="address:").values_list("key", flat=True).get() == f"address:{counted}"
    )


def test_changed_head_does_not_escape_the_lock(settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    account(username="lisi")
    for number in range(12):
        client = Client(REMOTE_ADDR="10.0.0.1", headers={"x-forwarded-for": f"9.9.9.{number}"})
        client.post(reverse("account_login"), {"login": "lisi", "password": "wrong-password"})
    assert LoginLock.objects.filter(key__startswith="address:").count() == 1
