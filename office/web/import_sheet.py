"""Sheets that go out for imports: the empty template, and the bad rows in the layout in which they came."""

import io
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from office.domain.import_kind import Importer
from office.enums import ImportOutcome, ImportVerdict
from office.models import ImportBatch, ImportRow
from office.web.sheet import HEAD_FILL, keep_text, plain_text

PROBLEM_HEAD = "问题"
PROBLEM_FILL = PatternFill("solid", fgColor="FCEBEA")
THIN = Border(*(Side(style="thin", color="B8C4CC") for _side in range(4)))
TEMPLATE_ROWS = 2000


def write_template(importer: type[Importer]) -> bytes:
    """Return an empty sheet with the head, lists of the words that may be written, and a page of notes."""
    book = Workbook()
    page: Any = book.active
    page.title = str(importer.label)[:31]
    page.freeze_panes = "A2"
    for number, column in enumerate(importer.columns, start=1):
        letter = get_column_letter(number)
        cell = page.cell(row=1, column=number, value=column.headings[0])
        cell.font, cell.fill, cell.border = Font(bold=True), HEAD_FILL, THIN
        page.column_dimensions[letter].width = max(14, 2 * len(column.headings[0]) + 4)
        page.column_dimensions[letter].number_format = "@"
        if column.choices:
            words = DataValidation(type="list", formula1=f'"{",".join(column.choices)}"', allow_blank=True)
            words.add(f"{letter}2:{letter}{TEMPLATE_ROWS}")
            page.add_data_validation(words)
    write_notes(book, importer)
    return saved(book)


def write_notes(book: Workbook, importer: type[Importer]) -> None:
    """Add the page that says of each column what it is, whether it is needed, and an example."""
    notes: Any = book.create_sheet("填写说明")
    notes.append(["列名", "是否必填", "示例", "可填的词", "说明"])
    for column in importer.columns:
        needed = "必填" if column.required else ""
        notes.append([column.headings[0], needed, column.example, "、".join(column.choices), str(column.note)])
    for cell in notes[1]:
        cell.font, cell.fill = Font(bold=True), HEAD_FILL
    for letter, width in zip("ABCDE", (18, 10, 28, 34, 60), strict=True):
        notes.column_dimensions[letter].width = width
    notes.append([])
    notes.append(["日期可写成2024-09-01、2024.9.1、2024年9月；空白的格子不会覆盖已有内容。"])


def write_problems(batch: ImportBatch) -> bytes:
    """Return the rows that were not or cannot be imported, as they came, with one more column that says why."""
    book = Workbook()
    page: Any = book.active
    page.title = (batch.sheet or "Sheet1")[:31]
    layout = batch.layout
    width = len(layout["heads"])
    for line in layout["above"]:
        page.append([plain_text(cell) for cell in line])
    for top, left, bottom, right in layout["merges"]:
        page.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
    head = max(1, len(layout["above"]))
    title = page.cell(row=head, column=width + 1, value=PROBLEM_HEAD)
    title.font, title.fill = Font(bold=True), PROBLEM_FILL
    for row in problem_rows(batch):
        line = [*row.raw[:width], *[""] * (width - len(row.raw))]
        page.append([plain_text(cell) for cell in line] + [plain_text(row.message or row.get_verdict_display())])
        page.cell(row=page.max_row, column=width + 1).fill = PROBLEM_FILL
        page.cell(row=page.max_row, column=width + 1).alignment = Alignment(wrap_text=True, vertical="top")
    for line in layout["below"]:
        page.append([plain_text(cell) for cell in line])
    for number in range(1, width + 1):
        page.column_dimensions[get_column_letter(number)].width = width_of(page, number)
    page.column_dimensions[get_column_letter(width + 1)].width = 60
    for line in page.iter_rows():
        for cell in line:
            if isinstance(cell.value, str):
                keep_text(cell)
    return saved(book)


def problem_rows(batch: ImportBatch) -> Sequence[ImportRow]:
    """Return the rows with a problem: errors and open questions, and after the import what was not imported."""
    rows = batch.rows.order_by("line")
    wrong = rows.filter(outcome__in=[ImportOutcome.FAILED, ImportOutcome.SKIPPED])
    open_rows = rows.filter(outcome="", verdict__in=[ImportVerdict.ERROR, ImportVerdict.CONFLICT])
    return list((wrong | open_rows).distinct().order_by("line"))


def width_of(page: Any, number: int) -> float:
    """Return a width for a column by its longest short cell."""
    lengths = [len(str(cell.value)) for (cell,) in page.iter_rows(min_col=number, max_col=number) if cell.value]
    return float(min(40, max([8, *(2 * length + 2 for length in lengths if length <= 20)])))


def saved(book: Workbook) -> bytes:
    """Return a book as a file."""
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def file_title(batch: ImportBatch) -> str:
    """Return the name under which the bad rows are saved."""
    stem = batch.file_name.rsplit(".", 1)[0]
    return _("%(file)s, rows with problems") % {"file": stem}
