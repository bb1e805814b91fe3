"""Hold an assignment against the rules of its job, without any network."""

import numpy as np

from reviews.methods.assignment_flow import find_twins
from reviews.methods.assignment_job import Array, AssignmentJob


def find_faults(job: AssignmentJob, pairs: Array) -> dict[str, int]:
    """Return how often pairs (p, 2) break each rule of a job; all 0 for a sound assignment.

    ``twice`` the same pair again; ``conflict`` not allowed; ``cap`` places over a limit; ``need`` entries with another
    number of readers than wanted; ``unit`` second readers of one institution; ``enterprise`` entries with too few
    enterprise experts.
    """
    n, m = job.worth.shape
    entries, reviewers = pairs[:, 0], pairs[:, 1]
    experts = np.bincount(entries[job.enterprise[reviewers]], minlength=n)
    return {
        "twice": len(pairs) - len(np.unique(pairs, axis=0)),
        "conflict": int((~job.allowed[entries, reviewers]).sum()),
        "cap": int(np.maximum(np.bincount(reviewers, minlength=m) - job.caps, 0).sum()),
        "need": int((np.bincount(entries, minlength=n) != job.needs).sum()),
        "unit": len(find_twins(job, pairs)) if job.distinct_units else 0,
        "enterprise": int((experts < job.enterprise_needs).sum()),
    }
