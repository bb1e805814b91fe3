"""The page of a search and its box in the bar."""

from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from office.enums import Role
from tests.actors import client_of, make_actor
from tests.factories.association import ActivityFactory, OrganizationFactory, PersonFactory
from tests.factories.reviews import SubmissionFactory

pytestmark = pytest.mark.django_db


def test_hits_stand_by_noun_with_the_word_marked(log_in: Any) -> None:
    school = OrganizationFactory(name="淮北护理学校")
    page = log_in(Role.SECRETARIAT).get("/search/", {"q": "护理"}).content.decode()
    assert f'<a href="{school.get_absolute_url()}">淮北<mark>护理</mark>学校</a>' in page
    assert f'href="/association/organizations/?name={quote("护理")}"' in page


def test_names_are_escaped_also_where_they_are_marked(log_in: Any) -> None:
    ActivityFactory(title="<script>alert(1)</script>&护理")
    page = log_in(Role.SECRETARIAT).get("/search/", {"q": "<script>"}).content.decode()
    assert "<mark>&lt;script&gt;</mark>alert(1)&lt;/script&gt;&amp;护理" in page
    assert "<script>alert" not in page


def test_counts_end_at_twenty(log_in: Any) -> None:
    OrganizationFactory.create_batch(25)
    page = log_in(Role.SECRETARIAT).get("/search/", {"q": "示例"}).content.decode()
    assert "20+" in page
    assert "25" not in page.split('id="found-association-organization"')[1].split("</h2>")[0]


@pytest.mark.parametrize(
    ("typed", "words"),
    [("护", "请至少输入两个字。"), ("", "请输入名称"), ("没有此名", "没有找到“没有此名”"), ("%", "请至少输入两个字。")],
)
def test_what_can_be_tried_is_said(typed: str, words: str, log_in: Any) -> None:
    PersonFactory(name="护理")
    answer = log_in(Role.SECRETARIAT).get("/search/", {"q": typed})
    assert answer.status_code == 200
    assert words in answer.content.decode()


def test_box_is_in_the_bar_of_who_acts_somewhere(log_in: Any) -> None:
    page = log_in(Role.SCHOOL_TEACHER).get("/").content.decode()
    assert 'class="topbar-search" role="search" method="get" action="/search/"' in page
    page = log_in(Role.SCHOOL_TEACHER).get("/search/").content.decode()
    assert page.count("data-search") == 1


def test_only_asked_by_address(log_in: Any) -> None:
    client = log_in(Role.SECRETARIAT)
    assert client.post("/search/", {"q": "护理"}).status_code == 405
    assert client.get("/search/", {"q": "护\0理" + "长" * 5000}).status_code == 200


def test_a_school_is_not_told_of_foreign_names(log_in: Any) -> None:
    SubmissionFactory(call__kind="contest", title="外校保密作品")
    PersonFactory(name="外校保密人员")
    page = log_in(Role.SCHOOL_ADMINISTRATOR).get("/search/", {"q": "保密"}).content.decode()
    assert "外校" not in page
    assert "没有找到" in page


def test_queries_are_the_same_at_three_and_at_fifty_rows() -> None:
    client = client_of(make_actor(Role.SECRETARIAT))
    asked = []
    client.get("/search/")  # the first page of a process also reads what is kept for the others
    for size in (3, 47):
        OrganizationFactory.create_batch(size)
        ActivityFactory.create_batch(size)
        PersonFactory.create_batch(size)
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/search/", {"q": "示例"}).status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 12
