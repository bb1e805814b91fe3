"""Narrative blocks: the one form from which page, PDF and Word are written.

A narrative is a list of blocks of plain data:

- ``{"id", "type": "paragraph", "runs": [...]}`` with runs ``{"text": str}`` or ``{"figure": name}``;
- ``{"id", "type": "table", "source": name}`` and ``{"id", "type": "chart", "source": name}``, whose rows come from the
  figures named by ``source`` when the page or the document is made.

In a plain text field a figure is written ``{{name}}``, so the editor works without JavaScript.
"""

import re
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

Run = dict[str, str]
Block = dict[str, Any]

TOKEN = re.compile(r"\{\{\s*([A-Za-z0-9_.:|\-]+)\s*\}\}")
SOURCE_TYPES = ("table", "chart")
MAX_BLOCKS = 500
MAX_TEXT = 20_000


class BlockError(ValueError):
    """The sent blocks are not of the narrative's form."""


def new_id() -> str:
    """Return an id for a block: comments and comparisons find the paragraph by it."""
    return uuid.uuid4().hex[:12]


def text_run(text: str) -> Run:
    """Return a run of plain text."""
    return {"text": text}


def figure_run(name: str) -> Run:
    """Return a reference to a figure."""
    return {"figure": name}


def paragraph(runs: Iterable[Run], *, block_id: str = "") -> Block:
    """Return a paragraph block."""
    return {"id": block_id or new_id(), "type": "paragraph", "runs": join_runs(runs)}


def source_block(kind: str, source: str, *, block_id: str = "") -> Block:
    """Return a table or chart block that is filled from figures."""
    return {"id": block_id or new_id(), "type": kind, "source": source}


def join_runs(runs: Iterable[Run]) -> list[Run]:
    """Return runs with neighboring texts joined and empty ones left out."""
    joined: list[Run] = []
    for run in runs:
        if run.get("figure"):
            joined.append({"figure": run["figure"]})
        elif run.get("text"):
            if joined and "text" in joined[-1]:
                joined[-1] = {"text": joined[-1]["text"] + run["text"]}
            else:
                joined.append({"text": run["text"]})
    return joined


def read_tokens(text: str) -> list[Run]:
    """Turn text with ``{{name}}`` tokens into runs."""
    runs: list[Run] = []
    position = 0
    for match in TOKEN.finditer(text):
        runs += [text_run(text[position : match.start()]), figure_run(match.group(1))]
        position = match.end()
    return join_runs([*runs, text_run(text[position:])])


def write_tokens(runs: Iterable[Mapping[str, str]]) -> str:
    """Turn runs into text with ``{{name}}`` tokens."""
    return "".join("{{" + run["figure"] + "}}" if "figure" in run else run["text"] for run in runs)


def clean_blocks(sent: Any) -> list[Block]:
    """Return sent blocks in the narrative's form; raises ``BlockError`` for anything else."""
    if not isinstance(sent, list) or len(sent) > MAX_BLOCKS:
        raise BlockError("a narrative is a list of blocks")
    cleaned: list[Block] = []
    seen: set[str] = set()
    for item in sent:
        block = clean_block(item)
        if block["id"] in seen:
            block["id"] = new_id()
        seen.add(block["id"])
        if block["type"] in SOURCE_TYPES or block["runs"]:
            cleaned.append(block)
    return cleaned


def clean_block(item: Any) -> Block:
    """Return one sent block in its form."""
    if not isinstance(item, dict):
        raise BlockError("a block is an object")
    block_id = item.get("id") if isinstance(item.get("id"), str) else ""
    block_id = block_id if block_id and re.fullmatch(r"[A-Za-z0-9_-]{1,40}", block_id) else ""
    if item.get("type") in SOURCE_TYPES and isinstance(item.get("source"), str):
        return source_block(item["type"], item["source"][:160], block_id=block_id)
    if item.get("type") != "paragraph":
        raise BlockError("unknown type of block")
    runs = item.get("runs")
    if not isinstance(runs, list):
        raise BlockError("a paragraph has runs")
    return paragraph([clean_run(run) for run in runs], block_id=block_id)


def clean_run(run: Any) -> Run:
    """Return one sent run in its form: a known figure's name or text of one line."""
    if isinstance(run, dict) and isinstance(run.get("figure"), str) and TOKEN.fullmatch("{{" + run["figure"] + "}}"):
        return figure_run(run["figure"])
    if isinstance(run, dict) and isinstance(run.get("text"), str):
        if len(run["text"]) > MAX_TEXT:
            raise BlockError("a paragraph is too long")
        return text_run(re.sub(r"[\r\n\t\x00-\x1f]+", "", run["text"]))
    raise BlockError("unknown kind of run")


def figure_names(blocks: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the names of the figures that a narrative refers to, in order, each once."""
    names: dict[str, None] = {}
    for block in blocks:
        for run in block.get("runs", []):
            if "figure" in run:
                names[run["figure"]] = None
    return list(names)


def plain_text(block: Mapping[str, Any], texts: Mapping[str, str]) -> str:
    """Return a paragraph as it reads; ``texts`` maps figure names to their texts, an unknown one stays visible."""
    return "".join(
        texts.get(run["figure"], f"【{run['figure']}】") if "figure" in run else run["text"]
        for run in block.get("runs", [])
    )
