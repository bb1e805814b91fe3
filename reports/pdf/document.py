"""A printed document as plain data: what a rendition freezes and the engine prints.

The schema, block by block, stands in README.md; this module holds and checks it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from reports.pdf.numbering import CHINESE, LEVELS, SCHEMES

Block = Mapping[str, Any]
FLOW, PAGE = "flow", "page"
ROLES = ("body", "closing", "quote", "note", "signature")
CHART_KINDS = ("bar", "grouped_bar", "horizontal_bar", "line")
ALIGNMENTS = ("left", "center", "right")
MEDIA_TYPES = ("image/png", "image/jpeg")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")

# type: (needed keys, optional keys)
_KEYS: dict[str, tuple[set[str], set[str]]] = {
    "heading": ({"level", "text"}, {"numbered", "in_contents"}),
    "paragraph": ({"runs"}, {"role"}),
    "list": ({"items"}, {"ordered"}),
    "table": (
        {"heads", "rows"},
        {"title", "unit", "source", "note", "align", "widths", "total_rows", "numbered"},
    ),
    "chart": ({"kind", "labels", "series"}, {"title", "unit", "source", "note", "numbered"}),
    "image": ({"data", "media_type", "alt"}, {"title", "source", "width", "numbered"}),
    "page_break": (set(), set()),
}


class DocumentError(ValueError):
    """The document breaks the schema; the message names the block and the key."""


@dataclass(frozen=True)
class Document:
    """One document to print; every field holds JSON primitives only, see README.md."""

    kind: str
    title: str
    body_name: str
    year: int
    date_text: str
    blocks: tuple[Block, ...] = field(default_factory=tuple)
    subtitle_lines: tuple[str, ...] = ()
    state_label: str = ""
    numbering: str = CHINESE
    language: str = "zh-CN"
    audit_head: str = ""
    chapter_start: str = FLOW
    contents_levels: int = 2
    # The issuer's mark above its name on the cover: {"data": base64, "media_type": ...}, empty for none.
    logo: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise DocumentError("The document has no title.")
        if self.numbering not in SCHEMES:
            raise DocumentError(f"Unknown numbering {self.numbering!r}; known: {', '.join(SCHEMES)}.")
        if self.chapter_start not in (FLOW, PAGE):
            raise DocumentError(f"Unknown chapter_start {self.chapter_start!r}; known: {FLOW}, {PAGE}.")
        if not 0 <= self.contents_levels <= LEVELS:
            raise DocumentError(f"contents_levels lies between 0 and {LEVELS}, not {self.contents_levels}.")
        if self.logo and (set(self.logo) != {"data", "media_type"} or self.logo["media_type"] not in MEDIA_TYPES):
            raise DocumentError(f"A logo has data and a media_type: {' or '.join(MEDIA_TYPES)}.")
        for position, block in enumerate(self.blocks, start=1):
            _check_block(block, position)

    def to_context(self) -> dict[str, Any]:
        """Return the document as a dict of JSON primitives, the form that is frozen and printed."""
        context = asdict(self)
        context["blocks"] = [dict(block) for block in self.blocks]
        context["subtitle_lines"] = list(self.subtitle_lines)
        if not self.logo:
            del context["logo"]  # as documents were frozen before there was one
        return context

    @classmethod
    def from_context(cls, context: Mapping[str, Any]) -> "Document":
        """Return the document of a frozen context; DocumentError where it breaks the schema."""
        known = set(cls.__dataclass_fields__)
        unknown = sorted(set(context) - known)
        if unknown:
            raise DocumentError(f"Unknown key of the document: {', '.join(unknown)}.")
        values = dict(context)
        for name in ("blocks", "subtitle_lines"):
            values[name] = tuple(values.get(name) or ())
        try:
            return cls(**values)
        except TypeError as error:
            raise DocumentError(f"The document is incomplete: {error}.") from error


def is_number(value: Any) -> bool:
    """Tell whether a value of a chart or cell is a number, given as int, float or decimal string."""
    if isinstance(value, str):
        return bool(_NUMBER.fullmatch(value.strip()))
    return isinstance(value, int | float) and not isinstance(value, bool)


def _check_block(block: Block, position: int) -> None:
    kind = block.get("type")
    if kind not in _KEYS:
        raise DocumentError(f"Block {position}: unknown type {kind!r}.")
    needed, optional = _KEYS[kind]
    keys = set(block) - {"type"}
    if missing := needed - keys:
        raise DocumentError(f"Block {position} ({kind}): missing {', '.join(sorted(missing))}.")
    if unknown := keys - needed - optional:
        raise DocumentError(f"Block {position} ({kind}): unknown {', '.join(sorted(unknown))}.")
    check = _CHECKS.get(kind)
    problem = check(block) if check else ""
    if problem:
        raise DocumentError(f"Block {position} ({kind}): {problem}")


def _problem_of_heading(block: Block) -> str:
    level = block["level"]
    return (
        "" if isinstance(level, int) and 1 <= level <= LEVELS else f"level lies between 1 and {LEVELS}, not {level!r}."
    )


def _problem_of_runs(runs: Any) -> str:
    if not isinstance(runs, list | tuple):
        return "runs is a list of runs."
    for run in runs:
        if not isinstance(run, Mapping) or not isinstance(run.get("text"), str):
            return "a run is a dict with a text."
        if unknown := set(run) - {"text", "strong", "figure", "href"}:
            return f"unknown key of a run: {', '.join(sorted(unknown))}."
        href = run.get("href")
        if href and not str(href).startswith(("https://", "http://")):
            return f"a link starts with http:// or https://, not {str(href)[:40]!r}."
    return ""


def _problem_of_paragraph(block: Block) -> str:
    role = block.get("role", "body")
    return _problem_of_runs(block["runs"]) or ("" if role in ROLES else f"unknown role {role!r}.")


def _problem_of_list(block: Block) -> str:
    return next((problem for item in block["items"] if (problem := _problem_of_runs(item))), "")


def _problem_of_table(block: Block) -> str:
    columns = len(block["heads"])
    if not columns:
        return "a table has at least one head."
    for number, row in enumerate(block["rows"], start=1):
        if len(row) != columns:
            return f"row {number} has {len(row)} cells, the head {columns}."
        for cell in row:
            if isinstance(cell, Mapping):
                if problem := _problem_of_runs([cell]):
                    return f"row {number}: {problem}"
            elif not isinstance(cell, str | int | float | None):
                return f"row {number}: a cell is a text, a number, null or a run, not {type(cell).__name__}."
    for name in ("align", "widths"):
        if block.get(name) is not None and len(block[name]) != columns:
            return f"{name} has {len(block[name])} entries, the head {columns}."
    if unknown := set(block.get("align") or ()) - set(ALIGNMENTS):
        return f"unknown alignment {', '.join(sorted(unknown))}."
    return ""


def _problem_of_chart(block: Block) -> str:
    if block["kind"] not in CHART_KINDS:
        return f"unknown kind {block['kind']!r}; known: {', '.join(CHART_KINDS)}."
    for series in block["series"]:
        if set(series) != {"name", "values"}:
            return "a series has name and values."
        if len(series["values"]) != len(block["labels"]):
            return f"series {series['name']!r} has {len(series['values'])} values for {len(block['labels'])} labels."
        if wrong := [value for value in series["values"] if value is not None and not is_number(value)]:
            return f"series {series['name']!r}: {wrong[0]!r} is not a number."
    return ""


def _problem_of_image(block: Block) -> str:
    if block["media_type"] not in MEDIA_TYPES:
        return f"unknown media type {block['media_type']!r}; known: {', '.join(MEDIA_TYPES)}."
    width = block.get("width", 100)
    return "" if is_number(width) and 10 <= float(width) <= 100 else "width is a percentage between 10 and 100."


_CHECKS: dict[str, Callable[[Block], str]] = {
    "heading": _problem_of_heading,
    "paragraph": _problem_of_paragraph,
    "list": _problem_of_list,
    "table": _problem_of_table,
    "chart": _problem_of_chart,
    "image": _problem_of_image,
}
