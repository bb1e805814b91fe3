"""Tables of official papers as the print engine takes them: three-line tables, or names several in a line."""

from collections.abc import Sequence
from typing import Any

from reports.pdf.layout import dress_table, share_room
from reports.pdf.titles import width_of

NAMES_IN_LINE = 4
LONG_NAME = 6
# Signs of the table's type that a line of the upright page holds; cells keep so much white beside them.
ROOM, PADDING = 44.0, 2.2
# A head may take so many lines; a cell is broken beyond so many signs.
HEAD_LINES, LONGEST_CELL = 3, 30.0
# A cell that stays empty where a dash would say that something is missing.
BLANK = "\u3000"


def dress_rows(
    heads: Sequence[str], rows: Sequence[Sequence[Any]], *, total_rows: int = 0, room: float = ROOM
) -> dict[str, Any]:
    """Return a table ready for ``pdf/table.html``: alignment and widths by what stands in it.

    ``room`` is the width of the page in signs of the table's type. Short cells (codes, numbers, names) stay whole.
    """
    needs = [need_of(head, [row[place] for row in rows]) for place, head in enumerate(heads)]
    block = {
        "type": "table",
        "heads": list(heads),
        "rows": [[{"text": ""} if cell == BLANK else cell for cell in row] for row in rows],
        "total_rows": total_rows,
        "widths": share_room(needs, room),
    }
    return dress_table(block)


def need_of(head: str, cells: Sequence[Any]) -> float:
    """Return the width that a column needs for its cells to stay on one line and its head on a few."""
    longest = max((width_of(str(cell)) for cell in cells), default=0.0)
    return max(min(longest, LONGEST_CELL), width_of(head) / HEAD_LINES + 0.5, min(width_of(head), 2.0)) + PADDING


def lines_of_names(names: Sequence[str]) -> list[list[str]]:
    """Return names by the line, four a line, two where one is long; the last line filled up with empty places."""
    size = 2 if any(len(name) > LONG_NAME for name in names) else NAMES_IN_LINE
    lines = [list(names[start : start + size]) for start in range(0, len(names), size)]
    if lines:
        lines[-1] += [""] * (size - len(lines[-1]))
    return lines
