"""Who judged what: whether the design is linked, so that reviewers can be told apart from entries.

Severity of reviewers and quality of entries can be separated only inside one connected part of the graph of reviewers
and entries (many-facet Rasch literature on judging plans; Linacre, "Judging plans"). Between two rooms that share no
entry and no reviewer, a difference may come from either.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reviews.methods.sheet import MethodRefused, Sheet


def connected_parts(pairs: Iterable[tuple[str, str]]) -> list[set[str]]:
    """Return the reviewers of each connected part of the graph, the largest part first; pairs are (entry, reviewer)."""
    chief: dict[str, str] = {}
    first_judge: dict[str, str] = {}

    def root(judge: str) -> str:
        while chief[judge] != judge:
            chief[judge] = chief[chief[judge]]
            judge = chief[judge]
        return judge

    for entry, judge in pairs:
        chief.setdefault(judge, judge)
        chief[root(judge)] = root(first_judge.setdefault(entry, judge))
    parts: dict[str, set[str]] = {}
    for judge in chief:
        parts.setdefault(root(judge), set()).add(judge)
    return sorted(parts.values(), key=lambda part: (-len(part), min(part)))


def check_design(sheets: Sequence[Sheet]) -> None:
    """Refuse to adjust the scores of a design that falls into parts."""
    parts = connected_parts((sheet.entry, sheet.judge) for sheet in sheets)
    if len(parts) > 1:
        raise MethodRefused("disconnected", [min(part) for part in parts], len(parts))
