"""Adjusted scores: what an entry would have received from reviewers of average severity.

Additive model: score = entry + reviewer, by least squares; the severities, weighted by sheets, sum to zero, so that the
mean of all sheets stays what it was. Huber: the same with a loss that grows like the square near the fit and like the
distance far from it, in the smooth form sqrt(1 + (r/b)²): strictly convex, so that there is one optimum and any
implementation finds it (with few sheets of whole points the kinked form often has many). The scale is taken from the
least-squares fit and once more from the first robust one. Per-judge z: each sheet against the own mean and spread of
its reviewer, put back on the scale of all sheets.

All values are worked out in floating point, kept to nine decimals and only then rounded half up at the declared places:
an exact five is the same five on every machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import numpy as np

from reviews.methods.sheet import Sheet

TUNING = 1.345
NORMAL = 1.4826  # median absolute deviation to standard deviation, normal law
SETTLED = 1e-11
ROUNDS = 2000
Array = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Layout:
    """Sheets as arrays in the order of their entries: ``entry`` and ``judge`` are places in the sorted names.

    ``left`` and ``right`` are all pairs of sheets of the same entry.
    """

    entries: tuple[str, ...]
    judges: tuple[str, ...]
    entry: Array
    judge: Array
    totals: Array
    left: Array
    right: Array


@dataclass(frozen=True, slots=True)
class Fit:
    """Quality by entry, severity by reviewer (plus is generous), and what neither explains, by sheet."""

    layout: Layout
    quality: Array
    severity: Array
    residuals: Array


def lay_out(sheets: Sequence[Sheet]) -> Layout:
    """Return the sheets as arrays, names sorted."""
    entries = tuple(sorted({sheet.entry for sheet in sheets}))
    judges = tuple(sorted({sheet.judge for sheet in sheets}))
    places = {name: place for place, name in enumerate(entries)}
    seats = {name: place for place, name in enumerate(judges)}
    pile = sorted(sheets, key=lambda sheet: (sheet.entry, sheet.judge))
    entry = np.array([places[sheet.entry] for sheet in pile])
    judge = np.array([seats[sheet.judge] for sheet in pile])
    totals = np.array([float(sheet.total) for sheet in pile])
    return Layout(entries, judges, entry, judge, totals, *pair_sheets(entry))


def pair_sheets(entry: Array) -> tuple[Array, Array]:
    """Return all pairs (left, right) of places of sheets of the same entry; `entry` is sorted."""
    counts = np.bincount(entry)
    share = counts[entry]
    left = np.repeat(np.arange(len(entry)), share)
    within = np.arange(len(left)) - np.repeat(np.cumsum(share) - share, share)
    starts = np.cumsum(counts) - counts
    return left, starts[entry[left]] + within


def fit_weighted(layout: Layout, weights: Array, aim: Array | None = None) -> Fit:
    """Solve the weighted least squares; entries are eliminated, one equation per reviewer remains.

    ``aim`` are the values to be fitted where they are not the totals themselves.
    """
    aim = layout.totals if aim is None else aim
    size, seats = len(layout.entries), len(layout.judges)
    load = np.bincount(layout.entry, weights, size)
    mean = np.bincount(layout.entry, weights * aim, size) / load
    shared = weights[layout.left] * weights[layout.right] / load[layout.entry[layout.left]]
    cells = layout.judge[layout.left] * seats + layout.judge[layout.right]
    matrix = np.diag(np.bincount(layout.judge, weights, seats))
    matrix = matrix - np.bincount(cells, shared, seats * seats).reshape(seats, seats)
    right = np.bincount(layout.judge, weights * (aim - mean[layout.entry]), seats)
    sheets = np.bincount(layout.judge, minlength=seats).astype(float)
    # The system leaves one level free; adding the condition as a rank-one term makes it regular and holds it.
    severity = np.linalg.solve(matrix + np.outer(sheets, sheets) / sheets.sum(), right)
    quality = mean - np.bincount(layout.entry, weights * severity[layout.judge], size) / load
    residuals = layout.totals - quality[layout.entry] - severity[layout.judge]
    return Fit(layout, quality, severity, residuals)


def fit_additive(layout: Layout) -> Fit:
    """Fit entry + reviewer by least squares; the design must be connected."""
    return fit_weighted(layout, np.ones(len(layout.totals)))


def fit_huber(layout: Layout) -> Fit:
    """Fit entry + reviewer robustly: the further a sheet lies from the fit, in 1.345 scales, the less it counts."""
    fit = fit_additive(layout)
    for _step in range(2):
        scale = NORMAL * spread_scale(fit)
        if scale < 1e-9:
            return fit
        fit = settle(fit, TUNING * scale)
    return fit


def spread_scale(fit: Fit) -> float:
    """Return the median absolute residual, enlarged for the parameters that the fit has used up."""
    sheets = len(fit.residuals)
    free = sheets - len(fit.layout.entries) - len(fit.layout.judges) + 1
    return float(np.median(np.abs(fit.residuals)) * np.sqrt(sheets / free)) if free > 0 else 0.0


def settle(fit: Fit, bound: float) -> Fit:
    """Find the robust optimum for a fixed bound: Newton's step where it helps, else the plainly reweighted fit."""
    for _round in range(ROUNDS):
        far = 1 + (fit.residuals / bound) ** 2
        aim = fit.layout.totals + fit.residuals * (far - 1)
        moved = fit_weighted(fit.layout, far**-1.5, aim)
        if loss(moved, bound) > loss(fit, bound):
            moved = fit_weighted(fit.layout, far**-0.5)
        still = float(np.max(np.abs(moved.quality - fit.quality))) < SETTLED
        fit = moved
        if still:
            break
    return fit


def loss(fit: Fit, bound: float) -> float:
    """Return what the robust optimum makes smallest."""
    return float(np.sqrt(1 + (fit.residuals / bound) ** 2).sum())


def standardize(layout: Layout) -> Array:
    """Return the mean z of each entry on the scale of all sheets; a reviewer without spread gives zero."""
    seats = len(layout.judges)
    counts = np.bincount(layout.judge, minlength=seats)
    mean = np.bincount(layout.judge, layout.totals, seats) / counts
    away = layout.totals - mean[layout.judge]
    spread = np.sqrt(np.bincount(layout.judge, away**2, seats) / counts)
    flat = spread < 1e-9
    z = away / np.where(flat, 1.0, spread)[layout.judge]
    z[flat[layout.judge]] = 0.0
    size = len(layout.entries)
    average = np.bincount(layout.entry, z, size) / np.bincount(layout.entry, minlength=size)
    return np.asarray(layout.totals.mean() + layout.totals.std() * average)


def adjust(sheets: Sequence[Sheet], *, method: str, places: int) -> dict[str, Decimal]:
    """Return the adjusted score of each entry by ``additive``, ``huber`` or ``z``, half up at `places`."""
    layout = lay_out(sheets)
    if method == "z":
        values = standardize(layout)
    else:
        values = (fit_huber(layout) if method == "huber" else fit_additive(layout)).quality
    return {name: settle_digits(float(value), places) for name, value in zip(layout.entries, values, strict=True)}


def settle_digits(value: float, places: int) -> Decimal:
    """Keep nine decimals, then round half up at `places`."""
    nine = Decimal(value).quantize(Decimal("1e-9"), ROUND_HALF_UP)
    return nine.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) + 0
