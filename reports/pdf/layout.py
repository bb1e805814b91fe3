"""From the plain document to one self-contained HTML text: numbers, captions, contents, charts, column widths.

Django's template engine alone, autoescaped, without apps, requests or a database: it runs wherever a context is.
"""

import base64
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

from django.template import Context, Engine

from reports.pdf.charts import chart_svg, describe_chart, print_value
from reports.pdf.document import Block, Document, is_number
from reports.pdf.numbering import DECIMAL, number_headings

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
GRID = 60  # column widths are counted in parts of this grid, each a class in tables.css
ROOM = 41.0  # characters of a table line: 432 pt of 10.5 pt type
PADDING = 1.4  # characters of a cell's sides
CONTENTS_ROOM = 610.0  # pt of a contents page
SHORT_TABLE = 9  # rows: a table up to this length is never broken over two pages
EMPTY = "—"  # what a cell without a value prints
TITLE_ROOM = 13  # characters of the cover title in one line

# Pasted text carries them at times; one of them in a font's character table makes the whole file's text uncopyable.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Words that titles are made of: a cover title is broken between them.
TITLE_WORDS = (
    *("年度", "高等", "中等", "职业", "成人", "教育", "质量", "工作", "总结", "报告", "学会", "协会"),
    *("学院", "学校", "情况", "关于", "集团", "评审", "技能", "大赛", "课题"),
)

Progress = Callable[[str, float], None]

_engine = Engine(dirs=[str(TEMPLATES)], autoescape=True)


def lay_out(context: Mapping[str, Any], *, on_progress: Progress | None = None) -> str:
    """Return the HTML of a document's context, self-contained but for the print style sheets.

    DocumentError where the context breaks the schema of README.md.
    """
    document = Document.from_context(context)
    blocks = []
    for done, block in enumerate(number_blocks(document)):
        blocks.append(_DRESSERS[block["type"]](block) if block["type"] in _DRESSERS else block)
        if on_progress:
            on_progress("lay_out", 0.2 * done / max(1, len(document.blocks)))
    contents = contents_of(document, blocks)
    page = Context(
        {
            "document": document,
            "title_lines": split_title(document.title),
            "blocks": blocks,
            "contents": contents,
            "tight": spills_over(contents),
        },
        use_l10n=False,
    )
    return UNPRINTABLE.sub("", _engine.get_template("pdf/report.html").render(page))


