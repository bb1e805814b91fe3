"""What differs between two narratives: which paragraphs, and within a paragraph which words.

Chinese has no spaces between words, so a paragraph is compared by characters; runs of Latin letters and digits and
references to figures count as one piece each, so that 27 never half-matches 28. A shared character between two changes
is no reading help: short matches are taken into the change around them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from reports.methods.blocks import Run, figure_run, join_runs, text_run

SAME, ADDED, REMOVED, CHANGED, MOVED = "same", "added", "removed", "changed", "moved"

PIECES = re.compile(r"[A-Za-z0-9]+(?:[.,%][A-Za-z0-9]+)*%?|.", re.DOTALL)
PHRASES = re.compile(r"[^，。；：、！？,;:!?]*[，。；：、！？,;:!?]?", re.DOTALL)
# Above this product of lengths characters cost too much time; phrases tell enough.
FINE_LIMIT = 1_500_000
# A match shorter than this between two changes is taken into them.
SHORT_MATCH = 2
# A paragraph of which less than this is left is a new one, not a changed one.
ALIKE = 0.3

Token = tuple[str, str]
Block = Mapping[str, Any]


@dataclass(frozen=True)
class Piece:
    """A stretch of a paragraph: ``kind`` is same, added or removed."""

    kind: str
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class BlockChange:
    """One block of the newer narrative, or a removed one at its old place.

    ``kind`` is same, added, removed, changed or moved; ``old`` and ``new`` are the blocks where they exist, ``pieces``
    the comparison of a changed paragraph.
    """

    kind: str
    old: Block | None
    new: Block | None
    pieces: tuple[Piece, ...] = ()


def compare_blocks(old: Sequence[Block], new: Sequence[Block]) -> list[BlockChange]:
    """Return every block of ``new`` in order with what happened to it, removed ones where they stood.

    Blocks belong together by their ids. A block whose text stayed and whose place among the others changed is moved.
    """
    before = {block["id"]: block for block in old}
    after = {block["id"] for block in new}
    kept = longest_order([block["id"] for block in old], [block["id"] for block in new])
    changes: list[BlockChange] = []
    removed = removed_before(old, after)
    changes += [BlockChange(REMOVED, block, None) for block in removed.pop("", [])]
    for block in new:
        changes.append(compare_block(before.get(block["id"]), block, in_order=block["id"] in kept))
        changes += [BlockChange(REMOVED, gone, None) for gone in removed.pop(block["id"], [])]
    return changes


def removed_before(old: Sequence[Block], kept: set[str]) -> dict[str, list[Block]]:
    """Return the blocks that are gone, by the id of the block that they stood behind ("" for the beginning)."""
    found: dict[str, list[Block]] = {}
    anchor = ""
    for block in old:
        if block["id"] in kept:
            anchor = block["id"]
        else:
            found.setdefault(anchor, []).append(block)
    return found


def longest_order(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """Return the ids that stand in the same order in both: the others were moved."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return {old[index] for match in matcher.get_matching_blocks() for index in range(match.a, match.a + match.size)}


def compare_block(old: Block | None, new: Block, *, in_order: bool) -> BlockChange:
    """Return what happened to one block of the newer narrative."""
    if old is None:
        return BlockChange(ADDED, None, new)
    if content(old) == content(new):
        return BlockChange(SAME if in_order else MOVED, old, new)
    if old["type"] != "paragraph" or new["type"] != "paragraph":
        return BlockChange(CHANGED, old, new)
    return BlockChange(CHANGED, old, new, tuple(compare_runs(old["runs"], new["runs"])))


def content(block: Block) -> dict[str, Any]:
    """Return what a reader sees of a block: everything but its id."""
    return {name: value for name, value in block.items() if name != "id"}


def compare_runs(old: Iterable[Run], new: Iterable[Run]) -> list[Piece]:
    """Return the pieces of a changed paragraph in reading order.

    The same and removed pieces together are the old text, the same and added ones the new. Where hardly anything is
    left the whole old text is removed and the whole new one added.
    """
    before, after = list(old), list(new)
    size = sum(length(run) for run in before) * sum(length(run) for run in after)
    split = PIECES if size <= FINE_LIMIT else PHRASES
    left, right = tokens(before, split), tokens(after, split)
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    codes = matcher.get_opcodes()
    kept = sum(weight(left[a:b]) for tag, a, b, _c, _d in codes if tag == "equal")
    if kept < ALIKE * max(weight(left), weight(right)):
        codes = [("replace", 0, len(left), 0, len(right))]
    return list(pieces(join_short(codes, left), left, right))


def length(run: Run) -> int:
    """Return how long a run is for the comparison; a figure counts as one."""
    return len(run["text"]) if "text" in run else 1


def tokens(runs: Iterable[Run], split: re.Pattern[str]) -> list[Token]:
    """Cut runs into what is compared: pieces of text and whole figures."""
    found: list[Token] = []
    for run in runs:
        if "figure" in run:
            found.append(("figure", run["figure"]))
        else:
            found += [("text", piece) for piece in split.findall(run["text"]) if piece]
    return found


def weight(part: Sequence[Token]) -> int:
    """Return how much text tokens stand for."""
    return sum(len(value) if kind == "text" else 2 for kind, value in part)


Code = tuple[str, int, int, int, int]


def join_short(codes: Sequence[Code], left: Sequence[Token]) -> list[Code]:
    """Take short matches between two changes into one change; what is left is readable."""
    joined: list[Code] = []
    for position, code in enumerate(codes):
        tag, a, b, c, d = code
        inside = 0 < position < len(codes) - 1
        if tag == "equal" and inside and b - a < SHORT_MATCH and all(kind == "text" for kind, _value in left[a:b]):
            tag = "replace"
        tag = tag if tag == "equal" else "replace"
        if joined and joined[-1][0] == tag == "replace":
            joined[-1] = (tag, joined[-1][1], b, joined[-1][3], d)
        else:
            joined.append((tag, a, b, c, d))
    return joined


def pieces(codes: Iterable[Code], left: Sequence[Token], right: Sequence[Token]) -> Iterator[Piece]:
    """Yield the pieces that the codes stand for: what went before what came."""
    for tag, a, b, c, d in codes:
        if tag == "equal":
            yield Piece(SAME, to_runs(left[a:b]))
            continue
        if a < b:
            yield Piece(REMOVED, to_runs(left[a:b]))
        if c < d:
            yield Piece(ADDED, to_runs(right[c:d]))


def to_runs(part: Sequence[Token]) -> tuple[Run, ...]:
    """Turn tokens back into runs."""
    return tuple(join_runs(figure_run(value) if kind == "figure" else text_run(value) for kind, value in part))


def count_changes(changes: Iterable[BlockChange]) -> int:
    """Return how many blocks are not as they were."""
    return sum(1 for change in changes if change.kind != SAME)
