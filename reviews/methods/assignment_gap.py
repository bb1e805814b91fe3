"""How far an assignment lies from the plain full optimum: the best that keeps only conflicts and caps.

The bound comes from prices: let a place with reviewer r cost p(r); then no assignment is worth more than all places at
their price plus, for each entry, its best readers after the price (Lagrange). Prices read off the optimum over the
candidates reach it; where they do not, the pairs that would improve are added and it is solved again.
"""

from dataclasses import replace

import numpy as np

from reviews.methods.assignment_flow import solve_flow
from reviews.methods.assignment_job import WORTH_MAX, Array, AssignmentJob

ROUNDS = 4


def plain(job: AssignmentJob) -> AssignmentJob:
    """Return the job without its conditions on institutions, enterprise experts and load."""
    return replace(job, distinct_units=False, enterprise_needs=np.zeros_like(job.enterprise_needs), balance=0)


def worth_of(job: AssignmentJob, pairs: Array) -> int:
    """Return the sum of worth of pairs (p, 2)."""
    return int(job.worth[pairs[:, 0], pairs[:, 1]].sum(dtype=np.int64))


def bound_plain(job: AssignmentJob, chosen: Array | None, pairs: Array | None = None) -> tuple[int, bool]:
    """Return what no assignment that keeps conflicts and caps can pass, and whether one reaches it.

    ``chosen`` (n, m) are the candidates to begin with, None for all; ``pairs`` the plain optimum over them where it is
    known. The job must be possible.
    """
    job = plain(job)
    looked = chosen
    best = 0
    for _round in range(ROUNDS):
        found = solve_flow(job, looked) if pairs is None else pairs
        pairs = None
        if found is None:  # the candidates alone cannot fill it: look at all
            looked = None
            found = solve_flow(job)
        if found is None:
            raise ValueError("an impossible job has no optimum")
        value = worth_of(job, found)
        if looked is None:
            return value, True
        prices, settled = find_prices(job, found)
        bound = bound_by_prices(job, prices)
        best = bound if best == 0 else min(best, bound)
        if value == best:
            return value, True
        if settled:
            return best, False
        looked = looked | find_better(job, found, prices)
    return best, False


def find_prices(job: AssignmentJob, pairs: Array) -> tuple[Array, bool]:
    """Return a price for a place with each reviewer (m), and whether the prices support the pairs over all that may be.

    The price of a reviewer with room is 0; that of a full one is what an entry would lose that had to move on, along
    the cheapest chain of moves to one with room. A chain that gains, one that never ends, means the pairs are not the
    best: the prices are then not settled, and still good for a bound.
    """
    m = job.reviewer_count
    loads = np.bincount(pairs[:, 1], minlength=m)
    free = loads < job.caps
    moves = find_moves(job, pairs)
    prices = np.where(free, 0, (WORTH_MAX + 1) * (m + 1)).astype(np.int64)
    for _step in range(m + 1):
        lower = np.minimum(prices, (moves + prices[None, :]).min(axis=1, initial=np.iinfo(np.int64).max // 4))
        if (lower[free] < 0).any():
            break
        if (lower == prices).all():
            return prices, True
        prices = lower
    return np.maximum(prices, 0), False


def find_moves(job: AssignmentJob, pairs: Array) -> Array:
    """Return the least loss (m, m) when some entry of the row's reviewer moves to the column's; far is impossible."""
    m = job.reviewer_count
    far = np.int64(1) << 40
    moves = np.full((m, m), far, dtype=np.int64)
    may = job.allowed.copy()
    may[pairs[:, 0], pairs[:, 1]] = False
    order = np.argsort(pairs[:, 1], kind="stable")
    starts = np.searchsorted(pairs[order, 1], np.arange(m + 1))
    for reviewer in range(m):
        rows = pairs[order[starts[reviewer] : starts[reviewer + 1]], 0]
        if len(rows):
            losses = job.worth[rows, reviewer][:, None].astype(np.int64) - job.worth[rows]
            moves[reviewer] = np.where(may[rows], losses, far).min(axis=0)
    moves[:, job.caps == 0] = far
    return moves


def bound_by_prices(job: AssignmentJob, prices: Array) -> int:
    """Return the bound that prices (m), 0 or more, give: valid whatever they are."""
    dear = np.int64(1) << 40
    total = int((job.caps * prices).sum())
    most = max(1, int(job.needs.max(initial=0)))
    for rows in np.array_split(np.arange(job.entry_count), max(1, job.entry_count // 500)):
        left = np.where(job.allowed[rows] & (job.caps > 0), job.worth[rows] - prices[None, :], -dear)
        if most < left.shape[1]:
            left = np.partition(left, -most, axis=1)[:, -most:]
        best = -np.sort(-left, axis=1)
        wanted = np.arange(best.shape[1])[None, :] < job.needs[rows][:, None]
        total += int(np.where(wanted, best, 0).sum())
    return total


def find_better(job: AssignmentJob, pairs: Array, prices: Array) -> Array:
    """Return the pairs (n, m) bool that at these prices are worth more to an entry than its least one."""
    least = np.full(job.entry_count, np.iinfo(np.int64).max)
    np.minimum.at(least, pairs[:, 0], job.worth[pairs[:, 0], pairs[:, 1]] - prices[pairs[:, 1]])
    better: Array = job.allowed & (job.worth - prices[None, :] > least[:, None])
    return better
