"""Undo at size: check and run agree row by row, and every table is as before, to the last column."""

import random
from typing import Any

import pytest

from association.imports.organization import OrganizationImporter
from association.imports.person import PersonImporter
from association.models import Organization, Person
from bench.bench_import import untidy_sheet
from office.actor import Actor
from office.domain.import_batch import check_batch, map_columns, receive_sheet, run_batch, undo_batch
from office.domain.import_undo import LaterEdits, count_effects
from office.domain.transition import advance
from office.models import AuditEntry, ImportBatch
from office.workflow import IMPORT
from tests.factories.association import OrganizationFactory, PersonFactory
from tests.imports.sheets import check, domain_tables, run, sheet, undo

pytestmark = pytest.mark.django_db
FITTING = {"new": "created", "update": "updated", "same": "same", "conflict": "skipped", "error": "failed"}


def whole_way(batch: ImportBatch, *, actor: Actor) -> None:
    """Check and import whatever the length, as the jobs do."""
    map_columns(batch, batch.mapping, actor=actor)
    check_batch(batch, actor=actor)
    advance(batch, "run", actor=actor, workflow=IMPORT)
    run_batch(batch, actor=actor)


@pytest.mark.parametrize("rows", [400, pytest.param(10_000, marks=pytest.mark.verify)])
def test_check_and_run_agree_and_undo_leaves_every_table_identical(staff: Actor, rows: int) -> None:
    chance = random.Random(5)
    for number in chance.sample(range(1, rows), rows // 20):
        OrganizationFactory(name=f"旧第{number}学校")
    before = domain_tables()
    batch = receive_sheet(untidy_sheet(rows), name="名单.xlsx", kind=OrganizationImporter.name, actor=staff)
    whole_way(batch, actor=staff)
    found = list(batch.rows.order_by("line").values_list("verdict", "outcome"))
    assert len(found) == rows
    assert all(FITTING[verdict] == outcome for verdict, outcome in found)
    again = receive_sheet(untidy_sheet(rows), name="名单.xlsx", kind=OrganizationImporter.name, actor=staff)
    after = domain_tables()
    whole_way(again, actor=staff)
    assert set(again.rows.values_list("verdict", flat=True)) == {"same", "error"}
    assert domain_tables() == after
    made = Organization.objects.count()
    assert AuditEntry.objects.filter(batch=batch.key, action="create").count() == made - rows // 20
    undo_batch(batch, actor=staff, reason="试验")
    assert domain_tables() == before


def test_changed_records_get_every_column_back(staff: Actor) -> None:
    school = OrganizationFactory(name="示例学院")
    person = PersonFactory(name="张三", organization=school, position="教师", phone="13900000001")
    before = domain_tables()
    content = sheet(["姓名", "单位", "职务", "电话"], ["张三", "示例学院", "院长", "13900000001"])
    batch = run(check(PersonImporter.name, content, actor=staff), actor=staff)
    assert Person.objects.get(pk=person.pk).position == "院长"
    assert count_effects(batch) == {}
    undo(batch, actor=staff)
    assert domain_tables() == before
    acts = AuditEntry.objects.filter(object_id=str(person.pk), content_type__model="person", batch=batch.key)
    assert [entry.after for entry in acts.order_by("id")] == [{"position": "院长"}, {"position": "教师"}]


def test_imports_are_undone_in_the_order_backwards(staff: Actor) -> None:
    before = domain_tables()
    first = run(check(OrganizationImporter.name, sheet(["学校名称"], ["甲学校"]), actor=staff), actor=staff)
    content: Any = sheet(["学校名称", "简称"], ["甲学校", "甲校"])
    second = run(check(OrganizationImporter.name, content, actor=staff), actor=staff)
    with pytest.raises(LaterEdits):
        undo(first, actor=staff)
    undo(second, actor=staff)
    undo(first, actor=staff)
    assert domain_tables() == before
