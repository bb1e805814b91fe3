"""Persons from sheets: namesakes, phones as numbers, spaces in names, rare characters, employers by former names."""

from typing import Any

import pytest

from association.imports.person import PersonImporter
from association.models import Person
from office.actor import Actor
from office.models import AuditEntry
from tests.factories.association import FormerNameFactory, OrganizationFactory, PersonFactory
from tests.imports.sheets import check, domain_tables, messages, run, sheet, undo, verdicts

pytestmark = pytest.mark.django_db
KIND = PersonImporter.name
HEAD = ["序号", "姓　名", "工作单位", "职务/职称", "联系方式"]


@pytest.fixture
def school(db: None) -> Any:
    row = OrganizationFactory(name="安徽示例职业学院", short_name="示例职院")
    FormerNameFactory(organization=row, name="示例专科学校")
    return row


def test_office_list_is_imported_and_undone(staff: Actor, school: Any) -> None:
    known = PersonFactory(name="赵六", organization=school, position="", phone="")
    before = domain_tables()
    content = sheet(
        HEAD,
        ["1", "张 三", "安徽示例职业学院", "院长", 13900000001],
        ["2", "李四", "示例职院", "教师", "１３９０００００００２"],
        ["3", "阿卜杜拉•买买提", "示例专科学校", "", "0551-62630000转8001"],
        ["4", "𬭎明", "", "教师", ""],
        ["5", "赵六", "安徽示例职业学院", "系主任", "139 0000 0006"],
        title="专家库人员名单",
        notes=("备注：联系方式请核对。",),
    )
    batch = run(check(KIND, content, actor=staff), actor=staff)
    assert verdicts(batch) == ["new", "new", "new", "new", "update"]
    stored = {person.name: person for person in Person.objects.all()}
    assert stored["张三"].phone == "13900000001"
    assert stored["李四"].phone == "13900000002"
    assert stored["阿卜杜拉·买买提"].phone == "0551-62630000-8001"
    assert {stored[name].organization for name in ("张三", "李四", "阿卜杜拉·买买提")} == {school}
    assert stored["𬭎明"].organization is None
    known.refresh_from_db()
    assert (known.position, known.phone) == ("系主任", "13900000006")
    undo(batch, actor=staff)
    assert domain_tables() == before


def test_phone_stands_masked_in_audit_and_changes(staff: Actor, school: Any) -> None:
    PersonFactory(name="赵六", organization=school, phone="")
    batch = run(check(KIND, sheet(HEAD, ["1", "赵六", "示例职院", "", 13912345678]), actor=staff), actor=staff)
    assert batch.rows.get().diff == [["电话", "", "139****5678"]]
    entry = AuditEntry.objects.get(batch=batch.key, action="change")
    assert entry.after == {"phone": "139****5678"}


def test_blank_cell_never_overwrites(staff: Actor, school: Any) -> None:
    person = PersonFactory(name="赵六", organization=school, position="教师", phone="13900000006")
    batch = check(KIND, sheet(HEAD, ["1", "赵六", "示例职院", "无", "/"]), actor=staff)
    assert verdicts(batch) == ["same"]
    run(batch, actor=staff)
    person.refresh_from_db()
    assert (person.position, person.phone, person.revision) == ("教师", "13900000006", 1)


def test_namesakes_are_a_question_unless_the_phone_tells(staff: Actor, school: Any) -> None:
    first = PersonFactory(name="张三", organization=school, phone="13900000001")
    PersonFactory(name="张三", organization=school, phone="13900000002")
    batch = check(
        KIND,
        sheet(
            HEAD,
            ["1", "张三", "示例职院", "院长", "13900000001"],
            ["2", "张三", "示例职院", "教师", ""],
            ["3", "张三", "示例职院", "教师", "13900000003"],
        ),
        actor=staff,
    )
    assert verdicts(batch) == ["update", "conflict", "conflict"]
    assert batch.rows.get(line=2).target == str(first.pk)


def test_namesakes_in_one_sheet_are_told_apart_by_hand(staff: Actor, school: Any) -> None:
    content = sheet(
        HEAD,
        ["1", "张三", "示例职院", "院长", "13900000001"],
        ["2", "张三", "示例职院", "院长", "13900000001"],
        ["3", "张三", "示例职院", "教师", "13900000002"],
    )
    batch = check(KIND, content, actor=staff)
    assert verdicts(batch) == ["new", "same", "conflict"]
    batch.rows.filter(line=4).update(decision="new")
    run(check_again(batch, staff), actor=staff)
    assert Person.objects.filter(name="张三").count() == 2


def check_again(batch: Any, actor: Actor) -> Any:
    from office.domain.import_batch import start_check

    start_check(batch, actor=actor)
    batch.refresh_from_db()
    return batch


def test_unknown_employer_and_unreadable_cells_are_named(staff: Actor, school: Any) -> None:
    batch = check(
        KIND,
        sheet(
            HEAD,
            ["1", "张三", "没有的学校", "", ""],
            ["2", "李4", "示例职院", "", "打电话"],
            ["3", "", "示例职院", "", ""],
        ),
        actor=staff,
    )
    assert verdicts(batch) == ["error", "error", "error"]
    told = messages(batch)
    assert "没有的学校" in told[0]
    assert "姓名" in told[1]
    assert "打电话" not in told[1]  # a phone column is personal: its values are never written out
    assert "姓名" in told[2]
