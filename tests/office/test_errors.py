"""Pages that say no: in Chinese, with a sentence, and with what was typed."""

import re
from typing import Any

import pytest
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse

from association.models import Activity
from office.actor import Actor
from office.web.errors import back_address
from tests.actors import client_of, make_actor
from tests.factories.association import ActivityFactory

pytestmark = pytest.mark.django_db

CHINESE = re.compile(r"[\u4e00-\u9fff]")
HOST = "http://testserver"


def says(answer: Any, status: int) -> str:
    """Return the page's own sentences after making sure that they are a page in Chinese."""
    assert answer.status_code == status
    html = str(answer.content.decode())
    assert '<html lang="zh-CN"' in html
    heading = re.search(r"<h1>(.*?)</h1>", html, re.DOTALL)
    assert heading
    assert CHINESE.search(heading[1]), heading[1]
    return html


def checked(actor: Actor) -> Client:
    """Return a browser whose forms are checked for their token."""
    client = Client(enforce_csrf_checks=True)
    client.cookies = client_of(actor).cookies
    return client


def change_address() -> tuple[Any, str]:
    activity = ActivityFactory(title="论坛")
    return activity, reverse("association:activity_change", args=[activity.pk])


def test_expired_page_keeps_what_was_typed_and_sends_it_again(staff: Actor) -> None:
    _activity, address = change_address()
    client = checked(staff)
    values = {"title": "<高峰>论坛", "kind": "forum", "counts": ["1", "2"], "password": "secret", "revision": "1"}
    html = says(client.post(address, values, headers={"Origin": HOST}), 403)
    assert f'action="{address}"' in html
    assert 'name="title" value="&lt;高峰&gt;论坛"' in html
    assert html.count('name="counts"') == 2
    assert "secret" not in html
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', html)
    assert token
    whole = {**form_values(staff, address), "title": "高峰论坛", "csrfmiddlewaretoken": token[1]}
    assert client.post(address, whole, headers={"Origin": HOST}).status_code == 302
    assert Activity.objects.get().title == "高峰论坛"


def form_values(actor: Actor, address: str) -> dict[str, Any]:
    form = client_of(actor).get(address).context["page"].form
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value not in (None, False)}


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Referer": "https://evil.example/"}, {"Origin": "null"}, {}]
)
def test_form_from_another_site_is_offered_nothing(staff: Actor, headers: dict[str, str]) -> None:
    _activity, address = change_address()
    html = says(checked(staff).post(address, {"title": "偷换的标题"}, headers=headers), 403)
    assert "偷换的标题" not in html
    assert Activity.objects.get().title == "论坛"


def test_session_that_ended_keeps_what_was_typed(staff: Actor) -> None:
    _activity, address = change_address()
    html = says(Client().post(address, {"title": "高峰论坛", "password1": "secret"}), 401)
    assert 'name="title" value="高峰论坛"' in html
    assert "secret" not in html
    assert reverse("account_login") in html
    assert Activity.objects.get().title == "论坛"


def test_page_asked_for_without_log_in_leads_back_after_it() -> None:
    _activity, address = change_address()
    answer = Client().get(address)
    assert (answer.status_code, answer.url) == (302, f"{reverse('account_login')}?next={address}")


def test_refused_act_is_a_page_with_its_sentence_and_the_way_back(staff: Actor) -> None:
    activity = ActivityFactory(state="held")
    address = reverse("association:activity_act", args=[activity.pk, "hold"])
    html = says(client_of(staff).post(address, headers={"Referer": f"{HOST}{activity.get_absolute_url()}"}), 409)
    assert str(activity) in html
    assert f'href="{activity.get_absolute_url()}"' in html


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        (f"{HOST}/association/activities/?page=2", "/association/activities/"),
        ("https://evil.example/x", "/"),
        (f"{HOST}//evil.example", "/evil.example"),
        ("", "/"),
    ],
)
def test_way_back_never_leaves_the_portal(referer: str, back: str) -> None:
    assert back_address(RequestFactory().get("/", headers={"Referer": referer})) == back


def test_forbidden_and_missing_pages(staff: Actor) -> None:
    activity = ActivityFactory()
    auditor = client_of(make_actor("auditor"))
    says(auditor.get(reverse("association:activity_change", args=[activity.pk])), 403)
    says(client_of(staff).get("/no/such/page/"), 404)
    says(Client().get("/no/such/page/"), 404)
    says(client_of(staff).get(reverse("association:activity_detail", args=[999999])), 404)


def test_fault_is_a_page_that_needs_nothing(staff: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    client = client_of(staff)
    client.raise_request_exception = False

    def break_down(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("the database is gone")

    monkeypatch.setattr("office.web.list_page.build_page", break_down)
    monkeypatch.setattr("association.web.actor.valid_grants", break_down)
    says(client.get(reverse("association:activity_list")), 500)


def test_too_many_fields_get_a_sentence(staff: Actor) -> None:
    _activity, address = change_address()
    with override_settings(DATA_UPLOAD_MAX_NUMBER_FIELDS=3):
        says(client_of(staff).post(address, {str(number): "1" for number in range(9)}), 413)
    with override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=100):
        says(client_of(staff).post(address, {"title": "长" * 500}), 413)


def test_host_that_is_not_ours_is_refused() -> None:
    with override_settings(ALLOWED_HOSTS=["portal.example"]):
        answer = Client().get("/", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert "evil.example" not in answer.content.decode()
