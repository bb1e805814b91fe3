"""The rules of log-in: defaults, changes with audit, bounds, and who may change them."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from office.actor import Actor
from office.domain.invitation import invite_user
from office.domain.policy import change_policy
from office.enums import Role
from office.models import AccountPolicy, AuditEntry, Invitation, User
from office.queries.policy import read_policy
from office.workflow import StaleRecord
from tests.actors import client_of, make_actor

pytestmark = pytest.mark.django_db

FORM = {
    "tries": "5",
    "lock_minutes": "30",
    "address_tries": "40",
    "idle_minutes": "30",
    "link_hours": "24",
    "dormant_days": "90",
}


@pytest.fixture
def admin() -> Actor:
    return make_actor(Role.SYSTEM_ADMINISTRATOR)


def test_defaults_hold_until_somebody_changes_them(admin: Actor) -> None:
    assert (read_policy().tries, read_policy().lock_minutes, read_policy().idle_minutes) == (5, 30, 30)
    assert not AccountPolicy.objects.exists()
    change_policy(actor=admin, changes={"tries": 8, "second_factor_roles": [Role.FINANCE]})
    assert (read_policy().tries, read_policy().second_factor_roles) == (8, [Role.FINANCE])
    change_policy(actor=admin, changes={"tries": 8})
    entry = AuditEntry.objects.get(content_type__model="accountpolicy")
    assert (entry.before["tries"], entry.after["tries"]) == (5, 8)


@pytest.mark.parametrize(
    "changes", [{"tries": 0}, {"idle_minutes": 1}, {"link_hours": 999}, {"second_factor_roles": ["president"]}]
)
def test_out_of_bounds_is_refused(admin: Actor, changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        change_policy(actor=admin, changes=changes)
    assert read_policy().tries == 5


def test_page_saves_and_a_stale_one_is_refused(admin: Actor) -> None:
    client, address = client_of(admin), reverse("office:policy")
    opened = client.get(address).context["page"].form["revision"].value()
    sent = {**FORM, "revision": opened, "second_factor_roles": [Role.FINANCE, Role.SECRETARIAT_HEAD]}
    assert client.post(address, sent).status_code == 302
    assert sorted(read_policy().second_factor_roles) == sorted([Role.FINANCE, Role.SECRETARIAT_HEAD])
    stale = client.post(address, {**sent, "tries": "9"})
    assert stale.status_code == 422
    assert read_policy().tries == 5
    with pytest.raises(StaleRecord):
        change_policy(actor=admin, changes={"tries": 7}, revision=1)
    assert client.post(address, {**FORM, "tries": "x"}).status_code == 422


def test_links_live_as_long_as_the_rules_say(admin: Actor) -> None:
    change_policy(actor=admin, changes={"link_hours": 72})
    invite_user(User.objects.get(pk=admin.user_id), actor=admin)
    invitation = Invitation.objects.get()
    assert round((invitation.expires_at - invitation.created_at).total_seconds() / 3600) == 72


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.AUDITOR, Role.SCHOOL_ADMINISTRATOR])
def test_others_change_nothing(role: str) -> None:
    assert client_of(make_actor(role)).post(reverse("office:policy"), FORM).status_code == 403
