"""Ranks: by score, then by the declared chain, then by what was decided; what is still equal shares its rank."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from reviews.methods.scoring import mean_of
from reviews.methods.sheet import Sheet, half_up

# Stands in a chain for the plain mean of the totals: trimmed scores that are equal are often told apart by it.
RAW = "@raw"
LAST = 1_000_000


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entry with its score, the values of the chain (higher is better), the decided place and its rank."""

    entry: str
    score: Decimal | None
    chain: tuple[Decimal, ...] = ()
    decided: int = LAST
    rank: int | None = None

    @property
    def key(self) -> tuple[Decimal, tuple[Decimal, ...], int]:
        """Smaller stands higher; equal keys share a rank."""
        return (-(self.score or Decimal(0)), tuple(-value for value in self.chain), self.decided)


def chain_values(sheets: Iterable[Sheet], chain: Sequence[str], *, places: int) -> dict[str, tuple[Decimal, ...]]:
    """Return, for each entry, the mean points of each criterion of the chain, half up at `places`."""
    piles: defaultdict[str, list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        piles[sheet.entry].append(sheet)
    return {
        entry: tuple(half_up(mean_of(link_of(pile, code)), places) for code in chain) for entry, pile in piles.items()
    }


def link_of(pile: Sequence[Sheet], code: str) -> list[Decimal]:
    """Return what the sheets of an entry say about one link of the chain."""
    return [sheet.total if code == RAW else sheet.points.get(code, Decimal(0)) for sheet in pile]


def rank_entries(
    entries: Iterable[str],
    scores: Mapping[str, Decimal],
    *,
    chain: Mapping[str, tuple[Decimal, ...]] | None = None,
    decided: Mapping[str, int] | None = None,
) -> list[Ranked]:
    """Return the entries in order: 1, 2, 2, 4; entries without a score stand last, without a rank."""
    chain, decided = chain or {}, decided or {}
    rows = [
        Ranked(name, scores.get(name), chain.get(name, ()) if name in scores else (), decided.get(name, LAST))
        for name in entries
    ]
    scored = sorted((row for row in rows if row.score is not None), key=lambda row: (row.key, row.entry))
    ranked: list[Ranked] = []
    for _key, group in groupby(scored, key=lambda row: row.key):
        rank = len(ranked) + 1
        ranked += [Ranked(row.entry, row.score, row.chain, row.decided, rank) for row in group]
    return ranked + sorted((row for row in rows if row.score is None), key=lambda row: row.entry)


def ties_of(ranked: Iterable[Ranked]) -> list[tuple[str, ...]]:
    """Return the groups that the score and the whole chain leave equal."""
    scored = (row for row in ranked if row.rank is not None)
    groups = (tuple(row.entry for row in group) for _rank, group in groupby(scored, key=lambda row: row.rank))
    return [group for group in groups if len(group) > 1]
