"""Two results side by side: who moved, and which levels turned into which; plain data in and out."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

# How a missing rank or level is written in a matrix.
NONE = ""


def compare_ranks(before: Mapping[str, int | None], after: Mapping[str, int | None]) -> dict[str, Any]:
    """Return the entries whose rank differs as [entry, before, after] by their old rank, and how many stayed."""
    entries = sorted(
        {*before, *after}, key=lambda entry: (before.get(entry) or 10**9, after.get(entry) or 10**9, entry)
    )
    moved = [[entry, before.get(entry), after.get(entry)] for entry in entries if before.get(entry) != after.get(entry)]
    return {"moved": moved, "unchanged": len(entries) - len(moved)}


def compare_levels(before: Mapping[str, str | None], after: Mapping[str, str | None]) -> dict[str, Any]:
    """Return the matrix of levels, counted as [before, after, number], and the entries that cross a line.

    An entry without a level counts under "".
    """
    pairs = {entry: (before.get(entry) or NONE, after.get(entry) or NONE) for entry in {*before, *after}}
    counted = Counter(pairs.values())
    crossing = sorted([entry, old, new] for entry, (old, new) in pairs.items() if old != new)
    return {"matrix": sorted([old, new, number] for (old, new), number in counted.items()), "crossing": crossing}
