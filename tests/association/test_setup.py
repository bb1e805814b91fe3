"""The set-up: entered, left and taken up again, from an empty database to the first day of work."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from association.models import Body, CharterRule, Profile
from association.queries.profile import forget_site
from office.enums import Role
from office.models import AuditEntry, User
from tests.actors import client_of, make_actor
from tests.association.pictures import PNG
from tests.factories.association import BodyFactory

pytestmark = [pytest.mark.once, pytest.mark.django_db]

NAME = {"name": "示例省职业与成人教育学会", "short_name": "省职教学会", "code": "shili", "founded_on": ""}
OVERVIEW = reverse("association:setup")


@pytest.fixture(autouse=True)
def fresh() -> None:
    forget_site()


@pytest.fixture
def client() -> Client:
    return client_of(make_actor(Role.SYSTEM_ADMINISTRATOR))


def step(name: str) -> str:
    return reverse(f"association:setup_{name}")


def test_empty_portal_leads_to_the_set_up_and_step_by_step_to_its_end(client: Client) -> None:
    home = reverse("reports:home")
    assert client.get(home).url == OVERVIEW
    assert step("name") in client.get(OVERVIEW).content.decode()
    assert client.get(step("footer")).url == step("name"), "nothing can be kept before the association has a name"
    assert client.post(step("name"), {**NAME, "code": "省"}).status_code == 422
    assert client.post(step("name"), NAME).url == step("signature")
    assert client.get(home).status_code == 200, "left for now"
    assert OVERVIEW in client.get(home).content.decode(), "and to be taken up again"
    pictures = {"seal_file": SimpleUploadedFile("章.png", PNG), "logo_file": SimpleUploadedFile("标.png", PNG)}
    answer = client.post(step("signature"), {"document_code": "示职成学", "revision": 1, **pictures})
    assert answer.url == step("charter")
    assert client.post(step("model")).url == step("charter")
    assert CharterRule.objects.count() > 10
    assert 'class="steps"' in client.get(step("charter")).content.decode(), "a list among forms, and still a step"
    card = Profile.objects.get()
    values = {"icp_number": "皖ICP备12345678号", "address": "示例路1号", "revision": card.revision}
    assert client.post(step("footer"), values).url == step("year")
    card.refresh_from_db()
    assert client.post(step("year"), {"current_year": "2020", "revision": card.revision}).url == step("accounts")
    assert client.post(step("finish")).status_code == 409, "nobody keeps the records yet"
    person = {"role": Role.SECRETARIAT_HEAD, "display_name": "李强", "username": "liqiang", "phone": ""}
    assert client.post(step("accounts"), person).url == step("accounts")
    page = client.get(step("accounts")).content.decode()
    assert reverse("association:account_invite", args=[User.objects.get(username="liqiang").pk]) in page
    assert step("finish") in client.get(OVERVIEW).content.decode()
    assert client.post(step("finish")).url == home
    assert OVERVIEW not in re.sub(r'(?s)<nav class="rail".*?</nav>', "", client.get(home).content.decode())
    assert "示职成学〔2020〕1号" in client.get(OVERVIEW).content.decode()
    assert AuditEntry.objects.filter(action="finish_set_up").count() == 1


def test_refused_picture_leaves_all_as_it_was(client: Client) -> None:
    client.post(step("name"), NAME)
    sent = {"document_code": "示职成学", "logo_file": SimpleUploadedFile("标.png", b"GIF89a" + b"\0" * 50)}
    answer = client.post(step("signature"), sent)
    assert answer.status_code == 422
    assert 'id="id_logo_file"' in answer.content.decode()
    card = Profile.objects.get()
    assert (card.document_code, card.logo) == ("", None)


def test_stored_picture_is_replaced_and_removed(client: Client) -> None:
    client.post(step("name"), NAME)
    client.post(step("signature"), {"logo_file": SimpleUploadedFile("标.png", PNG)})
    assert Profile.objects.get().logo is not None
    assert reverse("association:logo") in client.get(reverse("office:job_list")).content.decode()
    assert client.post(step("signature"), {"forget_logo": "on"}).status_code == 302
    assert Profile.objects.get().logo is None


def test_looking_stores_nothing_for_an_association_entered_before(client: Client) -> None:
    BodyFactory(kind="association")
    for name in ("signature", "charter", "footer", "year", "accounts"):
        assert client.get(step(name)).status_code == 200
    assert not Profile.objects.exists()
    assert client.post(step("year"), {"current_year": "2020"}).status_code == 302
    assert Profile.objects.get().current_year == 2020


def test_stale_step_overwrites_nothing(client: Client) -> None:
    client.post(step("name"), NAME)
    body = Body.objects.get()
    client.post(step("name"), {**NAME, "short_name": "学会", "revision": body.revision})
    answer = client.post(step("name"), {**NAME, "short_name": "协会", "revision": body.revision})
    assert answer.status_code == 422
    assert Body.objects.get().short_name == "学会"


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.AUDITOR, Role.SCHOOL_ADMINISTRATOR])
def test_others_do_not_set_up(role: Role) -> None:
    other = client_of(make_actor(role))
    for name in ("name", "signature", "charter", "footer", "year", "accounts"):
        assert other.get(step(name)).status_code == 403
        assert other.post(step(name), NAME).status_code in {403, 405}
    assert not Body.objects.filter(name=NAME["name"]).exists()
