"""A paper of results as a sheet for Excel and WPS: the same rows, all sections below one head."""

import io
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from office.web.sheet import head_cell, value_cell
from reports.queries.award_list import NUMBER


def write_paper(context: dict[str, Any], *, group_head: str) -> bytes:
    """Return a paper as an xlsx file: a column for the section, then every head that some section has.

    Numbers are numbers, texts texts; the running number of a printed section is left out.
    """
    parts = context["sections"]
    heads = list(dict.fromkeys(head for part in parts for head in part["heads"] if head != NUMBER))
    grouped = len(parts) > 1 or bool(parts[0]["title"])
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title=context["name"].replace(" ", "")[:31])
    sheet.freeze_panes = "A2"
    shown = [*([group_head] if grouped else []), *heads]
    for number, head in enumerate(shown, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = 28 if head in WIDE or number == 1 else 14
    sheet.append([head_cell(sheet, head) for head in shown])
    for part in parts:
        for row in part["rows"]:
            values = dict(zip(part["heads"], row, strict=True))
            cells = [number_or_text(values.get(head, "")) for head in heads]
            sheet.append([value_cell(sheet, value) for value in [*([part["title"]] if grouped else []), *cells]])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


WIDE = frozenset({"名称", "单位", "名称（姓名）", "作品名称", "单位名称", "参赛人员", "指导教师", "结果"})


def number_or_text(text: str) -> Any:
    """Return a number where a text is one as the paper prints it (85, 85.33), the text everywhere else (007, N-1)."""
    text = text.strip()
    plain = text.replace(".", "", 1)
    if not (plain.isascii() and plain.isdigit()) or (len(text) > 1 and text[0] == "0" and text[1] != "."):
        return text
    return float(text) if "." in text else int(text)
