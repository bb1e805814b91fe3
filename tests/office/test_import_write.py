"""Writing planned rows: the row that the database refuses fails alone; what was rolled back is written anew."""

from typing import Any

import pytest
from django.db import IntegrityError

from association.imports.organization import OrganizationImporter
from association.models import Organization
from office.actor import Actor
from office.domain import import_write
from office.domain.import_check import plan_rows
from office.domain.import_write import stamp_of, write_rows
from office.models import AuditEntry
from tests.factories.association import ActivityHostFactory, OrganizationFactory
from tests.imports.sheets import check, sheet

pytestmark = pytest.mark.django_db


def test_row_that_the_database_refuses_fails_alone(staff: Actor) -> None:
    rows = [[f"示例第{number}学校"] for number in range(9)]
    batch = check(OrganizationImporter.name, sheet(["学校名称"], *rows), actor=staff)
    importer = OrganizationImporter({}, actor=staff)
    stored = list(batch.rows.order_by("line"))
    plans = plan_rows(importer, stored, batch.mapping)
    OrganizationFactory(name="示例第4学校")  # somebody is quicker, after the plan
    write_rows(importer, list(zip(stored, plans, strict=True)), actor=staff, batch=batch.key)
    outcomes = list(batch.rows.order_by("line").values_list("outcome", flat=True))
    assert outcomes == ["created"] * 4 + ["failed"] + ["created"] * 4
    assert Organization.objects.count() == 9
    assert AuditEntry.objects.filter(batch=batch.key, action="create").count() == 8
    assert batch.rows.get(outcome="failed").message


def test_nothing_of_a_slice_is_left_when_its_end_fails(staff: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = check(OrganizationImporter.name, sheet(["学校名称"], ["甲学校"]), actor=staff)
    importer = OrganizationImporter({}, actor=staff)
    stored = list(batch.rows.all())
    plans = plan_rows(importer, stored, batch.mapping)

    def refuse(*_args: Any, **_kwargs: Any) -> None:
        raise IntegrityError

    monkeypatch.setattr(import_write, "record_acts", refuse)
    write_rows(importer, list(zip(stored, plans, strict=True)), actor=staff, batch=batch.key)
    assert Organization.objects.count() == 0
    assert batch.rows.get().outcome == "failed"


def test_stamp_changes_with_every_edit() -> None:
    row = OrganizationFactory()
    before = stamp_of(row)
    row.revision += 1
    assert stamp_of(row) != before
    host = ActivityHostFactory()
    before = stamp_of(host)
    host.order = 7
    assert stamp_of(host) != before
