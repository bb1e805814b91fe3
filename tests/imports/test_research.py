"""Applications, projects and papers from an office's sheets."""

from datetime import date
from typing import Any

import pytest

from office.actor import Actor
from research.domain.project import create_project
from research.imports.application import ApplicationImporter
from research.imports.paper import PaperImporter
from research.imports.project import ProjectImporter
from research.models import Paper, Project, ProjectApplication
from reviews.enums import CallKind
from reviews.models import Award, Participant
from tests.factories.association import OrganizationFactory
from tests.factories.research import CategoryFactory, ProgramFactory, ProjectFactory
from tests.factories.reviews import CallFactory, PrizeFactory
from tests.imports.sheets import check, domain_tables, messages, run, sheet, undo, verdicts

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(db: None) -> Any:
    row = ProgramFactory(number_prefix="AHZJ2020-")
    CategoryFactory(program=row, name="重点课题")
    CategoryFactory(program=row, name="一般课题")
    OrganizationFactory(name="安徽示例职业学院")
    return row


def test_applications(staff: Actor, program: Any) -> None:
    before = domain_tables()
    content = sheet(
        ["序号", "课题信息", None, "负责人", None, "课题组成员"],
        [None, "课题名称", "类别", "姓名", "单位", None],
        [1, "产教融合研究", "重点", "张 三", "安徽示例职业学院", "李四、王五"],
        [2, "课程思政研究", "一般课题", "赵六", "安徽示例职业学院", None],
        [3, "没有类别", "专项", "钱七", "安徽示例职业学院", None],
        title="2020年度课题申报汇总表",
        merges=("A3:A4", "B3:C3", "D3:E3", "F3:F4"),
        notes=("填报单位（盖章）：", "填表人：示例"),
    )
    batch = check(ApplicationImporter.name, content, actor=staff, options={"call": program.pk})
    assert batch.mapping == ["", "title", "category", "leader", "organization", "members"]
    assert verdicts(batch) == ["new", "new", "error"]
    assert "专项" in messages(batch)[2]
    run(batch, actor=staff)
    made = ProjectApplication.objects.get(submission__title="产教融合研究")
    assert made.category.name == "重点课题"
    people = Participant.objects.filter(submission=made.submission).order_by("order")
    assert [(person.name, person.role) for person in people] == [
        ("张三", "host"),
        ("李四", "member"),
        ("王五", "member"),
    ]
    assert {
        "code": "category",
        "label": "申报类别",
        "value": "重点课题",
        "identifying": False,
    } in made.submission.dossier["fields"]
    again = check(ApplicationImporter.name, content, actor=staff, options={"call": program.pk})
    assert verdicts(again) == ["same", "same", "error"]
    undo(batch, actor=staff)
    assert domain_tables() == before


def test_projects_with_and_without_numbers(staff: Actor, program: Any) -> None:
    known = ProjectFactory(program=program, category=program.categories.first(), number="AHZJ2020-001", title="旧课题")
    before = domain_tables()
    content = sheet(
        ["立项编号", "课题名称", "课题类别", "主持人", "所在单位", "立项时间", "状态"],
        ["AHZJ2020-001", "旧课题", "重点课题", "张三", "安徽示例职业学院", "2020年6月", None],
        ["ahzj2020-007", "归档课题", "一般课题", "李四", "安徽示例职业学院", 43983, "已结题"],
        [None, "委托课题", "重点", "王五", None, "2020.6.1", None],
        [None, "缺类别", None, None, None, None, None],
        title="立项课题一览表",
    )
    batch = check(ProjectImporter.name, content, actor=staff, options={"program": program.pk})
    assert verdicts(batch) == ["update", "new", "new", "error"]
    run(batch, actor=staff)
    archived = Project.objects.get(title="归档课题")
    assert (archived.number, archived.state, archived.approved_on) == ("AHZJ2020-007", "concluded", date(2020, 6, 1))
    assert Project.objects.get(title="委托课题").number == "AHZJ2020-008"
    known.refresh_from_db()
    assert (known.leader_name, known.approved_on) == ("张三", date(2020, 6, 1))
    later = create_project(Project(program=program, category=known.category, title="又一课题"), actor=staff)
    assert later.number == "AHZJ2020-009"
    later.delete()
    again = check(ProjectImporter.name, content, actor=staff, options={"program": program.pk})
    assert verdicts(again) == ["same", "same", "same", "error"]
    undo(batch, actor=staff)
    assert domain_tables() == before


def test_papers_with_prizes(staff: Actor) -> None:
    call = CallFactory(kind=CallKind.PAPER)
    PrizeFactory(call=call, name="一等奖", kind="paper")
    OrganizationFactory(name="安徽示例职业学院")
    before = domain_tables()
    content = sheet(
        ["编号", "论文题目", "作者", "作者单位", "获奖等级"],
        [1, "教学诊断与改进的实践", "张三,李四", "安徽示例职业学院", "一等奖"],
        [2, "无作者", None, "安徽示例职业学院", "一等奖"],
        title="优秀论文评选结果",
    )
    batch = check(PaperImporter.name, content, actor=staff, options={"call": call.pk})
    assert verdicts(batch) == ["new", "error"]
    run(batch, actor=staff)
    assert Paper.objects.get().author_names == "张三、李四"
    assert Award.objects.get().recipient_name == "张三、李四"
    assert verdicts(check(PaperImporter.name, content, actor=staff, options={"call": call.pk})) == ["same", "error"]
    undo(batch, actor=staff)
    assert domain_tables() == before
