"""Assignments are repaired: a withdrawal or a new conflict moves nobody else."""

from dataclasses import replace

import numpy as np
import pytest

from reviews.methods.assignment_check import find_faults
from reviews.methods.assignment_gap import worth_of
from reviews.methods.assignment_job import (
    Assigned,
    Impossible,
    hold,
    make_job,
)
from reviews.methods.assignment_repair import Repaired, find_overfull, repair
from reviews.methods.assignment_solve import count_loads, solve
from tests.reviews.methods.large_job import make_large

pytestmark = pytest.mark.pure
SOUND = {"twice": 0, "conflict": 0, "cap": 0, "need": 0, "unit": 0, "enterprise": 0}


def test_a_withdrawal_moves_nobody_else() -> None:
    job = make_large(288, 30, 11, keep=0.97, cap=60, distinct_units=True, enterprise_minimum=1, balance=1)
    before = solve(job)
    assert isinstance(before, Assigned)
    gone = np.argsort(-count_loads(job, before.pairs))[:3]
    now = replace(job, caps=np.where(np.isin(np.arange(30), gone), 0, job.caps))
    result = repair(now, before.pairs)
    assert isinstance(result, Repaired)
    assert {tuple(pair) for pair in result.kept} == {tuple(p) for p in before.pairs if p[1] not in gone}
    assert set(result.freed[:, 1]) <= set(gone)
    assert len(result.added.pairs) == len(result.freed) == len(before.pairs) - len(result.kept)
    assert find_faults(now, np.concatenate([result.kept, result.added.pairs])) == SOUND
    fresh = solve(now)
    assert isinstance(fresh, Assigned)
    assert result.added.value + worth_of(now, result.kept) > 0.97 * fresh.value


def test_a_new_conflict_frees_its_pair_alone() -> None:
    job = make_large(40, 12, 2, keep=0.95, cap=15)
    before = solve(job)
    assert isinstance(before, Assigned)
    entry, reviewer = before.pairs[0]
    allowed = job.allowed.copy()
    allowed[entry, reviewer] = False
    result = repair(replace(job, allowed=allowed), before.pairs)
    assert isinstance(result, Repaired)
    assert result.freed.tolist() == [[entry, reviewer]]
    assert result.added.pairs[:, 0].tolist() == [entry]
    assert result.added.pairs[0, 1] != reviewer


def test_everybody_reads_the_anchors_also_who_comes_later() -> None:
    job = make_job(np.full((6, 4), 50), np.ones((6, 4), dtype=bool), readers=2, caps=[6, 6, 6, 0])
    first = repair(job, anchors=[2])
    assert isinstance(first, Repaired)
    assert [pair for pair in first.new_pairs.tolist() if pair[0] == 2] == [[2, 0], [2, 1], [2, 2]]
    assert len(first.new_pairs) == 3 + 5 * 2
    later = repair(replace(job, caps=np.full(4, 6)), first.new_pairs, anchors=[2])
    assert isinstance(later, Repaired)
    assert later.new_pairs.tolist() == [[2, 3]]
    assert find_overfull(replace(job, caps=np.array([6, 1, 1, 0])), [2, 3]).tolist() == [1, 2]


def test_finished_work_of_a_reviewer_who_left_stands() -> None:
    job = make_job(np.full((2, 4), 50), np.ones((2, 4), dtype=bool), readers=2, caps=[0, 2, 2, 2])
    result = repair(job, np.array([[0, 1], [1, 1]]), fixed=np.array([[0, 0]]))
    assert isinstance(result, Repaired)
    assert len(result.freed) == 0
    assert [pair[0] for pair in result.new_pairs.tolist()] == [1]


def test_a_repair_that_cannot_be_made_says_why() -> None:
    job = make_job(np.full((4, 3), 50), np.ones((4, 3), dtype=bool), readers=3)
    before = solve(job)
    assert isinstance(before, Assigned)
    result = repair(replace(job, caps=np.array([4, 4, 0])), before.pairs)
    assert isinstance(result, Impossible)
    assert result.missing == 4
    assert result.blocks[0].full == ()
    spent = repair(
        replace(job, needs=np.full(4, 2), caps=np.array([4, 2, 0])), before.pairs[before.pairs[:, 1] < 2][:6]
    )
    assert isinstance(spent, Impossible)
    assert spent.blocks[0].full == (1,)


def test_what_stands_already_is_counted() -> None:
    job = make_job(
        np.full((2, 4), 50),
        np.ones((2, 4), dtype=bool),
        readers=2,
        caps=1,
        units=[1, 1, 2, 3],
        enterprise=[False, True, False, True],
        distinct_units=True,
        enterprise_minimum=1,
    )
    left = hold(job, np.array([[0, 0]]))
    assert left.needs.tolist() == [1, 2]
    assert left.enterprise_needs.tolist() == [1, 1]
    assert left.caps.tolist() == [0, 1, 1, 1]
    assert left.loads.tolist() == [1, 0, 0, 0]
    assert left.allowed[0].tolist() == [False, False, True, True]
    result = solve(left)
    assert isinstance(result, Assigned)
    assert result.pairs.tolist() == [[0, 3], [1, 1], [1, 2]]
    assert hold(job, np.empty((0, 2), dtype=np.int64)) is job
