"""Look only at each entry's best reviewers: a tenth of the pairs, and nearly always the same optimum."""

import numpy as np

from reviews.methods.assignment_job import Array, AssignmentJob

CANDIDATES = 60
EXPERT_CANDIDATES = 12
# Jobs of so many pairs are looked at whole: nothing would be won.
WHOLE = 60_000
SEED = 2020


def list_pairs(job: AssignmentJob, chosen: Array | None = None) -> tuple[Array, Array]:
    """Return entries and reviewers of the pairs that may be, sorted by entry; of ``chosen`` (n, m) bool only."""
    mask = job.allowed if chosen is None else chosen
    entries, reviewers = np.nonzero(mask & (job.needs > 0)[:, None] & (job.caps > 0)[None, :])
    return entries, reviewers


def choose_candidates(job: AssignmentJob) -> Array | None:
    """Return the pairs worth looking at, (n, m) bool, or None when the job is small enough to be looked at whole.

    Each entry keeps its best reviewers by worth and, where it needs enterprise experts, some of the best of these.
    Equals are parted by a fixed lot, another for each entry: else all entries of a topic would keep the same people.
    """
    n, m = job.worth.shape
    if n * m <= WHOLE or m <= CANDIDATES:
        return None
    lot = np.random.default_rng(SEED).random((n, m), dtype=np.float32)
    lot += job.worth
    lot[~job.allowed] = -1
    lot[:, job.caps == 0] = -1
    chosen = np.zeros((n, m), dtype=bool)
    mark_best(chosen, lot, CANDIDATES)
    experts = np.nonzero(job.enterprise)[0]
    if job.enterprise_needs.any() and len(experts):
        part = chosen[:, experts]
        mark_best(part, lot[:, experts], min(EXPERT_CANDIDATES, len(experts)))
        chosen[:, experts] = part
    return chosen & job.allowed


def mark_best(chosen: Array, lot: Array, number: int) -> None:
    """Mark the ``number`` highest of each row."""
    best = np.argpartition(lot, -number, axis=1)[:, -number:]
    np.put_along_axis(chosen, best, values=True, axis=1)
