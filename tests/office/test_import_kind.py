"""What an importer declares: headings of real sheets are understood, unreadable cells are explained."""

from typing import Any

import pytest

from association.imports.activity import ActivityImporter
from association.imports.organization import OrganizationImporter
from association.imports.person import PersonImporter
from competitions.imports.entry import EntryImporter
from office.domain.import_kind import RowError, find_importer, guess_mapping, read_choice, read_row
from office.methods.cells import UnreadableCell
from research.imports.application import ApplicationImporter
from research.imports.paper import PaperImporter
from research.imports.project import ProjectImporter

pytestmark = pytest.mark.pure

# Heads as offices write them, "/" between the lines of a head of two; what each column is ("" for none).
SHEETS: dict[Any, str] = {
    OrganizationImporter: """
        序号,学校名称,所在市,办学层次
        = ,name,region,school_level
        编号,会员单位,统一社会信用代码,通讯地址,邮编
        = ,name,uscc,address,postcode
        单位名称（全称）,单位性质,成立时间
        = name,kind,founded_on
        院校,学校类型,地市,备注
        = name,school_level,region,
        企业名称,信用代码,详细地址,联系人
        = name,uscc,address,
        No.,单位全称,类别,区县
        = ,name,kind,region
    """,
    PersonImporter: """
        序号,姓名,单位,职务,手机
        = ,name,organization,position,phone
        专家姓名,工作单位,职务/职称,联系电话
        = name,organization,position,phone
        姓名,性别,所在学校,职称,手机号码,邮箱
        = name,,organization,position,phone,
        联系人/姓名,联系人/电话,学校名称
        = name,phone,organization
        名字,任职单位,岗位,移动电话
        = name,organization,position,phone
        姓　名,学校,现任职务,联系方式
        = name,organization,position,phone
    """,
    EntryImporter: """
        参赛院校,参赛队,队员,领队,获奖等次
        = organization,title,contestants,leader,prize
        代表队,竞赛项目,参赛学生,辅导教师,奖次
        = organization,event,contestants,advisers,prize
        参赛编号,参赛单位,作品,作者,等级
        = number,organization,title,contestants,prize
    """,
    ApplicationImporter: """
        申报编号,项目名称,项目负责人,申报单位,参与人
        = number,title,leader,organization,members
        选题,申报类别,申报人,单位名称,主要成员
        = title,category,leader,organization,members
    """,
    PaperImporter: """
        序号,论文题目,作者,作者单位,获奖等级
        = ,title,authors,organization,prize
        论文编号,论文名称,作者姓名,工作单位,主题
        = number,title,authors,organization,theme
        题目,第一作者,单位,评审结果
        = title,authors,organization,prize
    """,
    ActivityImporter: """
        序号,活动名称,时间,地点,主办单位,承办单位
        = ,title,period,venue,hosts,organizers
        会议名称,会议时间,会议地点,主办,协办
        = title,period,venue,hosts,co_organizers
        培训名称,起止时间,举办地点,承办院校,完成情况
        = title,period,venue,organizers,state
        年度,活动主题,活动类型,举办日期,支持单位
        = year,title,kind,period,supporters
    """,
}


def lines_of(text: str) -> list[tuple[str, str]]:
    """Return pairs of a head and what its columns are."""
    lines = [line.strip() for line in text.strip().splitlines()]
    return [(head, wanted.removeprefix("= ")) for head, wanted in zip(lines[::2], lines[1::2], strict=True)]


@pytest.mark.parametrize(
    ("importer", "heads", "wanted"),
    [(importer, *pair) for importer, text in SHEETS.items() for pair in lines_of(text)],
)
def test_heads_of_real_sheets_are_understood_without_a_click(importer: Any, heads: str, wanted: str) -> None:
    assert guess_mapping(importer.columns, heads.split(",")) == wanted.split(",")


def test_no_column_is_taken_twice() -> None:
    mapping = guess_mapping(PersonImporter.columns, ["姓名", "姓名", "名字", "电话", "手机"])
    assert sorted(filter(None, mapping)) == ["name", "phone"]


def test_importers_are_found_by_name_and_have_distinct_columns() -> None:
    assert find_importer("association.person") is PersonImporter
    assert find_importer("association.nothing") is None
    for importer in (OrganizationImporter, PersonImporter, EntryImporter, ProjectImporter, ActivityImporter):
        names = [column.name for column in importer.columns]
        assert len(names) == len(set(names))


def test_every_problem_of_a_row_is_said_at_once_and_personal_values_are_not() -> None:
    columns = {column.name: column for column in PersonImporter.columns}
    with pytest.raises(RowError) as caught:
        read_row(columns, ["name", "phone"], ["张3", "家里电话"])
    told = str(caught.value)
    assert "张3" in told
    assert "家里电话" not in told


def test_required_columns_are_missed() -> None:
    columns = {column.name: column for column in PersonImporter.columns}
    with pytest.raises(RowError):
        read_row(columns, ["name", "phone"], ["", "13900000001"])


def test_choice_reads_any_spelling_and_refuses_other_words() -> None:
    read = read_choice({"高职": "higher", "高职（专科）": "higher"})
    assert [read(cell) for cell in ("高 职", "高职(专科)", "", None, "无")] == ["higher", "higher", "", "", ""]
    with pytest.raises(UnreadableCell):
        read("幼儿园")
