"""What no form of ours sends: it never ends in a server error."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from office.enums import Role
from office.forms.key import read_key
from reports.forms.section import arrange
from tests.actors import make_actor

pytestmark = pytest.mark.django_db

ODD_KEYS = ["²", "-1", "9" * 30, "9" * 5000, "1.5", "\0", "０１"]


@pytest.mark.parametrize("text", ODD_KEYS)
def test_odd_numbers_are_no_keys(text: str) -> None:
    assert read_key(text) is None


@pytest.mark.parametrize("text", ODD_KEYS)
@pytest.mark.parametrize(
    ("page", "field"),
    [
        ("competitions:entry_create", "call"),
        ("research:application_create", "call"),
        ("reviews:track_create", "call"),
        ("reviews:participant_create", "submission"),
        ("association:session_create", "activity"),
        ("association:person_create", "organization"),
    ],
)
def test_a_prefilled_form_opens(log_in: Callable[..., Client], page: str, field: str, text: str) -> None:
    assert log_in(Role.SECRETARIAT).get(reverse(page), {field: text}).status_code == 200


@pytest.mark.parametrize("digits", ["9" * 30, "9" * 5000, "²"])
def test_a_name_with_an_endless_number_is_unknown(log_in: Callable[..., Client], digits: str) -> None:
    sent: dict[str, Any] = {"name": "张三", "organization": f"某校（#{digits}）"}
    assert log_in(Role.SECRETARIAT).post(reverse("association:person_create"), sent).status_code == 422


@pytest.mark.parametrize("year", ["0", "-1", "10000", "9" * 20, "1e400", "nan"])
def test_a_year_that_no_calendar_has_filters_nothing(log_in: Callable[..., Client], year: str) -> None:
    client = log_in(Role.SECRETARIAT)
    for page in ("agreement_list", "agreement_export", "activity_list"):
        assert client.get(reverse(f"association:{page}"), {"year": year}).status_code == 200


@pytest.mark.parametrize("wish", ["up:--1", "up:²", "down:" + "9" * 5000, "add:-", "remove:-2", "drop:0"])
def test_an_odd_wish_changes_nothing(wish: str) -> None:
    blocks = [{"id": "a", "type": "paragraph", "runs": []}]
    assert arrange(blocks, wish) == blocks


def test_pages_are_kept_by_no_store_between(log_in: Callable[..., Client]) -> None:
    client = log_in(make_actor(Role.SECRETARIAT))
    for page in ("reports:home", "association:person_list"):
        assert "private" in client.get(reverse(page))["Cache-Control"]
