"""The public check page: little to read, hard to guess, limited in the database, alike for all that is unknown."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from association.methods.verify_code import make_code, show_code
from association.models import Certificate
from association.queries.certificate import check_code
from association.views.verify import LIMIT
from office.models import Throttle
from tests.factories.results import CertificateFactory

pytestmark = pytest.mark.django_db


def body_of(response: Any) -> str:
    """Return the page without the code that was asked for."""
    text = re.sub(r'value="[^"]*"', "", response.content.decode())
    return re.sub(r'"x-csrftoken": "[^"]*"', "", text)


def test_a_stranger_reads_little_of_a_valid_certificate(client: Client):
    row = CertificateFactory(holder="张三丰", unit="示例学院", work="秘密作品", number="ZS-2020-00777")
    page = client.get("/verify/", {"code": row.shown_code.lower()})
    text = page.content.decode()
    assert page.status_code == 200
    for shown in ("张*丰", "高职组一等奖", "示例大赛", "示例学会"):
        assert shown in text
    for hidden in ("张三丰", row.unit, row.organization.name, "秘密作品", "ZS-2020-00777", str(row.pk).zfill(9)):
        assert hidden not in text
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize("state", ["revoked", "superseded"])
def test_what_is_not_valid_any_more_says_so_on_the_next_request(client: Client, state: str):
    row = CertificateFactory()
    assert "is-valid" in client.get("/verify/", {"code": row.code}).content.decode()
    Certificate.objects.filter(pk=row.pk).update(state=state, reason="更正")
    text = client.get("/verify/", {"code": row.code}).content.decode()
    assert "is-valid" not in text
    assert "is-void" in text
    assert "更正" not in text


def test_unknown_and_unreadable_codes_get_one_answer_by_the_same_steps(client: Client):
    known = CertificateFactory()
    client.get("/verify/", {"code": known.code})  # the first request of a place stores its count
    answers, counts = set(), set()
    for code in (show_code(make_code()), "8K2M", "'; DROP TABLE", "张三", "\0" * 3 + "X", "A" * 5000):
        with CaptureQueriesContext(connection) as queries:
            page = client.get("/verify/", {"code": code})
        assert page.status_code == 200
        answers.add(body_of(page))
        counts.add(len(queries))
    with CaptureQueriesContext(connection) as queries:
        client.get("/verify/", {"code": known.code})
    counts.add(len(queries))
    assert len(answers) == 1
    assert len(counts) == 1, counts


def test_guessing_finds_nothing():
    CertificateFactory.create_batch(20)
    assert not any(check_code(make_code()) for _number in range(300))


def test_a_place_asks_so_often_and_no_more(client: Client):
    row = CertificateFactory()
    codes = [client.get("/verify/", {"code": row.code}).status_code for _number in range(LIMIT + 3)]
    assert codes == [200] * LIMIT + [429] * 3
    assert client.get("/verify/").status_code == 200, "the empty form is not counted"
    assert client.get("/verify/", {"code": row.code}, REMOTE_ADDR="10.9.8.7").status_code == 200
    assert Throttle.objects.get(key="verify:127.0.0.1").count == LIMIT
