"""The association's card: named once, filled step by step, its pictures looked into, every act in the trail."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from association.domain.profile import (
    NotNamed,
    card_to_fill,
    change_card,
    finish_set_up,
    name_association,
    open_first_account,
    remove_picture,
    set_picture,
)
from association.models import Body, Profile, RoleGrant
from association.queries.profile import card_of_portal, forget_site, read_site, root_body, site_facts
from office.actor import Actor
from office.domain.attachment import FileRefused
from office.enums import Role
from office.models import AuditEntry, User
from office.workflow import Refusal, StaleRecord
from tests.actors import client_of, make_actor
from tests.association.pictures import PNG

pytestmark = pytest.mark.django_db

NAME = {"name": "示例省职业与成人教育学会", "short_name": "省职教学会", "code": "shili", "founded_on": None}


@pytest.fixture(autouse=True)
def fresh() -> None:
    forget_site()


@pytest.fixture
def administrator() -> Actor:
    return make_actor(Role.SYSTEM_ADMINISTRATOR)


def named(actor: Actor) -> Profile:
    name_association(actor=actor, changes=NAME)
    return card_to_fill(actor=actor)


def acts() -> list[str]:
    return list(AuditEntry.objects.order_by("id").values_list("action", flat=True))


def test_first_name_makes_the_body_at_the_top_and_its_card(administrator: Actor) -> None:
    assert root_body() is None
    with pytest.raises(NotNamed):
        card_to_fill(actor=administrator)
    body = name_association(actor=administrator, changes=NAME)
    assert (root_body(), body.kind) == (body, "association")
    assert card_of_portal() == Profile.objects.get(body=body)
    assert acts() == ["create", "create"]
    again = name_association(actor=administrator, changes={**NAME, "short_name": "学会"}, revision=body.revision)
    assert (again.pk, Body.objects.count(), Profile.objects.count()) == (body.pk, 1, 1)
    with pytest.raises(StaleRecord):
        name_association(actor=administrator, changes={**NAME, "short_name": "协会"}, revision=1)


@pytest.mark.parametrize(
    ("field", "good", "bad"),
    [
        ("document_code", "皖职成学", "皖职成学〔2020〕"),
        ("icp_number", "皖ICP备12345678号-1", "12345678"),
        ("police_number", "皖公网安备34010202600001号", "34010202600001"),
        ("postcode", "230001", "2300"),
        ("site_code", "3401000001", "34"),
        ("telephone", "0551-62831234", "请发邮件"),
        ("current_year", 2020, 20),
    ],
)
def test_fields_are_refused_when_they_cannot_be_right(administrator: Actor, field: str, good: Any, bad: Any) -> None:
    card = named(administrator)
    change_card(card, actor=administrator, changes={field: good})
    assert getattr(Profile.objects.get(), field) == good
    with pytest.raises(ValidationError) as refused:
        change_card(card, actor=administrator, changes={field: bad})
    assert field in refused.value.message_dict
    assert getattr(Profile.objects.get(), field) == good


def test_change_is_audited_with_what_differs_and_a_repeat_leaves_nothing(administrator: Actor) -> None:
    card = named(administrator)
    before = AuditEntry.objects.count()
    for _repeat in range(2):
        change_card(card, actor=administrator, changes={"address": "合肥市示例路1号", "postcode": ""})
    (entry,) = AuditEntry.objects.order_by("id")[before:]
    assert (entry.action, entry.after) == ("change", {"address": "合肥市示例路1号"})
    change_card(card, actor=administrator, changes={"set_up_at": date(2020, 1, 1), "body": None})
    assert Profile.objects.get().set_up_at is None


def test_picture_is_looked_into(administrator: Actor) -> None:
    card = named(administrator)
    for name, content in (("印章.png", b"GIF89a" + b"\0" * 100), ("印章.pdf", b"%PDF-1.7\n"), ("印章.png", b"")):
        with pytest.raises(FileRefused):
            set_picture(card, "seal", SimpleUploadedFile(name, content), actor=administrator)
    with pytest.raises(FileRefused, match="2 MB"):
        set_picture(card, "seal", SimpleUploadedFile("大.png", PNG + b"\0" * 2**21), actor=administrator)
    assert Profile.objects.get().seal is None
    set_picture(card, "seal", SimpleUploadedFile("印章.png", PNG), actor=administrator)
    stored = Profile.objects.get().seal
    assert (stored.name, stored.media_type) == ("印章.png", "image/png")
    remove_picture(card, "seal", actor=administrator)
    assert Profile.objects.get().seal is None
    assert acts()[-1] == "change"


def test_seal_is_for_those_who_may_and_the_logo_for_everybody(administrator: Actor) -> None:
    card = named(administrator)
    for kind in ("seal", "logo"):
        set_picture(card, kind, SimpleUploadedFile("图.png", PNG), actor=administrator)
    seal, logo = reverse("association:seal"), reverse("association:logo")
    for role, status in ((Role.SECRETARIAT, 200), (Role.REVIEWER, 403), (Role.SCHOOL_ADMINISTRATOR, 403)):
        answer = client_of(make_actor(role)).get(seal)
        assert answer.status_code == status, role
        if status == 200:
            assert b"".join(answer.streaming_content) == PNG  # type: ignore[attr-defined]
    answer = Client().get(logo)
    assert (answer.status_code, answer["Content-Type"], b"".join(answer.streaming_content)) == (200, "image/png", PNG)  # type: ignore[attr-defined]
    assert Client().get(seal).status_code == 302
    Profile.objects.get().logo.file.delete(save=False)
    assert Client().get(logo).status_code == 404


def test_first_accounts_get_a_grant_and_no_password(administrator: Actor) -> None:
    user = open_first_account(
        User(username="mishuzhang", display_name="李强"), role=Role.SECRETARIAT_HEAD, actor=administrator
    )
    assert not user.has_usable_password()
    assert [grant.role for grant in RoleGrant.objects.filter(user=user)] == [Role.SECRETARIAT_HEAD]
    with pytest.raises(ValidationError):
        open_first_account(User(username="mishuzhang", display_name="王敏"), role=Role.SECRETARIAT, actor=administrator)
    with pytest.raises(Refusal):
        open_first_account(User(username="xuexiao", display_name="赵琳"), role=Role.SCHOOL_TEACHER, actor=administrator)
    assert not User.objects.filter(username="xuexiao").exists()


def test_set_up_ends_once_somebody_keeps_the_records(administrator: Actor) -> None:
    card = named(administrator)
    with pytest.raises(Refusal):
        finish_set_up(card, actor=administrator)
    open_first_account(User(username="mishu", display_name="王敏"), role=Role.SECRETARIAT, actor=administrator)
    finish_set_up(card, actor=administrator)
    ended = Profile.objects.get().set_up_at
    finish_set_up(Profile.objects.get(), actor=administrator)
    assert Profile.objects.get().set_up_at == ended
    assert acts().count("finish_set_up") == 1


def test_pages_show_the_association_and_ask_once(
    administrator: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    assert read_site().name == ""
    card = named(administrator)
    changes = {
        "icp_number": "皖ICP备12345678号-1",
        "police_number": "皖公网安备34010202600001号",
        "address": "示例路1号",
    }
    change_card(card, actor=administrator, changes=changes)
    site = site_facts()
    assert (site.name, site.host, site.police_code) == (NAME["name"], NAME["name"], "34010202600001")
    with django_assert_num_queries(0):
        assert site_facts() is site
    page = client_of(administrator).get(reverse("office:job_list")).content.decode()
    for text in ("皖ICP备12345678号-1", "https://beian.miit.gov.cn/", "webSearch?code=34010202600001", "示例路1号"):
        assert text in page, text
    assert "皖ICP备12345678号-1" in Client().get(reverse("account_login")).content.decode()
