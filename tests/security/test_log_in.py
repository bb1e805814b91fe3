"""Guessing passwords: mistakes count by account, whatever name was typed, and never against somebody else."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.office import UserFactory

pytestmark = pytest.mark.django_db

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


@pytest.mark.parametrize("writing", ["13912345678", "139 1234 5678", "lisi", "LiSi", "li.si@school.example"])
def test_mistakes_count_by_account_however_it_is_named(writing: str) -> None:
    account(username="lisi", phone="13912345678", email="li.si@school.example")
    names = ["13912345678", "139-1234-5678", "+8613912345678", "lisi", "LI.SI@school.example"]
    for place, name in enumerate(names, start=1):
        assert not log_in(name, "wrong-password", place=place)
    assert not log_in(writing, PASSWORD, place=9)


def test_mistakes_of_one_do_not_lock_out_another() -> None:
    account(username="lisi", phone="13912345678")
    account(username="wangwu", phone="13912345679")
    for place in range(1, 7):
        log_in("13912345678", "wrong-password", place=place)
    assert log_in("13912345679", PASSWORD, place=9)


def test_an_unknown_name_is_refused_like_a_known_one() -> None:
    account(username="lisi")
    pages = []
    for name in ("lisi", "nobody-here"):
        sent = {"login": name, "password": "wrong-password"}
        page = Client().post(reverse("account_login"), sent)
        pages.append((page.status_code, page.context["form"].errors.as_text()))
    assert pages[0] == pages[1]
