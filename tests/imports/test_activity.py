"""A year's list of activities: periods as offices write them, hosts by name, bodies and bare names."""

from datetime import date
from typing import Any

import pytest

from association.imports.activity import ActivityImporter
from association.models import Activity, ActivityHost
from office.actor import Actor
from office.models import AuditEntry
from tests.factories.association import ActivityFactory, BodyFactory, OrganizationFactory
from tests.imports.sheets import check, domain_tables, messages, run, sheet, undo, verdicts

pytestmark = pytest.mark.django_db
KIND = ActivityImporter.name


def office_list() -> bytes:
    return sheet(
        ["序号", "活动名称", "时间", "地点", "主办单位", "承办单位", "完成情况"],
        [1, "教学诊断与改进研讨会", "2020年9月26日至27日", "合肥", "示例学会、某厅", "承办学院", "已完成"],
        [2, "骨干教师培训", "2020.10", "芜湖", "示例学会", None, None],
        [3, "技能大赛", "11月", None, None, None, None],
        [4, "暑期调研", "2020年8月—9月", None, "示例学会", None, "已举办"],
        [5, "已有的论坛", "2020.9.26-27", "新地点", "示例学会", None, None],
        [6, "来年的年会", "2099年5月1日", None, None, None, "已举办"],
        title="2020年活动一览表",
        notes=("合计：6项",),
    )


@pytest.fixture
def body(db: None) -> Any:
    return BodyFactory(name="示例学会", kind="association")


def test_list_of_activities_is_imported_and_undone(staff: Actor, body: Any) -> None:
    school = OrganizationFactory(name="承办学院")
    known = ActivityFactory(body=body, title="已有的论坛", venue="旧地点")
    before = domain_tables()
    batch = check(KIND, office_list(), actor=staff, options={"body": body.pk})
    assert verdicts(batch) == ["new", "new", "error", "new", "update", "error"]
    assert "年" in messages(batch)[2]
    assert domain_tables() == before

    run(batch, actor=staff)
    first = Activity.objects.get(title="教学诊断与改进研讨会")
    assert (first.start_on, first.end_on, first.date_precision) == (date(2020, 9, 26), date(2020, 9, 27), "day")
    assert (first.kind, first.state, first.year) == ("forum", "held", 2020)
    hosts = [(host.role, host.party_name, host.organization_id, host.body_id) for host in first.hosts.order_by("order")]
    assert hosts == [
        ("host", "示例学会", None, body.pk),
        ("host", "某厅", None, None),
        ("organizer", "承办学院", school.pk, None),
    ]
    summer = Activity.objects.get(title="暑期调研")
    assert (summer.start_on, summer.end_on, summer.date_precision) == (date(2020, 8, 1), date(2020, 9, 1), "month")
    known.refresh_from_db()
    assert (known.venue, known.hosts.count(), known.state) == ("新地点", 1, "planned")
    acts = AuditEntry.objects.filter(batch=batch.key, object_id=str(first.pk), object_text=first.title)
    assert [entry.action for entry in acts.order_by("id")] == ["create", "hold"]

    undo(batch, actor=staff)
    assert domain_tables() == before


def test_second_import_adds_nothing(staff: Actor, body: Any) -> None:
    run(check(KIND, office_list(), actor=staff, options={"body": body.pk}), actor=staff)
    hosts = ActivityHost.objects.count()
    again = check(KIND, office_list(), actor=staff, options={"body": body.pk})
    assert verdicts(again) == ["same", "same", "error", "same", "same", "error"]
    run(again, actor=staff)
    assert ActivityHost.objects.count() == hosts
