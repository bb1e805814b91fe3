"""Assigning entries to reviewers: CPU seconds and peak memory of each size, each in a process of its own.

Input (seeded, made up): 120 schools of uneven size, a third of the reviewers enterprise experts, own school and 0.3 %
declared conflicts, topics with noise as worth, caps a fifth above the mean load. "plain" keeps conflicts and caps;
"all" also distinct institutions, one enterprise expert for each entry and balance. Each result is held against every
rule by counting. "impossible" asks for the reason where the enterprise experts do not suffice; "repair" lets five
reviewers go.

    python bench/bench_assignment.py [--rounds 3]
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))


@dataclass(frozen=True)
class Case:
    """A size, what binds, and its limits in CPU seconds and megabytes (0: told only)."""

    name: str
    entries: int
    reviewers: int
    full: bool
    seconds: float
    megabytes: int = 0
    share: float = 0.32
    act: str = "solve"


CASES = (
    Case("288 x 30 plain", 288, 30, full=False, seconds=0.1),
    Case("288 x 30 all", 288, 30, full=True, seconds=0.1),
    Case("5,000 x 400 plain", 5000, 400, full=False, seconds=1.5, megabytes=250),
    Case("5,000 x 400 all", 5000, 400, full=True, seconds=5, megabytes=250),
    Case("5,000 x 400 impossible", 5000, 400, full=True, seconds=5, share=0.2, act="explain"),
    Case("5,000 x 400 repair", 5000, 400, full=True, seconds=5, act="repair"),
)


def make_input(case: Case, seed: int = 20) -> Any:
    """Return the job of a case."""
    from reviews.methods.assignment_job import make_job

    chance = np.random.default_rng(seed)
    n, m = case.entries, case.reviewers
    schools = max(6, min(120, m // 3))
    sizes = 1 / np.arange(1, schools + 1) ** 0.6
    sizes /= sizes.sum()
    enterprise = chance.random(m) < case.share
    units = np.where(enterprise, schools + np.arange(m) % 60, chance.choice(schools, m, p=sizes))
    homes = chance.choice(schools, n, p=sizes)
    topics = [chance.dirichlet(np.full(12, 0.3), size) for size in (n, m)]
    topics = [part / np.linalg.norm(part, axis=1)[:, None] for part in topics]
    worth = topics[0] @ topics[1].T * 80 + chance.random((n, m), dtype=np.float32) * 20
    allowed = (homes[:, None] != units[None, :]) & (chance.random((n, m), dtype=np.float32) >= 0.003)
    return make_job(
        np.clip(worth, 1, 100).astype(np.int16),
        allowed,
        readers=3,
        caps=int(n * 3 / m * 1.2),
        units=units,
        enterprise=enterprise,
        distinct_units=case.full,
        enterprise_minimum=1 if case.full else 0,
        balance=2 if case.full else 0,
    )


def run_case(case: Case) -> dict[str, Any]:
    """Do a case once; returns CPU seconds, peak megabytes and what came out."""
    job = make_input(case)
    from reviews.methods.assignment_check import find_faults
    from reviews.methods.assignment_job import Assigned
    from reviews.methods.assignment_repair import Repaired, repair
    from reviews.methods.assignment_solve import solve

    before: Any = solve(job) if case.act == "repair" else None
    if before is not None:
        gone = np.argsort(-np.bincount(before.pairs[:, 1], minlength=case.reviewers))[:5]
        job = replace(job, caps=np.where(np.isin(np.arange(case.reviewers), gone), 0, job.caps))
    start = time.process_time()
    result = solve(job) if before is None else repair(job, before.pairs)
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    said: dict[str, Any] = {"seconds": seconds, "megabytes": peak, "faults": 0}
    if isinstance(result, Repaired):
        pairs = np.concatenate([result.kept, result.added.pairs])
        said |= {"faults": sum(find_faults(job, pairs).values())}
        said["note"] = f"{len(result.freed)} freed, {len(before.pairs) - len(result.kept) - len(result.freed)} moved"
    elif isinstance(result, Assigned):
        said |= {"faults": sum(find_faults(job, result.pairs).values())}
        state = "optimal on " + ("the best candidates" if result.pruned else "all pairs")
        bound = "plain full optimum" if result.bound_is_reached else "bound of the plain full optimum"
        said["note"] = f"{state if result.proven else 'not proven'}, {result.gap:.2%} below the {bound}"
    else:
        said["note"] = f"{len(result.blocks)} block, {result.missing} slots missing"
    return said


def measure(case: Case, rounds: int) -> dict[str, Any]:
    """Do a case ``rounds`` times, each in its own process; returns the median seconds and the highest peak."""
    command = [sys.executable, __file__, "--case", case.name]
    runs = [json.loads(subprocess.run(command, check=True, capture_output=True).stdout) for _ in range(rounds)]
    return {
        **runs[0],
        "seconds": statistics.median(run["seconds"] for run in runs),
        "megabytes": max(run["megabytes"] for run in runs),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--case", default="", help="do this one here and print what was measured")
    options = parser.parse_args()
    if options.case:
        print(json.dumps(run_case(next(case for case in CASES if case.name == options.case))))
        return 0
    failed = 0
    for case in CASES:
        said = measure(case, options.rounds)
        kept = said["seconds"] <= case.seconds and not said["faults"]
        kept = kept and (not case.megabytes or said["megabytes"] <= case.megabytes)
        failed += not kept
        limit = f"limit {case.seconds:g} s" + (f", {case.megabytes} MB" if case.megabytes else "")
        print(
            f"{case.name:24} {said['seconds']:6.3f} CPU s {said['megabytes']:4} MB ({limit}){'' if kept else ' MISSED'}"
            f"; faults {said['faults']}; {said['note']}"
        )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
