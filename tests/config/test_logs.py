"""The logs name no person: whatever is asked for, sent, or goes wrong."""

import io
import json
import logging
import logging.config
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from config.logs import LineFormatter, PortalJsonFormatter, RequestLogMiddleware, clean
from office.actor import Actor
from office.domain.invitation import invite_user
from office.models import User
from tests.actors import client_of
from tests.factories.association import PersonFactory

PHONE, NAME, PASSWORD = "13987654321", "欧阳静", "Geheim-2026-wort"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What the portal writes in production, under its own configuration."""
    configuration = json.loads(json.dumps(settings.LOGGING))
    configuration["handlers"]["console"]["formatter"] = "json"
    configuration["loggers"]["portal.request"] = {"level": "INFO"}
    logging.config.dictConfig(configuration)
    stream = io.StringIO()
    (handler,) = [item for item in logging.getLogger().handlers if item.get_name() == "console"]
    handler.setStream(stream)  # type: ignore[attr-defined]
    yield stream
    logging.config.dictConfig(settings.LOGGING)


def lines_of(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


@pytest.mark.django_db
def test_a_request_is_one_line_with_number_account_pattern_status_and_time(written: io.StringIO, staff: Actor) -> None:
    person = PersonFactory(name=NAME)
    answer = client_of(staff).get(person.get_absolute_url() + f"?q={NAME}", headers={"X-Request-ID": "abc-12345678"})
    (line,) = [line for line in lines_of(written) if line["logger"] == "portal.request"]
    assert answer.headers["X-Request-ID"] == line["request_id"] == "abc-12345678"
    assert (line["user_id"], line["method"], line["status"]) == (staff.user_id, "GET", 200)
    assert line["route"].endswith("persons/<int:pk>/")
    assert isinstance(line["ms"], int)
    assert line["level"] == "INFO"


@pytest.mark.django_db
def test_nothing_personal_is_written(written: io.StringIO, staff: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Search, log-in, one-time link, a missing page, a forged form, a fault that quotes the data: no trace of any."""
    person = PersonFactory(name=NAME, phone=PHONE)
    user = User.objects.get(pk=staff.user_id)
    User.objects.filter(pk=user.pk).update(display_name=NAME, phone=PHONE, email="jing@example.com")
    token = invite_user(user, actor=staff)
    browser, strict = client_of(staff), Client(enforce_csrf_checks=True)
    for client in (browser, strict):
        client.raise_request_exception = False
    browser.get(reverse("association:person_list"), {"name": NAME, "phone": PHONE})
    Client().post(reverse("account_login"), {"login": PHONE, "password": PASSWORD})
    Client().get(reverse("account_invitation", args=[token]))
    browser.get(f"/nowhere/{NAME}/{PHONE}/?token={token}")
    strict.post(reverse("account_login"), {"login": "jing@example.com", "password": PASSWORD})
    browser.get(reverse("association:person_reveal", args=[person.pk]))
    browser.post(reverse("association:person_reveal", args=[person.pk]), {"reason": f"致电{NAME}"})

    def fail(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError(f"Key (name, phone)=({NAME}, {PHONE}) already exists")

    monkeypatch.setattr("association.views.person.reveal_phone", fail)
    assert browser.post(reverse("association:person_reveal", args=[person.pk]), {"reason": NAME}).status_code == 500
    text = written.getvalue()
    assert "RuntimeError" in text, "the fault itself is told"
    assert "test_logs.py" in text, "with its place"
    for secret in (NAME, PHONE, PASSWORD, token, "jing@example.com", "already exists"):
        assert secret not in text, secret
    assert len([line for line in lines_of(written) if line["logger"] == "portal.request"]) == 8


@pytest.mark.pure
def test_the_line_asks_for_nobody(written: io.StringIO, rf: Any) -> None:
    """A page that does not ask who is there costs no query for it (pure tests have no database)."""
    from django.contrib.auth.middleware import AuthenticationMiddleware

    request = rf.get("/")
    request.session = None
    AuthenticationMiddleware(lambda _request: HttpResponse()).process_request(request)
    RequestLogMiddleware(lambda _request: HttpResponse())(request)
    (line,) = lines_of(written)
    assert "user_id" not in line


@pytest.mark.pure
@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("call 13912345678 now", "call <phone> now"),
        ("+86 139-1234-5678", "<phone>"),
        ("mail zhang.san@example.com.cn", "mail <e-mail>"),
        ("id 34010419900101123X", "id <id number>"),
        ("Not Found: /persons/?q=张三&phone=1", "Not Found: /persons/?<query>"),
        ("password=abc123 token: xyz", "password=<hidden> token: <hidden>"),
        ("GET /accounts/link/5f3c9aa0e1b24c7d9f00aa11/", "GET /accounts/link/<token>/"),
        ("postgresql://portal:geheim@db:5432/x", "<log-in>@db:5432/x"),
        ("head a13912345678b", "head a13912345678b"),
        ("Job 1234567 failed after 20 s", "Job 1234567 failed after 20 s"),
        ("Is it late? Yes", "Is it late? Yes"),
    ],
)
def test_what_libraries_write_is_cleaned(text: str, kept: str) -> None:
    assert clean(text) == kept


@pytest.mark.pure
@pytest.mark.parametrize("sent", ["", "short", "x" * 65, "line\nbreak-12", "张三张三张三张三"])
def test_a_number_that_a_proxy_may_not_give_is_replaced(rf: Any, sent: str) -> None:
    request = rf.get("/", headers={"X-Request-ID": sent})
    number = RequestLogMiddleware(lambda _request: HttpResponse())(request).headers["X-Request-ID"]
    assert number != sent
    assert len(number) == 32


@pytest.mark.pure
def test_a_line_in_development_reads_well() -> None:
    record = logging.LogRecord("office.domain.seal", logging.INFO, __file__, 1, "Audit sealed", (), None)
    record.request_id, record.user_id = "abc", 7
    assert LineFormatter().format(record).endswith("INFO office.domain.seal Audit sealed request=abc user=7")


@pytest.mark.pure
def test_extra_fields_are_fields_of_the_line() -> None:
    record = logging.LogRecord("office.domain.seal", logging.INFO, __file__, 1, "Audit sealed", (), None)
    record.seal, record.head = 12, "8c1f"
    line = json.loads(PortalJsonFormatter().format(record))
    assert (line["seal"], line["head"], line["message"], line["level"]) == (12, "8c1f", "Audit sealed", "INFO")


@pytest.mark.pure
def test_production_writes_json() -> None:
    assert set(settings.LOGGING["handlers"]["console"]["filters"]) == {"clean"}
