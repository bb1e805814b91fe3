"""Lists leave the portal as sheets and on paper: nothing becomes a formula, and the trail says who took what."""

import io
from typing import Any

import openpyxl
import pytest
from django.urls import reverse

from office.actor import Actor
from office.enums import Role
from office.models import AuditEntry
from tests.actors import client_of, make_actor
from tests.factories.association import OrganizationFactory
from tests.factories.reviews import CallFactory

pytestmark = pytest.mark.django_db
LIST = "association:organization_list"


@pytest.mark.parametrize("start", ["=1+1", "+86", "-2", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_no_exported_text_is_a_formula(staff: Actor, start: str) -> None:
    OrganizationFactory(name=f"{start}学校", short_name=start)
    answer = client_of(staff).get(reverse("association:organization_export"))
    cell: Any = openpyxl.load_workbook(io.BytesIO(answer.content)).active["A2"]
    assert cell.data_type == "s"
    assert cell.quotePrefix
    assert cell.value.strip().startswith(start.strip())


def test_plain_text_carries_no_quote(staff: Actor) -> None:
    OrganizationFactory(name="示例学校")
    answer = client_of(staff).get(reverse("association:organization_export"))
    cell: Any = openpyxl.load_workbook(io.BytesIO(answer.content)).active["A2"]
    assert not cell.quotePrefix


def test_exports_and_prints_are_in_the_trail(staff: Actor) -> None:
    OrganizationFactory(name="甲学校")
    OrganizationFactory(name="乙学校")
    client = client_of(staff)
    client.get(reverse("association:organization_export"), {"name": "甲"})
    client.get(reverse(LIST), {"name": "甲", "print": "1"})
    rows = AuditEntry.objects.filter(action="export").order_by("id")
    assert [entry.after["form"] for entry in rows] == ["xlsx", "print"]
    assert {entry.after["rows"] for entry in rows} == {1}
    assert rows[0].after["filter"] == {"名称（含曾用名）": "甲"}
    assert rows[0].user_id == staff.user_id
    shown = client_of(make_actor(Role.AUDITOR)).get(rows[0].get_absolute_url()).content.decode()
    assert all(word in shown for word in ("列表", "文件格式", "行数"))


def test_two_filters_of_one_label_are_both_in_the_trail(staff: Actor) -> None:
    call = CallFactory(title="示例征集")
    address = reverse("reviews:publicnotice_list")
    client_of(staff).get(address, {"call": call.pk, "title": "示例", "print": "1"})
    entry = AuditEntry.objects.get(action="export")
    assert entry.after["filter"] == {"评审项目": "示例；示例征集"}


def test_print_view_shows_the_rows_the_filter_and_no_links(staff: Actor) -> None:
    OrganizationFactory(name="甲学校")
    OrganizationFactory(name="乙学校")
    page = client_of(staff).get(reverse(LIST), {"name": "甲", "print": "1"}).content.decode()
    assert "甲学校" in page
    assert "乙学校" not in page
    assert "row-link" not in page
    assert "：甲" in page


def test_wide_list_lies_on_its_side(staff: Actor) -> None:
    OrganizationFactory()
    client = client_of(staff)
    narrow = client.get(reverse(LIST), {"print": "1", "columns": ["name", "kind"]}).content.decode()
    assert "is-landscape" not in narrow
    wide = ["name", "kind", "school_level", "region", "state", "short_name", "uscc"]
    assert "is-landscape" in client.get(reverse(LIST), {"print": "1", "columns": wide}).content.decode()


def test_who_may_not_export_may_not_print() -> None:
    client = client_of(make_actor("system_administrator"))
    assert client.get(reverse(LIST), {"print": "1"}).status_code == 403


def test_print_needs_few_queries(staff: Actor, django_assert_max_num_queries: Any) -> None:
    for _number in range(50):
        OrganizationFactory()
    client = client_of(staff)
    with django_assert_max_num_queries(14):
        client.get(reverse(LIST), {"print": "1"})
