"""A random job of any size, as the tests of assignment and of its repair need it."""

from typing import Any

import numpy as np

from reviews.methods.assignment_job import AssignmentJob, make_job


def make_large(n: int, m: int, seed: int, *, keep: float, cap: int, **rules: Any) -> AssignmentJob:
    """Return a job with five institutions of enterprises and ten of schools; ``keep`` is the share of pairs allowed."""
    chance = np.random.default_rng(seed)
    enterprise = chance.random(m) < 0.3
    units = np.where(enterprise, 10 + chance.integers(0, 5, m), chance.integers(0, 10, m))
    return make_job(
        chance.integers(1, 101, (n, m)),
        (chance.integers(0, 10, n)[:, None] != units[None, :]) & (chance.random((n, m)) < keep),
        readers=3,
        caps=cap,
        units=units,
        enterprise=enterprise,
        **rules,
    )
