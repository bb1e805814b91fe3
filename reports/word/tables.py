"""Tables: three lines, a head that repeats on every page, rows that stay whole."""

from collections.abc import Mapping
from typing import Any

from reports.pdf.layout import GRID, dress_table
from reports.word.elements import Element, element, paragraph, text_run

WIDTH = 8640  # twips of a line of text: 36 characters of 12 pt
RULE = {"val": "single", "sz": 5, "space": 0, "color": "14191F"}
EMPTY_TEXT = "本表无数据"


def table_element(block: Mapping[str, Any], link: Any) -> Element:
    """Return a table block as <w:tbl>; ``link(run)`` gives a run's elements, with its address where it has one."""
    table = dress_table(block)
    widths = [WIDTH * part // GRID for part in table["parts"]]
    grid = element("tblGrid", *(element("gridCol", w=width) for width in widths))
    rows = [head_row(table["heads"], widths)]
    last = len(table["rows"]) - 1
    for number, row in enumerate(table["rows"]):
        first_total = row["total"] and (number == 0 or not table["rows"][number - 1]["total"])
        # A short table stays on one page; of a long one, the first two and the last two rows stay together.
        keep = number < last and (table["short"] or number in (0, last - 1))
        rows.append(body_row(row, widths, link, keep=keep, ruled=first_total))
    if not table["rows"]:
        rows.append(empty_row(widths))
    return element("tbl", table_properties(table, sum(widths)), grid, *rows)


def table_properties(table: Mapping[str, Any], width: int) -> Element:
    """Return style, width and the title for readers who hear the table."""
    properties = element(
        "tblPr",
        element("tblStyle", val="ThreeLine"),
        element("tblW", w=width, type="dxa"),
        element("jc", val="center"),
        element("tblLayout", type="fixed"),
        element("tblLook", val="0420", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=0, noVBand=1),
    )
    if table.get("title"):
        properties.append(element("tblCaption", val=table["title"]))
    return properties


def head_row(heads: list[tuple[str, str]], widths: list[int]) -> Element:
    """Return the head, which repeats; heads of numbers stand to the right, all others in the middle."""
    cells = [
        cell(width, paragraph("TableHead", text_run(head), jc=element("jc", val="right") if align == "right" else None))
        for (head, align), width in zip(heads, widths, strict=True)
    ]
    return element("tr", element("trPr", element("cantSplit"), element("tblHeader")), *cells)


def body_row(row: Mapping[str, Any], widths: list[int], link: Any, *, keep: bool, ruled: bool) -> Element:
    """Return one row; a total is bold, the first of them below a rule."""
    cells = []
    for (text, run, align), width in zip(row["cells"], widths, strict=True):
        content = link({**run, "text": text}, bold=row["total"])
        words = paragraph(
            "TableText",
            *content,
            keepNext=element("keepNext") if keep else None,
            jc=element("jc", val=align),
        )
        cells.append(cell(width, words, ruled=ruled))
    return element("tr", element("trPr", element("cantSplit")), *cells)


def empty_row(widths: list[int]) -> Element:
    """Return the one row of a table without data."""
    properties = element(
        "tcPr", element("tcW", w=sum(widths), type="dxa"), *([element("gridSpan", val=len(widths))] * (len(widths) > 1))
    )
    words = paragraph("TableText", text_run(EMPTY_TEXT), jc=element("jc", val="center"))
    return element("tr", element("trPr", element("cantSplit")), element("tc", properties, words))


def cell(width: int, words: Element, *, ruled: bool = False) -> Element:
    """Return a cell of one paragraph."""
    properties = element("tcPr", element("tcW", w=width, type="dxa"))
    if ruled:
        properties.append(element("tcBorders", element("top", **RULE)))
    return element("tc", properties, words)
