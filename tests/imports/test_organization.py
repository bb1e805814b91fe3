"""Organizations from an office's sheet: merged title, head of two lines, notes; names, codes and dates as they come."""

from datetime import date
from typing import Any

import pytest

from association.imports.organization import OrganizationImporter
from association.models import Organization
from office.actor import Actor
from office.models import AuditEntry
from tests.factories.association import FormerNameFactory, OrganizationFactory, RegionFactory
from tests.imports.sheets import check, domain_tables, messages, run, sheet, undo, verdicts

pytestmark = pytest.mark.django_db
KIND = OrganizationImporter.name

HEAD = ["序号", "单 位\n名称", "基本信息", None, None, "通讯", None]
UNDER = [None, None, "类型", "办学层次", "成立时间", "邮编", "地址"]


def office_sheet() -> bytes:
    """A sheet of the kind that a secretariat sends around."""
    return sheet(
        HEAD,
        UNDER,
        [1, "安徽示例职业技术学院", "学校", "高职", "2002年9月", 230001, "合肥市示例路1号"],
        [2, "淮南示例职教中心(本部)", None, "中职", 36404, "232001", None],
        [3, "示 例 科技有限公司", "企业", None, 2015, None, None],
        [None] * 7,
        [4, "改名前的学校", None, None, None, None, "新址２号"],
        [5, "未知单位", None, None, None, None, None],
        [6, "某某中学", "学校", "幼儿", None, None, None],
        title="会员单位基本信息一览表（2024年）",
        merges=("A3:A4", "B3:B4", "C3:E3", "F3:G3"),
        notes=("注：1. 成立时间以批文为准；2. 类型可不填。", "填表人：示例"),
    )


@pytest.fixture
def renamed(db: None) -> Any:
    row = OrganizationFactory(name="改名后的学校")
    FormerNameFactory(organization=row, name="改名前的学校")
    return row


def test_office_sheet_is_read_checked_imported_and_undone(staff: Actor, renamed: Any) -> None:
    before = domain_tables()
    batch = check(KIND, office_sheet(), actor=staff)

    assert batch.mapping == ["", "name", "kind", "school_level", "founded_on", "postcode", "address"]
    assert verdicts(batch) == ["new", "new", "new", "update", "error", "error"]
    assert domain_tables() == before

    run(batch, actor=staff)
    made = Organization.objects.get(name="安徽示例职业技术学院")
    assert (made.kind, made.school_level, made.founded_on) == ("school", "higher_vocational", date(2002, 9, 1))
    assert (made.postcode, made.address) == ("230001", "合肥市示例路1号")
    second = Organization.objects.get(name="淮南示例职教中心（本部）")
    assert (second.kind, second.founded_on) == ("school", date(1999, 9, 1))
    assert Organization.objects.get(name="示例科技有限公司").founded_on == date(2015, 1, 1)
    renamed.refresh_from_db()
    assert (renamed.name, renamed.address, renamed.revision) == ("改名后的学校", "新址2号", 2)
    outcomes = list(batch.rows.order_by("line").values_list("outcome", flat=True))
    assert outcomes == ["created", "created", "created", "updated", "failed", "failed"]

    undo(batch, actor=staff)
    assert domain_tables() == before


def test_each_record_has_the_audit_rows_of_a_single_act(staff: Actor, renamed: Any) -> None:
    batch = run(check(KIND, office_sheet(), actor=staff), actor=staff)
    rows = AuditEntry.objects.filter(batch=batch.key).order_by("id")
    assert [row.action for row in rows] == ["create", "create", "create", "change"]
    assert rows[0].after["name"] == "安徽示例职业技术学院"
    assert "name_key" not in rows[3].after
    assert (rows[3].before, rows[3].after) == ({"address": ""}, {"address": "新址2号"})


def test_second_import_of_the_file_changes_nothing(staff: Actor, renamed: Any) -> None:
    run(check(KIND, office_sheet(), actor=staff), actor=staff)
    after = domain_tables()
    again = check(KIND, office_sheet(), actor=staff)
    assert verdicts(again) == ["same", "same", "same", "same", "error", "error"]
    run(again, actor=staff)
    assert domain_tables() == after


def test_errors_say_what_is_wrong(staff: Actor, renamed: Any) -> None:
    told = messages(check(KIND, office_sheet(), actor=staff))
    assert "名称看不出" in told[4] or "kind of unit" in told[4]
    assert "幼儿" in told[5]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_in_any_encoding(staff: Actor, encoding: str) -> None:
    text = "学校名称,统一社会信用代码,所在市\r\n安徽示例学院,91340100MA2NABCD0X,\r\n"
    batch = check(KIND, text.encode(encoding), name="名单.csv", actor=staff)
    assert batch.rows.get().title == "安徽示例学院"


def test_repeated_rows_in_one_sheet(staff: Actor) -> None:
    content = sheet(["学校名称", "层次"], ["示例中学校", "中职"], ["示例 中学校", "中职"], ["示例中学校", "高职"])
    batch = check(KIND, content, actor=staff)
    assert verdicts(batch) == ["new", "same", "error"]
    run(batch, actor=staff)
    assert Organization.objects.filter(name="示例中学校").count() == 1


def test_code_lost_in_a_number_cell_is_refused(staff: Actor) -> None:
    batch = check(KIND, sheet(["学校名称", "信用代码"], ["示例中学校", 913401007964312345]), actor=staff)
    assert verdicts(batch) == ["error"]


def test_region_by_name_and_ambiguous_code(staff: Actor) -> None:
    region = RegionFactory(name="示例市")
    batch = run(check(KIND, sheet(["学校名称", "所在市"], ["新学校", "示例"]), actor=staff), actor=staff)
    assert batch.rows.get().outcome == "created"
    assert Organization.objects.get(name="新学校").region == region
