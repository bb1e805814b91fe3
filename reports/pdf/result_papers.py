"""Papers of results as plain data: score sheets, result lists, award lists, statistics; what the child process prints.

A paper is ``title`` (of the file), ``name`` and ``subtitle`` (at its head), ``facts`` (lines under it), ``sections``,
``is_wide`` (landscape) and ``printed`` (who printed it when). A section has ``title``, ``facts``, ``heads``, ``rows``,
``total_rows`` (how many last rows are sums), ``notes`` and ``signatures`` (lines below the table), ``is_names`` (only
names, several a line) and ``on_own_page``.
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.template import Context, Engine

from reports.pdf.child import Teller, answer_request
from reports.pdf.document import DocumentError
from reports.pdf.layout import TEMPLATES, UNPRINTABLE
from reports.pdf.printed import Printed
from reports.pdf.tables import dress_rows, lines_of_names
from reports.pdf.titles import break_title

PROGRAM = "reports.pdf.result_papers"
KEYS = {"title", "name", "subtitle", "facts", "sections", "is_wide", "printed"}
SECTION_KEYS = {
    "title",
    "facts",
    "heads",
    "rows",
    "total_rows",
    "notes",
    "signatures",
    "is_names",
    "on_own_page",
}
# Characters of 14 points that a line of the upright and of the wide page holds.
ROOM, WIDE_ROOM = 33, 50
# Characters of 10.5 points that a line of their tables holds.
CELLS, WIDE_CELLS = 44, 69

_engine = Engine(dirs=[str(TEMPLATES)], autoescape=True)


def section(title: str, heads: list[str], rows: list[list[str]], **more: Any) -> dict[str, Any]:
    """Return a section with what is left out at its default; an unknown part is refused."""
    if more.keys() - SECTION_KEYS:
        raise DocumentError(f"A section has no {', '.join(sorted(more.keys() - SECTION_KEYS))}.")
    empty = {"facts": [], "total_rows": 0, "notes": [], "signatures": [], "is_names": False, "on_own_page": False}
    return {"title": title, "heads": heads, "rows": rows, **empty, **more}


def check_paper(context: Mapping[str, Any]) -> None:
    """Raise ``DocumentError`` for a context that is none of a paper."""
    if set(context) != KEYS or not context["sections"]:
        raise DocumentError("The context of the paper is incomplete.")
    if any(set(part) != SECTION_KEYS for part in context["sections"]):
        raise DocumentError("A section of the paper is incomplete.")


def lay_out_paper(context: Mapping[str, Any]) -> str:
    """Return the HTML of a paper."""
    check_paper(context)
    dressed = {
        "subtitle_lines": break_title(context["subtitle"], WIDE_ROOM if context["is_wide"] else ROOM),
        "sections": [dress_section(part, WIDE_CELLS if context["is_wide"] else CELLS) for part in context["sections"]],
    }
    page = Context({**context, **dressed}, use_l10n=False)
    return UNPRINTABLE.sub("", _engine.get_template("pdf/result-paper.html").render(page))


def dress_section(part: Mapping[str, Any], room: float) -> dict[str, Any]:
    """Return a section ready to be set: its table for a line of so many signs, or only names."""
    if part["is_names"]:
        return {**part, "lines": lines_of_names([row[1] for row in part["rows"]])}
    return {**part, "block": dress_rows(part["heads"], part["rows"], total_rows=part["total_rows"], room=room)}


def print_paper(context: Mapping[str, Any], target: Path, tell: Teller) -> Printed:
    """Write the PDF of a paper."""
    from reports.pdf.engine import write_pdf  # noqa: PLC0415  only when the fonts are ready

    return write_pdf(lay_out_paper(context), target, on_progress=tell)


if __name__ == "__main__":
    sys.exit(answer_request(print_paper))
