"""Tables of official papers as the print engine takes them: three-line tables, or names several in a line."""

from collections.abc import Sequence
from typing import Any

from reports.pdf.layout import dress_table

NAMES_IN_LINE = 4
LONG_NAME = 6


def dress_rows(heads: Sequence[str], rows: Sequence[Sequence[Any]], *, total_rows: int = 0) -> dict[str, Any]:
    """Return a table ready for ``pdf/table.html``: alignment and widths by what stands in it."""
    block = {"type": "table", "heads": list(heads), "rows": [list(row) for row in rows], "total_rows": total_rows}
    return dress_table(block)


def lines_of_names(names: Sequence[str]) -> list[list[str]]:
    """Return names by the line, four a line, two where one is long; the last line filled up with empty places."""
    size = 2 if any(len(name) > LONG_NAME for name in names) else NAMES_IN_LINE
    lines = [list(names[start : start + size]) for start in range(0, len(names), size)]
    if lines:
        lines[-1] += [""] * (size - len(lines[-1]))
    return lines
