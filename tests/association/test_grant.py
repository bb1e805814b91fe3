"""Role grants: given, changed, ended, removed, and by whom."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from association.domain.grant import (
    GrantNeeded,
    GrantOverlaps,
    OwnGrant,
    change_grant,
    end_grant,
    give_grant,
    remove_grant,
)
from association.models import RoleGrant
from association.queries.grant import today
from office.actor import Actor
from office.enums import Role
from office.models import AuditEntry
from office.workflow import Refusal
from tests.actors import client_of, make_actor
from tests.factories.association import BodyFactory, OrganizationFactory, RoleGrantFactory
from tests.factories.office import UserFactory

pytestmark = pytest.mark.django_db


def yesterday() -> date:
    return today() - timedelta(days=1)


@pytest.fixture
def head(db: None) -> Actor:
    return make_actor(Role.SECRETARIAT_HEAD)


def test_grant_is_given_with_audit(head: Actor) -> None:
    user, school = UserFactory(), OrganizationFactory()
    grant = RoleGrant(user=user, role=Role.SCHOOL_TEACHER, organization=school, valid_from=today())
    give_grant(grant, actor=head, reason="学校来函")
    entry = AuditEntry.objects.get(action="create", object_id=str(grant.pk))
    assert (entry.reason, entry.after["role"]) == ("学校来函", "school_teacher")


def test_grant_that_overlaps_another_of_the_same_scope_is_refused(head: Actor) -> None:
    old = RoleGrantFactory(valid_until=today())
    with pytest.raises(GrantOverlaps):
        give_grant(RoleGrant(user=old.user, role=old.role, valid_from=today()), actor=head)
    give_grant(RoleGrant(user=old.user, role=old.role, valid_from=today() + timedelta(days=1)), actor=head)
    give_grant(RoleGrant(user=old.user, role=Role.FINANCE, valid_from=today()), actor=head)
    assert RoleGrant.objects.filter(user=old.user).count() == 3


def test_same_role_for_two_schools_is_no_overlap(head: Actor) -> None:
    user = UserFactory()
    for _number in range(2):
        school = OrganizationFactory()
        grant = RoleGrant(user=user, role=Role.SCHOOL_TEACHER, organization=school, valid_from=today())
        give_grant(grant, actor=head)
    assert user.grants.count() == 2


def test_school_role_without_school_is_refused_in_words(head: Actor) -> None:
    with pytest.raises(ValidationError) as refused:
        give_grant(RoleGrant(user=UserFactory(), role=Role.SCHOOL_TEACHER, valid_from=today()), actor=head)
    assert refused.value.messages


def test_grant_keeps_user_role_and_scope(head: Actor) -> None:
    grant = RoleGrantFactory()
    change_grant(grant, actor=head, changes={"role": Role.FINANCE, "user": UserFactory(), "note": "续聘"})
    stored = RoleGrant.objects.get(pk=grant.pk)
    assert (stored.role, stored.user_id, stored.note) == (Role.SECRETARIAT, grant.user_id, "续聘")


def test_change_into_an_overlap_is_rolled_back(head: Actor) -> None:
    old = RoleGrantFactory(valid_until=yesterday())
    new = RoleGrantFactory(user=old.user, valid_from=today())
    with pytest.raises(GrantOverlaps):
        change_grant(old, actor=head, changes={"valid_until": None})
    assert RoleGrant.objects.get(pk=old.pk).valid_until == yesterday()
    assert new.pk


def test_ended_grant_stops_at_once_and_a_repeat_changes_nothing(head: Actor) -> None:
    grant = RoleGrantFactory()
    end_grant(grant, actor=head, reason="调离")
    end_grant(RoleGrant.objects.get(pk=grant.pk), actor=head, reason="调离")
    assert RoleGrant.objects.get(pk=grant.pk).valid_until == yesterday()
    assert AuditEntry.objects.filter(action="change", object_id=str(grant.pk)).count() == 1


def test_end_needs_a_reason(head: Actor) -> None:
    grant = RoleGrantFactory()
    with pytest.raises(Refusal):
        end_grant(grant, actor=head, reason=" ")
    assert RoleGrant.objects.get(pk=grant.pk).valid_until is None


def test_last_grant_that_gives_grants_stays(head: Actor) -> None:
    grant = RoleGrant.objects.get(pk=head.grant_id)
    with pytest.raises(GrantNeeded):
        end_grant(grant, actor=head, reason="离任")
    RoleGrantFactory(role=Role.SYSTEM_ADMINISTRATOR)
    end_grant(grant, actor=head, reason="离任")


def test_grant_of_today_is_removed_and_an_older_one_only_ended(head: Actor) -> None:
    mistake, old = RoleGrantFactory(valid_from=today()), RoleGrantFactory()
    remove_grant(mistake, actor=head, reason="误授")
    with pytest.raises(Refusal):
        remove_grant(old, actor=head, reason="误授")
    with pytest.raises(Refusal):
        end_grant(RoleGrantFactory(valid_from=today()), actor=head, reason="误授")
    assert list(RoleGrant.objects.filter(pk__in=[old.pk])) == [old]


@pytest.mark.parametrize("role", [Role.SECRETARIAT_HEAD, Role.SYSTEM_ADMINISTRATOR])
def test_head_and_administrator_give_grants_on_the_page(role: str) -> None:
    client, user, school = client_of(make_actor(role)), UserFactory(username="zhang"), OrganizationFactory()
    values = {"user": "zhang", "role": Role.SCHOOL_ADMINISTRATOR, "valid_from": today().isoformat()}
    refused = client.post(reverse("association:grant_create"), values)
    assert refused.status_code == 422
    given = client.post(reverse("association:grant_create"), values | {"organization": school.name})
    assert given.status_code == 302
    grant = RoleGrant.objects.get(user=user)
    assert grant.organization == school
    assert client.get(grant.get_absolute_url()).status_code == 200


def test_end_page_asks_for_a_reason_and_ends(head: Actor) -> None:
    grant, client = RoleGrantFactory(), client_of(head)
    url = reverse("association:grant_end", args=[grant.pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "调离"}).status_code == 302
    assert RoleGrant.objects.get(pk=grant.pk).valid_until == yesterday()
    last = reverse("association:grant_end", args=[head.grant_id])
    assert client.post(last, {"reason": "离任"}).status_code == 409


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.AUDITOR, Role.SCHOOL_ADMINISTRATOR])
def test_others_give_and_end_nothing(role: str) -> None:
    grant, client = RoleGrantFactory(), client_of(make_actor(role))
    assert client.get(reverse("association:grant_create")).status_code == 403
    assert client.post(reverse("association:grant_end", args=[grant.pk]), {"reason": "x"}).status_code == 403
    for name in ("grant_users", "grant_organizations", "grant_bodies"):
        assert client.get(reverse(f"association:{name}")).status_code == 403


def test_suggestions_for_a_grant_find_users_schools_and_bodies() -> None:
    UserFactory(username="zhangsan", display_name="张三")
    OrganizationFactory(name="安徽审计职业学院")
    BodyFactory(name="中职分会")
    client = client_of(make_actor(Role.SYSTEM_ADMINISTRATOR))
    for name, typed, found in (
        ("grant_users", "张", "张三"),
        ("grant_organizations", "审计", "安徽审计职业学院"),
        ("grant_bodies", "中职", "中职分会"),
    ):
        answer = client.get(reverse(f"association:{name}"), {"q": typed}).content.decode()
        assert found in answer


@pytest.mark.parametrize("role", [Role.SECRETARIAT_HEAD, Role.SYSTEM_ADMINISTRATOR])
def test_nobody_gives_himself_a_role(role: str) -> None:
    actor = make_actor(role)
    own = {"user_id": actor.user_id, "valid_from": today()}
    with pytest.raises(OwnGrant):
        give_grant(RoleGrant(role=Role.FINANCE, **own), actor=actor)
    old = RoleGrantFactory(user_id=actor.user_id, role=Role.AUDITOR, valid_until=yesterday())
    with pytest.raises(OwnGrant):
        change_grant(old, actor=actor, changes={"valid_until": None})
    sent = {"user": str(old.user), "role": Role.FINANCE, "valid_from": today().isoformat()}
    assert client_of(actor).post(reverse("association:grant_create"), sent).status_code == 422
    second = make_actor(Role.SECRETARIAT_HEAD)
    give_grant(RoleGrant(role=Role.FINANCE, **own), actor=second)


def test_own_role_in_force_may_be_prolonged() -> None:
    actor = make_actor(Role.SECRETARIAT_HEAD)
    grant = RoleGrant.objects.get(pk=actor.grant_id)
    change_grant(grant, actor=actor, changes={"valid_until": today() + timedelta(days=400)})
    assert grant.valid_until == today() + timedelta(days=400)
