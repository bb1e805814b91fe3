"""How sure a rank is: intervals by drawing the scores again, and which entries lie near a cut line.

A score is drawn from a normal law about its value with the standard error that the sheets of its entry leave; each
draw ranks everybody anew. With three sheets to an entry about a quarter of all entries stand one level off by chance,
so what lies near a line deserves another look, not another decimal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from reviews.methods.adjust import NORMAL, fit_additive, fit_huber, lay_out, spread_scale
from reviews.methods.reliability import pooled_variance
from reviews.methods.sheet import Sheet, totals_by_entry

DRAWS = 400
SEED = 20200101


@dataclass(frozen=True, slots=True)
class RankInterval:
    """The ranks between which an entry falls in the middle `level` of all draws (80 of 100)."""

    entry: str
    low: int
    high: int

    def straddles(self, cut: int) -> bool:
        """True when the entry may stand on either side of the line below rank `cut`."""
        return self.low <= cut < self.high


def standard_errors(sheets: Sequence[Sheet], *, method: str) -> dict[str, float]:
    """Return the standard error of each entry's score; empty where no entry has two sheets.

    For adjusted scores what reviewers' severity explains is no error any more.
    """
    totals = totals_by_entry(sheets)
    if method in {"additive", "huber"}:
        layout = lay_out(sheets)
        if method == "huber":
            variance = (NORMAL * spread_scale(fit_huber(layout))) ** 2
        else:
            residuals = fit_additive(layout).residuals
            free = len(residuals) - len(layout.entries) - len(layout.judges) + 1
            variance = float((residuals**2).sum()) / free if free > 0 else 0.0
        if not variance:
            return {}
    else:
        pooled = pooled_variance(list(totals.values()))
        if pooled is None:
            return {}
        variance = float(pooled)
    return {entry: float(np.sqrt(variance / len(values))) for entry, values in totals.items()}


def rank_intervals(
    scores: Mapping[str, float], errors: Mapping[str, float], *, level: float = 0.8, draws: int = DRAWS
) -> dict[str, RankInterval]:
    """Return the rank interval of each entry; the seed is fixed, so that two looks show the same."""
    names = sorted(entry for entry in scores if entry in errors)
    if not names:
        return {}
    values = np.array([scores[name] for name in names])
    noise = np.random.default_rng(SEED).standard_normal((draws, len(names)))
    drawn = values + noise * np.array([errors[name] for name in names])
    ranks = np.empty(drawn.shape, dtype=np.int32)
    rows = np.arange(draws)[:, None]
    ranks[rows, np.argsort(-drawn, axis=1)] = np.arange(1, len(names) + 1)
    tail = int(draws * (1 - level) / 2)
    ranks.partition((tail, draws - 1 - tail), axis=0)
    low, high = ranks[tail], ranks[draws - 1 - tail]
    return {name: RankInterval(name, int(low[at]), int(high[at])) for at, name in enumerate(names)}


def near_cuts(intervals: Iterable[RankInterval], cuts: Sequence[int]) -> dict[str, tuple[int, ...]]:
    """Return the entries whose interval lies across a cut line, with the ranks of those lines."""
    found = {one.entry: tuple(cut for cut in cuts if one.straddles(cut)) for one in intervals}
    return {entry: lines for entry, lines in found.items() if lines}