def contents_of(document: Document, blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the numbered headings that stand in the contents."""
    return [
        block
        for block in blocks
        if block["type"] == "heading" and block["level"] <= document.contents_levels and block.get("in_contents", True)
    ]


def spills_over(contents: list[dict[str, Any]]) -> bool:
    """Tell whether the contents would run a few lines onto another page, so that they are better set tighter."""
    height = sum(27.0 if entry["level"] == 1 else 21.0 for entry in contents)
    pages = height / CONTENTS_ROOM
    return 0 < pages % 1 < 0.25 and pages > 1


def split_title(title: str) -> list[str]:
    """Return the lines of the cover title: one if it fits, else parts of like length, cut where a word ends."""
    if len(title) <= TITLE_ROOM:
        return [title]
    lines = -(-len(title) // TITLE_ROOM)
    parts, rest = [], title
    for remaining in range(lines, 1, -1):
        aim = len(rest) / remaining
        costs = {place: _cost_of_cut(rest, place, aim) for place in range(2, len(rest) - 1)}
        cut = min(costs, key=costs.__getitem__)
        parts.append(rest[:cut])
        rest = rest[cut:]
    return [*parts, rest]


def _cost_of_cut(text: str, place: int, aim: float) -> float:
    """Rate a break before text[place]: near the aim, between words, never beside a mark or inside a word or number."""
    cost = abs(place - aim)
    before, after = text[place - 1], text[place]
    if before in "（《“" or after in "）》”、，：" or (before.isascii() and after.isascii()):
        cost += 20
    for word in TITLE_WORDS:
        start = text.find(word, max(0, place - len(word)))
        if start in (place, place - len(word)):
            cost -= 1.5
        elif 0 <= start < place:
            cost += 20
    return cost


def number_blocks(document: Document) -> list[dict[str, Any]]:
    """Return the blocks with what counting gives them: heading labels and anchors, 图1, 表1; Word's, too."""
    labels = number_headings(document.blocks, document.numbering)
    counts = {"表": 0, "图": 0}
    numbered = []
    for place, (block, label) in enumerate(zip(document.blocks, labels, strict=True), start=1):
        entry = dict(block)
        sort = {"table": "表", "chart": "图", "image": "图"}.get(block["type"])
        if block["type"] == "heading":
            gap = " " if document.numbering == DECIMAL and label else ""
            entry |= {"label": label + gap, "anchor": f"s{place}", "contents_text": block["text"].rstrip("。")}
        elif sort and block.get("title") and block.get("numbered", True):
            counts[sort] += 1
            entry["label"] = f"{sort}{counts[sort]}"
        numbered.append(entry)
    return numbered


def dress_table(block: Block) -> dict[str, Any]:
    """Return a table with its alignment, its cells as texts, and its column widths in parts of GRID."""
    rows = block["rows"]
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(block["heads"])
    aligned = block.get("align") or [_align(column) for column in columns]
    weights = block.get("widths") or share_room(_needs(block["heads"], columns), ROOM)
    first_total = len(rows) - int(block.get("total_rows") or 0)
    parts = share_grid(weights)
    return {
        **block,
        "parts": parts,
        "columns": [f"w{width}" for width in parts],
        "heads": list(zip(block["heads"], aligned, strict=True)),
        "rows": [
            {
                "total": number >= first_total,
                "cells": [(*_cell(cell), align) for cell, align in zip(row, aligned, strict=True)],
            }
            for number, row in enumerate(rows)
        ],
        "short": len(rows) <= SHORT_TABLE,
    }


def _cell(cell: Any) -> tuple[str, Mapping[str, Any]]:
    """Return a cell's text and its run, which is empty for a plain cell."""
    if isinstance(cell, Mapping):
        return cell["text"], cell
    return print_value(cell) or EMPTY, {}


def _align(column: tuple[Any, ...]) -> str:
    """Numbers to the right, long texts to the left, short ones (grades, dates, names) in the middle."""
    texts = [text for cell in column if (text := _cell(cell)[0]) != EMPTY]
    if texts == [str(count) for count in range(1, len(texts) + 1)]:
        return "center"  # 序号
    if texts and all(is_number(text.replace(",", "").rstrip("%")) for text in texts):
        return "right"
    return "left" if max(map(_width, texts), default=0) > 8 else "center"


def _width(text: str) -> float:
    """Return the width of a text in Chinese characters."""
    return sum(1.0 if east_asian_width(sign) in "WF" else 0.55 for sign in text)


def _needs(heads: list[str], columns: list[tuple[Any, ...]]) -> list[float]:
    """Return the width, in characters, that each column needs for its cells to stay on one line."""
    needs = []
    for head, column in zip(heads, columns, strict=True):
        widths = sorted((_width(_cell(cell)[0]) for cell in column), reverse=True)
        longest = widths[len(widths) // 20] if widths else 0  # one outlier in twenty may wrap
        needs.append(max(longest, min(_width(head), 6), 2) + PADDING)
    return needs


def share_room(needs: list[float], room: float) -> list[float]:
    """Share the room of a table among columns by need.

    Enough for all: in proportion. Too little: columns that need less than an even share get what they need, the long
    ones share the rest, so that text wraps where it is long and not in the last character of a name.
    """
    if sum(needs) <= room:
        return [need * room / sum(needs) for need in needs]
    shares: dict[int, float] = {}
    open_places = list(range(len(needs)))
    while open_places:
        even = (room - sum(shares.values())) / len(open_places)
        modest = [place for place in open_places if needs[place] <= even]
        if not modest:
            left, wanted = room - sum(shares.values()), sum(needs[place] ** 0.5 for place in open_places)
            shares |= {place: left * needs[place] ** 0.5 / wanted for place in open_places}
            break
        shares |= {place: needs[place] for place in modest}
        open_places = [place for place in open_places if place not in shares]
    return [shares[place] for place in range(len(needs))]


def share_grid(weights: list[float], grid: int = GRID) -> list[int]:
    """Round shares to whole parts of the grid, each at least one, the sum exact (largest remainder).

    A table of more columns than parts gets one part each.
    """
    if len(weights) >= grid:
        return [1] * len(weights)
    exact = [weight * grid / sum(weights) for weight in weights]
    parts = [max(1, int(value)) for value in exact]
    order = sorted(range(len(weights)), key=lambda place: exact[place] - parts[place], reverse=True)
    for place in order[: max(0, grid - sum(parts))]:
        parts[place] += 1
    while sum(parts) > grid:
        parts[max(range(len(parts)), key=lambda place: parts[place])] -= 1
    return parts


def _dress_chart(block: Block) -> dict[str, Any]:
    svg = base64.b64encode(chart_svg(block)).decode()
    alt = f"{block.get('title') or '统计图'}{describe_chart(block)}"
    return {**block, "address": f"data:image/svg+xml;base64,{svg}", "alt": alt}


def _dress_image(block: Block) -> dict[str, Any]:
    width = max(1, round(float(block.get("width", 100)) * GRID / 100))
    return {**block, "address": f"data:{block['media_type']};base64,{block['data']}", "column": f"w{width}"}


_DRESSERS: dict[str, Callable[[Block], dict[str, Any]]] = {
    "table": dress_table,
    "chart": _dress_chart,
    "image": _dress_image,
}
