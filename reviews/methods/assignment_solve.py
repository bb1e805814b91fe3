"""Solve a job: the best assignment with its gap, or why there is none."""

import numpy as np

from reviews.methods.assignment_explain import explain
from reviews.methods.assignment_flow import solve_parted
from reviews.methods.assignment_gap import bound_plain, worth_of
from reviews.methods.assignment_job import Array, Assigned, AssignmentJob, Impossible
from reviews.methods.assignment_prune import choose_candidates


def solve(job: AssignmentJob) -> Assigned | Impossible:
    """Return the best assignment of a job, or what blocks it; never one that leaves a slot open.

    Large jobs are solved over each entry's best candidates; what these cannot fill is solved over all pairs.
    """
    chosen = choose_candidates(job)
    pairs, proven = solve_parted(job, chosen)
    if pairs is None:
        blocked = explain(job)
        if blocked is not None:
            return blocked
    if pairs is None and chosen is not None:
        chosen = None
        pairs, proven = solve_parted(job)
    if pairs is None:
        return Impossible()
    bound, reached = bound_plain(job, chosen, pairs if job.is_plain else None)
    return Assigned(
        pairs=pairs,
        value=worth_of(job, pairs),
        plain_bound=bound,
        bound_is_reached=reached,
        pruned=chosen is not None,
        proven=proven,
    )


def count_loads(job: AssignmentJob, pairs: Array) -> Array:
    """Return how many entries each reviewer (m) has with these pairs, those held before included."""
    return np.asarray(job.loads + np.bincount(pairs[:, 1], minlength=job.reviewer_count))
