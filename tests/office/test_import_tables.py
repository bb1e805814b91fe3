"""Find the table in a sheet: titles above, heads of one and two lines, merged cells, notes and sums below."""

import io
from typing import Any

import pytest
from openpyxl import Workbook

from association.imports.person import PersonImporter
from office.domain.import_kind import score_heading
from office.methods.tables import Table, UnreadableFile, data_rows, find_layout, read_tables
from tests.imports.sheets import sheet

pytestmark = pytest.mark.pure


def score(heading: str) -> int:
    return score_heading(PersonImporter.columns, heading)


def rows_of(content: bytes, name: str = "a.xlsx") -> list[list[Any]]:
    table = read_tables(content, name)[0]
    layout = find_layout(table, score)
    assert layout is not None
    return [row for _number, row in data_rows(table, layout)]


def test_plain_sheet() -> None:
    assert rows_of(sheet(["姓名", "电话"], ["张三", 13900000001])) == [["张三", 13900000001]]


def test_title_notes_sum_blank_lines_and_repeated_heads_are_no_rows() -> None:
    content = sheet(
        ["序号", "姓名", "电话"],
        [1, "张三", "1"],
        [None, None, None],
        ["序号", "姓名", "电话"],
        [2, "李四", "2"],
        [3, None, None],
        ["合计", "2人", None],
        title="某某学校人员名单（2024年）",
        notes=("注：请如实填写", "填表人：示例　审核：示例"),
    )
    assert [row[1] for row in rows_of(content)] == ["张三", "李四"]


def test_head_of_two_merged_lines() -> None:
    content = sheet(
        ["序号", "姓名", "单位情况", None, "联系方式"],
        [None, None, "工作单位", "职务", None],
        [1, "张三", "示例学院", "教师", "13900000001"],
        merges=("A1:A2", "B1:B2", "C1:D1", "E1:E2"),
    )
    table = read_tables(content, "a.xlsx")[0]
    layout = find_layout(table, score)
    assert layout is not None
    assert layout.heads == ["序号", "姓名", "单位情况/工作单位", "单位情况/职务", "联系方式"]
    assert len(layout.data) == 1


def test_value_merged_down_stands_in_each_row() -> None:
    content = sheet(["工作单位", "姓名"], ["示例学院", "张三"], [None, "李四"], ["乙学院", "王五"], merges=("A2:A3",))
    assert rows_of(content) == [["示例学院", "张三"], ["示例学院", "李四"], ["乙学院", "王五"]]


def test_sheet_without_a_head() -> None:
    assert find_layout(Table("", [["甲", "乙"], ["丙", "丁"]]), score) is None


def test_hidden_and_empty_sheets_are_passed_over() -> None:
    book = Workbook()
    book.active.append(["姓名"])  # type: ignore[union-attr]
    hidden: Any = book.create_sheet("旧")
    hidden.append(["姓名"])
    hidden.sheet_state = "hidden"
    book.create_sheet("空")
    buffer = io.BytesIO()
    book.save(buffer)
    assert [table.sheet for table in read_tables(buffer.getvalue(), "a.xlsx")] == ["Sheet"]


@pytest.mark.parametrize(("encoding", "label"), [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("gb18030", "GB18030")])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_csv(encoding: str, label: str, separator: str) -> None:
    text = f"姓名{separator}电话\r\n𬭎明{separator}13900000001\r\n"
    table = read_tables(text.encode(encoding), "a.csv")[0]
    assert table.encoding == label
    assert table.lines == [["姓名", "电话"], ["𬭎明", "13900000001"]]


def test_quoted_line_breaks_of_csv() -> None:
    table = read_tables('姓名,成员\n张三,"李四\n王五"\n'.encode(), "a.csv")[0]
    assert table.lines[1] == ["张三", "李四\n王五"]


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "a.xlsx", "empty"),
        (b"<html></html>", "a.xls", "kind"),
        (b"PK\x03\x04broken", "a.xlsx", "kind"),
        (b"\xd0\xcf\x11\xe0broken", "a.xls", "kind"),
        (b"\x80\xff\x81\x00", "a.csv", "encoding"),
        (b"\r\n\r\n", "a.csv", "empty"),
    ],
)
def test_what_is_no_sheet(content: bytes, name: str, code: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_tables(content, name)
    assert caught.value.code == code
