"""What sentences are made of: the year's figures, and a writer that leaves out what is not there."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from reports.catalogue import YearScope
from reports.methods.blocks import Block, Run, figure_run, join_runs, paragraph, source_block, text_run
from reports.models import FigureValue

COMMA, LIST_COMMA, SEMICOLON, STOP = "，", "、", "；", "。"


@dataclass(frozen=True)
class Material:
    """What a chapter's sentences are drawn from: the scope and its figures by name."""

    scope: YearScope
    values: Mapping[str, FigureValue]

    def has(self, name: str) -> bool:
        """Tell whether a figure of this name exists this year."""
        return name in self.values


@dataclass(frozen=True)
class ProposedSection:
    """A heading with blocks, proposed for the chapter that takes ``source``."""

    source: str
    key: str
    heading: str
    blocks: tuple[Block, ...]

    @property
    def fingerprint(self) -> str:
        """The digest of what is proposed, without the blocks' ids: the same records, the same proposal."""
        bare = [{name: value for name, value in block.items() if name != "id"} for block in self.blocks]
        return hashlib.sha256(json.dumps([self.heading, bare], ensure_ascii=False).encode()).hexdigest()


Clause = list[Run]


class Writer:
    """Puts clauses together into official Chinese, leaving out every figure that does not exist."""

    def __init__(self, material: Material) -> None:
        self.material = material

    def figure(self, name: str, *, before: str = "", after: str = "") -> Clause:
        """Return a clause around a figure, empty when the year has no such figure."""
        if not self.material.has(name):
            return []
        return [text_run(before), figure_run(name), text_run(after)]

    def counted(self, name: str, *, before: str = "", after: str = "") -> Clause:
        """Return a clause around a figure with its noun: 27所高职院校."""
        value = self.material.values.get(name)
        return self.figure(name, before=before, after=f"{value.noun}{after}") if value else []


def several(writer: Writer, name: str, *, before: str = "") -> Clause:
    """Return a figure's clause from two on: nobody writes 举办1场."""
    value = writer.material.values.get(name)
    return writer.figure(name, before=before) if value and value.computed and value.computed > 1 else []


def text(words: str) -> Clause:
    """Return a clause of plain words."""
    return [text_run(words)] if words else []


def join(clauses: Iterable[Clause], separator: str) -> Clause:
    """Join the clauses that are not empty."""
    runs: Clause = []
    for clause in clauses:
        if clause:
            if runs:
                runs.append(text_run(separator))
            runs += clause
    return runs


def sentence(*parts: Clause) -> Clause:
    """Return one sentence with its full stop, empty when a part that carries it is empty."""
    runs = [run for part in parts for run in part]
    return [*runs, text_run(STOP)] if runs else []


def write_paragraph(*sentences: Clause) -> list[Block]:
    """Return one paragraph block from sentences, none when all are empty."""
    runs = join_runs(run for clause in sentences for run in clause)
    return [paragraph(runs)] if runs else []


def exhibit(kind: str, source: str) -> Block:
    """Return a table or chart block that is filled from the figures when it is shown."""
    return source_block(kind, source)


def parenthesis(clause: Clause) -> Clause:
    """Return a clause in full-width brackets."""
    return [text_run("（"), *clause, text_run("）")] if clause else []


def titles(names: Iterable[str]) -> str:
    """Return works in title marks, joined: 《A》、《B》."""
    return LIST_COMMA.join(f"《{name.strip('《》')}》" for name in names if name)


def plain(values: Iterable[Any]) -> str:
    """Return names joined by the enumeration mark."""
    return LIST_COMMA.join(str(value) for value in values if value)
