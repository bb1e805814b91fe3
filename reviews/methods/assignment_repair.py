"""Repair after a withdrawal or a new conflict: only freed slots are filled again, no untouched pair moves."""

from dataclasses import dataclass

from reviews.methods.assignment_job import Array, Assigned, AssignmentJob, Impossible, hold
from reviews.methods.assignment_solve import solve


@dataclass(frozen=True)
class Repaired:
    """What a repair does: ``kept`` (p, 2) stand as they were, ``freed`` end, ``added`` are new."""

    kept: Array
    freed: Array
    added: Assigned


def split_standing(job: AssignmentJob, pairs: Array) -> tuple[Array, Array]:
    """Return the pairs (p, 2) that may stand and those that may not any more: conflict, or reviewer gone (cap 0)."""
    stands = job.allowed[pairs[:, 0], pairs[:, 1]] & (job.caps[pairs[:, 1]] > 0)
    return pairs[stands], pairs[~stands]


def repair(job: AssignmentJob, pairs: Array) -> Repaired | Impossible:
    """Return how the freed slots of a job are filled, or what blocks that.

    ``job`` is the whole job as it is now: withdrawn reviewers with cap 0, new conflicts not allowed. ``pairs`` are the
    assignment so far, extra readers included; a cap that shrank does not take away what is held.
    """
    kept, freed = split_standing(job, pairs)
    added = solve(hold(job, kept))
    return added if isinstance(added, Impossible) else Repaired(kept=kept, freed=freed, added=added)
