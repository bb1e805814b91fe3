"""Fill the open slots of a round without moving anybody: the first draft, and the repair after a withdrawal."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reviews.methods.assignment_job import Array, Assigned, AssignmentJob, Impossible, hold, hold_anchors
from reviews.methods.assignment_solve import solve

NO_PAIRS: Array = np.empty((0, 2), dtype=np.int64)


@dataclass(frozen=True)
class Repaired:
    """What fills the open slots: ``kept`` (p, 2) stand as they were, ``freed`` end, ``added`` and ``anchored`` are new.

    ``anchored`` (a, 2) are new readers of anchor entries; they were not chosen, everybody reads those.
    """

    kept: Array
    freed: Array
    added: Assigned
    anchored: Array

    @property
    def new_pairs(self) -> Array:
        """All new pairs (p, 2), sorted."""
        pairs = np.concatenate([self.added.pairs, self.anchored])
        return pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]


def split_standing(job: AssignmentJob, pairs: Array) -> tuple[Array, Array]:
    """Return the pairs (p, 2) that may stand and those that may not any more: conflict, or reviewer gone (cap 0)."""
    stands = job.allowed[pairs[:, 0], pairs[:, 1]] & (job.caps[pairs[:, 1]] > 0)
    return pairs[stands], pairs[~stands]


def find_overfull(job: AssignmentJob, anchors: Sequence[int] | Array) -> Array:
    """Return the reviewers whose limit the anchor entries alone would pass."""
    _rest, everybody = hold_anchors(job, anchors)
    return np.nonzero(np.bincount(everybody[:, 1], minlength=job.reviewer_count) > job.caps)[0]


def repair(
    job: AssignmentJob,
    pairs: Array = NO_PAIRS,
    *,
    fixed: Array = NO_PAIRS,
    anchors: Sequence[int] | Array = (),
) -> Repaired | Impossible:
    """Return how the open slots of a job are filled, or what blocks that.

    ``job`` is the whole job as it is now: withdrawn reviewers with cap 0, new conflicts not allowed. ``pairs`` are the
    assignment so far, extra readers included; a cap that shrank does not take away what is held. ``fixed`` are pairs
    that stand whatever happens: the finished work of a reviewer who left. ``anchors`` are read by all who may.
    """
    kept, freed = split_standing(job, pairs)
    rest, everybody = hold_anchors(job, anchors)
    common = np.zeros(job.entry_count, dtype=bool)
    common[np.asarray(anchors, dtype=np.int64)] = True
    held = np.concatenate([kept[~common[kept[:, 0]]], fixed])
    added = solve(hold(rest, held))
    if isinstance(added, Impossible):
        return added
    known = {(int(entry), int(reviewer)) for entry, reviewer in kept}
    new = [pair for pair in everybody.tolist() if tuple(pair) not in known]
    anchored = np.array(new, dtype=np.int64) if new else NO_PAIRS
    return Repaired(kept=kept, freed=freed, added=added, anchored=anchored)
