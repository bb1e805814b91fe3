"""Export a list as a sheet for Excel and WPS: exactly the rows and columns on the screen."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.timezone import localtime, make_naive
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook.child import INVALID_TITLE_REGEX

from office.listing import Column, Selection, show_value

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What a spreadsheet takes for the beginning of a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
HEAD_FILL = PatternFill("solid", fgColor="E8EEF2")


def write_sheet(selection: Selection, columns: Sequence[Column]) -> bytes:
    """Return an xlsx file: a head row that stays in sight, then one row per record.

    Text is written as text, whatever its first character, so a name that begins with "=" is no formula; such a cell is
    also marked with the quote that keeps it text when it is edited or saved as CSV.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title=INVALID_TITLE_REGEX.sub(" ", str(selection.listing.title))[:31])
    sheet.freeze_panes = "A2"
    for number in range(1, len(columns) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = 28 if number == 1 else 16
    sheet.append([head_cell(sheet, str(column.label)) for column in columns])
    for values in selection.read_rows(columns):
        sheet.append([value_cell(sheet, value) for value in values])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def plain_text(value: Any) -> Any:
    """Return a value for a cell without the characters that no sheet may hold."""
    return ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value


def head_cell(sheet: Any, text: str) -> Any:
    """Return a bold cell of the head row."""
    cell = WriteOnlyCell(sheet, value=text)
    cell.font, cell.fill = Font(bold=True), HEAD_FILL
    cell.alignment = Alignment(vertical="center")
    return cell


def value_cell(sheet: Any, value: Any) -> Any:
    """Return a cell with a number, a date or text."""
    if isinstance(value, datetime):
        value = make_naive(localtime(value))
    elif not isinstance(value, int | float | Decimal | date) or isinstance(value, bool):
        value = ILLEGAL_CHARACTERS_RE.sub("", show_value(value))
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        keep_text(cell)
    return cell


def keep_text(cell: Any) -> None:
    """Make a cell's text no formula, here and when somebody edits the cell or saves the sheet as CSV: by the quote."""
    cell.data_type = "s"
    cell.quotePrefix = cell.value.startswith(FORMULA_STARTS)
