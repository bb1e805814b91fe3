"""A body above the limit is refused by its announced length: not one byte of it is read."""

from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse

from office.web.body_limit import FORM_BYTES
from tests.actors import client_of, make_actor
from tests.factories.association import ActivityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Note every attempt to parse a form with files."""
    seen: list[Any] = []
    parse = "django.http.multipartparser.MultiPartParser.parse"
    monkeypatch.setattr(parse, lambda parser: seen.append(parser) or pytest.fail("the body was read"))
    return seen


@pytest.mark.parametrize("address", ["account_login", "reports:home"])
def test_too_much_is_refused_unread_from_anybody(reads: list[Any], address: str) -> None:
    for client in (Client(), client_of(make_actor("secretariat"))):
        much = str(settings.ATTACHMENT_MAX_BYTES + FORM_BYTES + 1)
        sent = {"file": SimpleUploadedFile("大.pdf", b"%PDF")}
        answer = client.post(reverse(address), sent, headers={"content-length": much})
        assert answer.status_code == 413
        assert f"{settings.ATTACHMENT_MAX_BYTES // 2**20} MB" in answer.content.decode()
    assert reads == []


def test_largest_file_that_is_accepted_still_comes_in() -> None:
    activity = ActivityFactory()
    address = reverse("association:activity_file_add", args=[activity.pk])
    client = client_of(make_actor("secretariat"))
    with override_settings(ATTACHMENT_MAX_BYTES=2**20):
        whole = b"%PDF-1.7\n" + b"0" * (2**20 - 9)
        answer = client.post(address, {"file": SimpleUploadedFile("大.pdf", whole)})
        assert answer.status_code == 302
        answer = client.post(address, {"file": SimpleUploadedFile("太大.pdf", whole + b"0")}, follow=True)
        assert "太大.pdf" in answer.content.decode(), "a little more is refused by its name"
    assert [link.attachment.name for link in activity.attachments.all()] == ["大.pdf"]
