"""Log-in links of schools' people: who gives them to whom, in which shapes, and how they end."""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import unquote

import pytest
import segno
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from association.queries.account import visible_accounts
from association.queries.grant import today
from office.actor import Actor
from office.domain.lock import claim_try, settle_wrong
from office.enums import Role
from office.models import AuditEntry, Invitation, LoginLock, User
from tests.actors import client_of, make_actor
from tests.factories.association import BodyFactory, OrganizationFactory, RoleGrantFactory
from tests.factories.office import UserFactory

pytestmark = [pytest.mark.once, pytest.mark.django_db]


def address(page: str, user: User) -> str:
    return reverse(f"association:account_{page}", args=[user.pk])


def teacher_of(school: Any, **names: str) -> User:
    user = UserFactory(**names)
    RoleGrantFactory(user=user, role=Role.SCHOOL_TEACHER, organization=school)
    return user  # type: ignore[no-any-return]


@pytest.fixture
def principal() -> Actor:
    return make_actor(Role.SCHOOL_ADMINISTRATOR)


@pytest.fixture
def own(principal: Actor) -> User:
    return teacher_of(RoleGrantFactory._meta.model.objects.get(pk=principal.grant_id).organization, display_name="陈晨")


def test_school_gives_its_own_people_a_link_and_nobody_else(principal: Actor, own: User) -> None:
    client = client_of(principal)
    answer = client.post(address("invite", own))
    token = re.search(r"/accounts/invitation/([^/\s<]+)/", answer.content.decode())
    assert answer.status_code == 200
    assert token is not None
    assert Client().get(reverse("account_invitation", args=[token[1]])).status_code == 200
    foreign = teacher_of(OrganizationFactory())
    assert client.post(address("invite", foreign)).status_code == 404
    assert client.get(address("detail", foreign)).status_code == 404
    assert set(visible_accounts(principal)) == {own, User.objects.get(pk=principal.user_id)}
    assert client.post(address("invite", User.objects.get(pk=principal.user_id))).status_code == 403


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.SECRETARIAT, Role.SYSTEM_ADMINISTRATOR, Role.GROUP_SECRETARY])
@pytest.mark.parametrize("starts", [0, 30])
def test_nobody_takes_over_rights_above_the_schools(principal: Actor, own: User, role: str, starts: int) -> None:
    """A link opens every right of the account, also one that begins later: the school may not keep such accounts."""
    body = BodyFactory() if role == Role.GROUP_SECRETARY else None
    grant = RoleGrantFactory(user=own, role=role, body=body, valid_from=today() + timedelta(days=starts))
    clerk = make_actor(Role.SECRETARIAT)
    for keeper in (principal, clerk):
        assert client_of(keeper).post(address("invite", own)).status_code == 404
    grant.valid_from, grant.valid_until = today() - timedelta(days=9), today() - timedelta(days=1)
    grant.save()
    for keeper in (principal, clerk):
        assert own in visible_accounts(keeper)


def test_person_of_two_schools_is_kept_by_the_secretariat(principal: Actor, own: User) -> None:
    RoleGrantFactory(user=own, role=Role.SCHOOL_TEACHER, organization=OrganizationFactory())
    assert own not in visible_accounts(principal)
    assert own in visible_accounts(make_actor(Role.SECRETARIAT))


def test_link_comes_as_text_for_wechat_and_as_code(principal: Actor, own: User) -> None:
    BodyFactory(kind="association", name="安徽省职业与成人教育学会")
    page = client_of(principal).post(address("invite", own))
    context: Any = page.context
    for part in ("陈晨", own.username, "安徽省职业与成人教育学会", context["link"]):
        assert part in context["text"]
    assert "！" not in context["text"]
    qr = context["qr"]
    assert qr.startswith("data:image/svg+xml")
    assert unquote(qr.partition(",")[2]).startswith("<svg")
    assert qr == segno.make(context["link"], error="m", micro=False).svg_data_uri(
        scale=6, border=4, dark="#111", light="#fff"
    )
    assert "img-src 'self' data:" in page["Content-Security-Policy"]
    assert "no-store" in page["Cache-Control"]


def test_name_with_markup_stays_text(principal: Actor, own: User) -> None:
    own.display_name = "<img src=x onerror=alert(1)>"
    own.save()
    content = client_of(principal).post(address("invite", own)).content.decode()
    assert "<img src=x" not in content
    assert "&lt;img src=x" in content


def test_withdrawn_link_opens_nothing_and_a_repeat_says_so(principal: Actor, own: User) -> None:
    client = client_of(principal)
    link = client.post(address("invite", own)).context["link"]
    for _time in range(2):
        assert client.post(address("revoke_link", own)).status_code == 302
    assert Client().get(link).status_code == 409
    acts = list(AuditEntry.objects.filter(object_id=str(own.pk)).order_by("id").values_list("action", flat=True))
    assert acts == ["invite", "revoke_link"]


def test_account_page_lists_what_became_of_each_link(principal: Actor, own: User) -> None:
    client = client_of(principal)
    for _time in range(3):
        client.post(address("invite", own))
    first, second, third = Invitation.objects.order_by("id")
    Invitation.objects.filter(pk=first.pk).update(revoked_at=None, used_at=timezone.now())
    Invitation.objects.filter(pk=third.pk).update(expires_at=timezone.now())
    panel: Any = client.get(address("detail", own)).context["page"].panels[-1]
    assert [row[3].tone for row in panel.rows] == ["muted", "muted", "success"]
    assert {row[1].text for row in panel.rows} == {str(principal.name)}
    assert second.made_by_id == principal.user_id


def test_new_password_by_link_ends_a_lock(principal: Actor, own: User) -> None:
    for _time in range(5):
        settle_wrong(claim_try(user_id=own.pk, name=own.username, address="10.0.0.1"))
    client = client_of(principal)
    assert client.get(address("detail", own)).context["page"].state.tone == "danger"
    link = client.post(address("invite", own)).context["link"]
    Client().post(link, {"password1": "Zhi-jiao-2020", "password2": "Zhi-jiao-2020"})
    assert not LoginLock.objects.filter(user=own).exists()
