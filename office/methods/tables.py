"""Read a sheet of any origin and find the table in it: title above, head of one or two lines, notes below.

Excel and WPS files (xlsx, xlsm, xls, et) by calamine; CSV in UTF-8, with or without BOM, and GB18030.
"""

import csv
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

SCANNED_LINES = 30
MAX_COLUMNS = 200
NOTE = re.compile(
    r"^\s*(?:注|备注|说明|填表说明|填表人|填报人|制表|审核|联系人|合计|总计|小计|单位(?:盖章|公章|（盖章）))"
)
NUMBERING = {"序号", "编号序号", "no", "no.", "号"}

Line = list[Any]
Score = Callable[[str], int]


class UnreadableFile(ValueError):
    """A file that is no table; ``code`` names why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass
class Table:
    """One sheet as it was sent: every line as plain values (text, number, ISO date, true, false), and where it merges.

    A merge is (first line, first column, last line, last column), counted from 0.
    """

    sheet: str
    lines: list[Line]
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    encoding: str = ""


@dataclass
class Layout:
    """Where things stand in a table: ``head`` lines [first, last), the columns' heads, data lines by their number."""

    head_first: int
    head_last: int
    heads: list[str]
    data: list[int]
    notes: list[int]


def read_tables(content: bytes, name: str) -> list[Table]:
    """Return the visible sheets of a file; ``UnreadableFile`` for what is no table."""
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if not content:
        raise UnreadableFile("empty")
    if ending in {"csv", "txt"}:
        return [read_csv(content)]
    if not content.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        raise UnreadableFile("kind")
    try:
        book = CalamineWorkbook.from_object(io.BytesIO(content))
        names = [sheet.name for sheet in book.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
        tables = [read_sheet(book, title) for title in names]
    except PasswordError as error:
        raise UnreadableFile("password") from error
    except CalamineError as error:
        raise UnreadableFile("kind") from error
    tables = [table for table in tables if table.lines]
    if not tables:
        raise UnreadableFile("empty")
    return tables


def read_sheet(book: CalamineWorkbook, title: str) -> Table:
    """Return one sheet; values of merged cells stay where they are written."""
    try:
        sheet = book.get_sheet_by_name(title)
    except CalamineError:  # a sheet of charts or macros has no cells
        return Table(title, [])
    lines = [[plain_cell(cell) for cell in line[:MAX_COLUMNS]] for line in sheet.to_python(skip_empty_area=False)]
    while lines and is_empty(lines[-1]):
        lines.pop()
    merges = sorted((first[0], first[1], last[0], last[1]) for first, last in sheet.merged_cell_ranges or ())
    return Table(title, lines, [merge for merge in merges if merge[0] < len(lines)])


def plain_cell(cell: Any) -> Any:
    """Return a cell as JSON holds it: whole numbers as integers, dates as 2024-09-01."""
    kind = type(cell)
    if kind is str:
        return cell.replace("\0", "")
    if kind is float:
        return int(cell) if cell.is_integer() and abs(cell) < 2**63 else cell
    if kind is datetime:
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ", timespec="minutes")
    if kind is date:
        return cell.isoformat()
    return str(cell) if isinstance(cell, time | timedelta) else cell


def read_csv(content: bytes) -> Table:
    """Return a CSV file as a table: encoding and separator are found out."""
    text, encoding = decode(content)
    sample = text[:4000]
    separator = max(",\t;，", key=sample.count) if any(mark in sample for mark in ",\t;，") else ","
    lines = [
        [cell.strip() for cell in line[:MAX_COLUMNS]] for line in csv.reader(io.StringIO(text), delimiter=separator)
    ]
    while lines and is_empty(lines[-1]):
        lines.pop()
    if not lines:
        raise UnreadableFile("empty")
    return Table("", lines, encoding=encoding)


def decode(content: bytes) -> tuple[str, str]:
    """Return the text of a file and its encoding: UTF-8 (BOM or not), UTF-16 with BOM, else GB18030."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16"), "UTF-16"
    for encoding, label in (("utf-8-sig", "UTF-8"), ("gb18030", "GB18030")):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text, label
    raise UnreadableFile("encoding")


def is_empty(line: Sequence[Any]) -> bool:
    """Tell whether a line holds nothing."""
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in line)


def shown_cell(line: Sequence[Any], column: int) -> Any:
    """Return a cell, "" beyond the line's end."""
    return line[column] if column < len(line) else ""


def find_layout(table: Table, score: Score) -> Layout | None:
    """Return where the head and the rows of a table stand; None when no line looks like a head.

    ``score`` tells for a heading how well it names a known column (0 not at all). The head is the line, or the pair of
    lines below each other, in which most columns are known; a title above it names none.
    """
    best: tuple[int, int, int] | None = None
    for first in range(min(SCANNED_LINES, len(table.lines))):
        if is_empty(table.lines[first]):
            continue
        for height in (1, 2):
            if first + height > len(table.lines):
                continue
            heads = heads_of(table, first, first + height)
            known = sum(score(head) for head in heads if head)
            # Two lines must tell more than one, else the first row of data would count as head.
            if known and (best is None or known > best[0]):
                best = (known, first, first + height)
    if best is None:
        return None
    _known, first, last = best
    heads = heads_of(table, first, last)
    data, notes = split_rows(table, last, heads)
    return Layout(first, last, heads, data, notes)


def heads_of(table: Table, first: int, last: int) -> list[str]:
    """Return one heading a column; of a head of two lines both, as 通讯/邮编: the upper reaches over its columns."""
    width = max(len(line) for line in table.lines[first:last])
    rows = [[plain_head(shown_cell(line, column)) for column in range(width)] for line in table.lines[first:last]]
    for top, left, bottom, right in table.merges:
        if top >= last or bottom < first or right - left + 1 >= width > 1:
            continue  # a line merged over the whole width is a title
        start = max(top, first)
        text = rows[start - first][left] if left < width else ""
        for row in range(start, min(bottom, last - 1) + 1):
            for column in range(left, min(right, width - 1) + 1):
                rows[row - first][column] = rows[row - first][column] or text
    return ["/".join(dict.fromkeys(row[column] for row in rows if row[column])) for column in range(width)]


def plain_head(cell: Any) -> str:
    """Return a heading without spaces, line breaks, stars of required columns and colons."""
    return re.sub(r"[\s*＊:：]", "", str(cell)) if isinstance(cell, str) else ""


def split_rows(table: Table, start: int, heads: Sequence[str]) -> tuple[list[int], list[int]]:
    """Return the numbers of the data lines and of the notes below them.

    A note is a line with text in one cell alone that begins like one or stands behind all rows; sums count as notes.
    """
    numbered = {column for column, head in enumerate(heads) if head.lower() in NUMBERING}
    data: list[int] = []
    notes: list[int] = []
    for number in range(start, len(table.lines)):
        line = table.lines[number]
        filled = [column for column, cell in enumerate(line) if not is_empty([cell])]
        told = [column for column in filled if column not in numbered]
        if not filled:
            continue
        first = str(line[filled[0]])
        if NOTE.match(first) and (len(told) <= 2 or filled[0] in numbered or first.strip() in {"合计", "总计", "小计"}):
            notes.append(number)
        elif not told:
            continue  # nothing but a running number
        elif [plain_head(shown_cell(line, column)) for column in range(len(heads))] == list(heads):
            continue  # a head repeated on every printed page
        else:
            data.append(number)
    while data and spans_table(table, data[-1], len(heads)):
        notes.append(data.pop())
    return data, sorted(notes)


def data_rows(table: Table, layout: Layout) -> list[tuple[int, Line]]:
    """Return the data lines with their numbers; a value merged down over several lines stands in each of them."""
    rows = {number: list(table.lines[number]) for number in layout.data}
    for top, left, bottom, right in table.merges:
        if bottom == top or right != left:
            continue
        value = shown_cell(table.lines[top], left)
        for number in range(top, bottom + 1):
            if number in rows:
                line = rows[number]
                line.extend([""] * (left + 1 - len(line)))
                line[left] = value
    return [(number, rows[number]) for number in layout.data]


def spans_table(table: Table, number: int, width: int) -> bool:
    """Tell whether a line is one text merged over half of the table or more."""
    half = max(2, width // 2)
    return any(top <= number <= bottom and right - left + 1 >= half for top, left, bottom, right in table.merges)
