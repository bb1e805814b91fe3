"""The trail leaves the portal with a purpose, under a mark, and without formulas."""

import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from office.actor import Actor
from office.domain.audit import record_act
from office.enums import Role
from office.models import AuditEntry
from tests.actors import client_of, make_actor
from tests.factories.association import ActivityFactory, OrganizationFactory

pytestmark = pytest.mark.django_db
EXPORT = reverse("office:audit_export")


@pytest.fixture
def auditor() -> Actor:
    return make_actor(Role.AUDITOR)


@pytest.fixture
def desk(auditor: Actor) -> Client:
    return client_of(auditor)


def export(client: Client, purpose: str, **query: Any) -> Any:
    address = EXPORT + "?" + "&".join(f"{name}={value}" for name, value in query.items())
    return client.post(address, {"reason": purpose})


def test_an_export_needs_a_purpose_and_keeps_it(desk: Client, auditor: Actor, staff: Actor) -> None:
    record_act(OrganizationFactory(), "change", actor=staff)
    assert desk.get(EXPORT).status_code == 200
    assert export(desk, " ").status_code == 422
    assert not AuditEntry.objects.filter(action="export_audit").exists()
    answer = export(desk, "年度内部审计", act="change")
    assert answer.status_code == 200
    entry = AuditEntry.objects.get(action="export_audit")
    assert (entry.user_id, entry.reason) == (auditor.user_id, "年度内部审计")
    assert entry.after == {"rows": 1, "filter": {"操作": "修改"}}


def test_the_sheet_carries_its_mark_and_no_formula(desk: Client, auditor: Actor, staff: Actor) -> None:
    entry = record_act(
        OrganizationFactory(name='=HYPERLINK("http://x","y")'), "change", actor=staff, after={"name": "+1"}, reason="@x"
    )
    sheet = load_workbook(io.BytesIO(export(desk, "审计 A&B").content)).active
    mark = sheet["A1"].value
    assert "审计 A&B" in mark
    assert auditor.name in mark
    assert f"{timezone.localdate():%Y-%m-%d}" in mark
    assert "审计 A&&B" in sheet.oddHeader.center.text
    assert "审计 A&&B" in sheet.oddFooter.center.text
    cells = [cell for row in sheet.iter_rows(min_row=3) for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr", "d", "n"}, "no formula"
    assert entry.object_text in {cell.value for cell in cells}


def test_an_export_of_nothing_or_too_much_is_refused(desk: Client, staff: Actor, monkeypatch: Any) -> None:
    assert export(desk, "年度内部审计", text="无此对象").status_code == 422
    for _turn in range(3):
        record_act(ActivityFactory(title="论坛"), "change", actor=staff)
    monkeypatch.setattr("office.domain.audit_export.EXPORT_LIMIT", 2)
    assert export(desk, "年度内部审计", text="论坛").status_code == 422
    assert not AuditEntry.objects.filter(action="export_audit").exists()
