"""Who acts: the chosen grant, its end, the switch."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from association.queries.grant import actor_of, today, valid_grants
from association.web.actor import SESSION_KEY, ActorMiddleware
from office.actor import ANONYMOUS
from office.enums import Role
from office.models import AuditEntry
from tests.actors import client_of, make_actor
from tests.factories.association import BodyFactory, OrganizationFactory, RoleGrantFactory
from tests.factories.office import UserFactory

pytestmark = pytest.mark.django_db


def acting(user: Any, session: dict[str, Any] | None = None) -> Any:
    """Return a request that went through the middleware."""
    request = RequestFactory().get("/")
    request.user, request.session = user, session or {}
    ActorMiddleware(lambda passed: passed)(request)
    return request


def test_without_log_in_the_actor_is_anonymous_and_costs_no_query(django_assert_num_queries: Any) -> None:
    from django.contrib.auth.models import AnonymousUser

    with django_assert_num_queries(0):
        request = acting(AnonymousUser())
        assert request.actor == ANONYMOUS
        assert list(request.grants) == []


def test_actor_and_menu_of_grants_cost_one_query(django_assert_num_queries: Any) -> None:
    school = OrganizationFactory(short_name="示例职院")
    user = UserFactory()
    RoleGrantFactory(user=user, role=Role.SCHOOL_TEACHER, organization=school)
    RoleGrantFactory(user=user, role=Role.GROUP_SECRETARY, body=BodyFactory())
    with django_assert_num_queries(1):
        request = acting(user)
        assert request.actor.organization_id == school.pk
        assert request.actor.scope_name == "示例职院"
        assert request.actor.grants == (Role.SCHOOL_TEACHER, Role.GROUP_SECRETARY)
        assert [grant.scope_name != "" for grant in request.grants] == [True, True]


def test_a_page_that_asks_nothing_costs_nothing(django_assert_num_queries: Any) -> None:
    user = UserFactory()
    with django_assert_num_queries(0):
        acting(user)


def test_user_without_valid_grant_has_no_role() -> None:
    user = UserFactory()
    yesterday = today() - timedelta(days=1)
    RoleGrantFactory(user=user, role=Role.SECRETARIAT, valid_until=yesterday)
    RoleGrantFactory(user=user, role=Role.FINANCE, valid_from=today() + timedelta(days=1))
    actor = acting(user).actor
    assert (actor.user_id, actor.role, actor.grants) == (user.pk, "", ())


def test_last_day_of_a_grant_counts() -> None:
    user = UserFactory()
    RoleGrantFactory(user=user, role=Role.FINANCE, valid_until=today())
    assert acting(user).actor.role == Role.FINANCE


def test_chosen_grant_that_ran_out_gives_way_to_the_first_valid_one() -> None:
    user = UserFactory()
    gone = RoleGrantFactory(user=user, role=Role.SECRETARIAT, valid_until=today() - timedelta(days=1))
    kept = RoleGrantFactory(user=user, role=Role.AUDITOR)
    assert acting(user, {SESSION_KEY: gone.pk}).actor.grant_id == kept.pk


def test_somebody_elses_grant_in_the_session_is_not_taken() -> None:
    foreign = RoleGrantFactory(role=Role.SECRETARIAT)
    own = RoleGrantFactory(role=Role.REVIEWER)
    assert actor_of(own.user, valid_grants(own.user), foreign.pk).role == Role.REVIEWER


def switch(client: Client, grant: Any, **data: str) -> Any:
    """Press the switch for a grant."""
    return client.post(reverse("association:grant_switch"), {"grant": grant.pk, **data})


def test_switch_changes_the_role_of_the_session_and_is_audited() -> None:
    actor = make_actor(Role.AUDITOR)
    other = RoleGrantFactory(user_id=actor.user_id, user=None, role=Role.FINANCE)
    client = client_of(actor)
    response = switch(client, other, next="/association/")
    assert (response.status_code, response["Location"]) == (302, "/association/")
    assert client.session[SESSION_KEY] == other.pk
    entry = AuditEntry.objects.get(action="switch")
    assert (entry.before["role"], entry.after["role"], entry.role) == ("auditor", "finance", "finance")
    assert entry.address == "127.0.0.1"


def test_switch_repeated_leaves_one_audit_row() -> None:
    actor = make_actor(Role.AUDITOR)
    other = RoleGrantFactory(user_id=actor.user_id, user=None, role=Role.FINANCE)
    client = client_of(actor)
    switch(client, other, next="/association/")
    switch(client, other, next="/association/")
    assert AuditEntry.objects.filter(action="switch").count() == 1


def test_switch_refuses_a_foreign_grant_and_an_expired_one() -> None:
    actor = make_actor(Role.REVIEWER)
    foreign = RoleGrantFactory(role=Role.SECRETARIAT)
    gone = RoleGrantFactory(
        user_id=actor.user_id, user=None, role=Role.SECRETARIAT, valid_until=today() - timedelta(days=1)
    )
    client = client_of(actor)
    for grant in (foreign, gone):
        assert switch(client, grant).status_code == 404
    assert client.session[SESSION_KEY] == actor.grant_id


def test_switch_does_not_lead_to_another_site() -> None:
    actor = make_actor(Role.AUDITOR)
    other = RoleGrantFactory(user_id=actor.user_id, user=None, role=Role.FINANCE)
    response = switch(client_of(actor), other, next="https://example.com/")
    assert response["Location"] == reverse("reports:home")


def test_switch_needs_post_and_log_in() -> None:
    grant = RoleGrantFactory()
    assert client_of(make_actor(Role.AUDITOR)).get(reverse("association:grant_switch")).status_code == 405
    assert switch(Client(), grant).status_code == 401
