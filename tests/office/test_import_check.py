"""The plan of a sheet: a fault in one row is that row's verdict, and planning writes nothing."""

from typing import Any

import pytest

from association.imports.organization import OrganizationImporter
from office.actor import Actor
from office.domain.import_check import plan_rows
from office.models import AuditEntry
from tests.imports.sheets import check, domain_tables, messages, run, sheet, verdicts

pytestmark = pytest.mark.django_db
KIND = OrganizationImporter.name


def test_crash_in_a_row_becomes_its_verdict(
    staff: Actor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    pieces = OrganizationImporter.pieces

    def fail_for_one(self: Any, values: Any, target: Any) -> Any:
        if values["name"] == "坏学校":
            raise ZeroDivisionError
        return pieces(self, values, target)

    monkeypatch.setattr(OrganizationImporter, "pieces", fail_for_one)
    batch = check(KIND, sheet(["学校名称"], ["好学校"], ["坏学校"], ["又好学校"]), actor=staff)
    assert verdicts(batch) == ["new", "error", "new"]
    assert "ZeroDivisionError" in messages(batch)[1]
    run(batch, actor=staff)
    assert list(batch.rows.order_by("line").values_list("outcome", flat=True)) == ["created", "failed", "created"]


def test_planning_writes_nothing_and_tells_its_progress(staff: Actor) -> None:
    batch = check(KIND, sheet(["学校名称"], ["甲学校"], ["乙学校"]), actor=staff)
    before, acts = domain_tables(), AuditEntry.objects.count()
    told: list[float] = []
    importer = OrganizationImporter({}, actor=staff)
    plans = plan_rows(importer, list(batch.rows.all()), batch.mapping, tell=told.append)
    assert [plan.verdict for plan in plans] == ["new", "new"]
    assert domain_tables() == before
    assert AuditEntry.objects.count() == acts
    assert told == sorted(told)
    assert told[0] > 0


def test_number_of_queries_does_not_grow_with_the_rows(staff: Actor, django_assert_max_num_queries: Any) -> None:
    rows = [[f"示例第{number}学校"] for number in range(250)]
    with django_assert_max_num_queries(40):
        batch = check(KIND, sheet(["学校名称"], *rows), actor=staff)
    with django_assert_max_num_queries(60):
        run(batch, actor=staff)
