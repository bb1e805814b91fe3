"""The full phone number of an account: only with a reason, which the trail keeps."""

import pytest
from django.urls import reverse

from office.enums import Role
from office.models import AuditEntry
from tests.actors import client_of, make_actor
from tests.factories.office import UserFactory

pytestmark = pytest.mark.django_db
PHONE = "13912345678"


def address(**fields: str) -> str:
    return reverse("association:account_reveal", args=[UserFactory(**fields).pk])


def test_the_number_shows_once_with_a_reason() -> None:
    administrator = make_actor(Role.SYSTEM_ADMINISTRATOR)
    client, url = client_of(administrator), address(phone=PHONE)
    assert PHONE not in client.get(url).content.decode()
    assert client.post(url, {"reason": " "}).status_code == 422
    assert not AuditEntry.objects.filter(action="reveal").exists()
    shown = client.post(url, {"reason": "核对报名信息"}, follow=True).content.decode()
    assert PHONE in shown
    entry = AuditEntry.objects.get(action="reveal")
    assert (entry.user_id, entry.reason, entry.after) == (administrator.user_id, "核对报名信息", {"field": "phone"})
    assert PHONE not in client.get(url).content.decode()


def test_an_account_without_a_number_shows_none() -> None:
    client = client_of(make_actor(Role.SECRETARIAT_HEAD))
    assert client.post(address(), {"reason": "核对"}).status_code == 409


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.SECRETARIAT, Role.SCHOOL_ADMINISTRATOR])
def test_nobody_else_sees_it(role: str) -> None:
    assert client_of(make_actor(role)).post(address(phone=PHONE), {"reason": "核对"}).status_code in {403, 404}
    assert not AuditEntry.objects.filter(action="reveal").exists()
