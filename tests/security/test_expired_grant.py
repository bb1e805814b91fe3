"""Rights end when their grant ends: in the session that is open, with everything that hangs on it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from association.domain.grant import end_grant
from association.models import Person, RoleGrant
from association.queries.grant import today
from association.web.actor import SESSION_KEY
from office.domain.account import deactivate_account
from office.enums import Role
from office.models import User
from tests.actors import client_of, make_actor
from tests.factories.association import PersonFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db

PAGES = ("association:person_list", "association:organization_list", "reviews:call_list", "competitions:entry_list")


@pytest.mark.parametrize("end", ["ended", "expired", "not yet", "removed"])
def test_open_session_has_no_rights_left(end: str) -> None:
    actor, head = make_actor(Role.SECRETARIAT), make_actor(Role.SECRETARIAT_HEAD)
    person = PersonFactory()
    client = client_of(actor)
    assert client.get(reverse(PAGES[0])).status_code == 200
    grant = RoleGrant.objects.get(pk=actor.grant_id)
    if end == "ended":
        end_grant(grant, actor=head, reason="调离")
    elif end == "removed":
        grant.delete()
    else:
        days = -1 if end == "expired" else 1
        field = "valid_until" if end == "expired" else "valid_from"
        RoleGrant.objects.filter(pk=grant.pk).update(**{field: today() + timedelta(days=days)})
    for address in PAGES:
        assert client.get(reverse(address)).status_code == 403, address
    detail = reverse("association:person_detail", args=[person.pk])
    assert client.get(detail).status_code == 404
    assert client.post(reverse("association:person_create"), {"name": "王小明"}).status_code == 403
    assert not Person.objects.filter(name="王小明").exists()
    assert client.post(reverse("association:person_reveal", args=[person.pk]), {"reason": "x"}).status_code == 403


def test_session_falls_back_to_another_grant_and_never_to_an_ended_one() -> None:
    actor = make_actor(Role.SECRETARIAT)
    user = User.objects.get(pk=actor.user_id)
    teacher = make_actor(Role.SCHOOL_TEACHER, user=user)
    client = client_of(actor)
    RoleGrant.objects.filter(pk=actor.grant_id).update(valid_until=today() - timedelta(days=1))
    assert client.get(reverse("association:grant_list")).status_code == 403
    foreign = PersonFactory()
    assert client.get(reverse("association:person_detail", args=[foreign.pk])).status_code == 404
    switched = client.post(reverse("association:grant_switch"), {"grant": actor.grant_id})
    assert switched.status_code == 404
    session = client.session
    session[SESSION_KEY] = actor.grant_id
    session.save()
    assert client.get(reverse("association:person_detail", args=[foreign.pk])).status_code == 404
    assert teacher.organization_id


def test_nobody_switches_to_a_foreign_grant() -> None:
    client = client_of(make_actor(Role.SCHOOL_TEACHER))
    foreign = RoleGrantFactory(role=Role.SYSTEM_ADMINISTRATOR)
    assert client.post(reverse("association:grant_switch"), {"grant": foreign.pk}).status_code == 404
    session = client.session
    session[SESSION_KEY] = foreign.pk
    session.save()
    assert client.get(reverse("association:account_list")).status_code == 403


def test_closed_account_has_no_rights_in_any_open_session() -> None:
    actor = make_actor(Role.SECRETARIAT)
    clients = [client_of(actor), client_of(actor)]
    deactivate_account(User.objects.get(pk=actor.user_id), actor=make_actor(Role.SECRETARIAT_HEAD), reason="调离")
    for client in clients:
        assert client.get(reverse(PAGES[0])).status_code == 302
        assert client.post(reverse("association:person_create"), {"name": "王小明"}).status_code == 401
