"""The assignment's solver against counting: every small job is also solved by trying all there is."""

from dataclasses import replace
from functools import cache
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviews.methods.assignment_check import find_faults
from reviews.methods.assignment_explain import count_helpers, explain
from reviews.methods.assignment_flow import find_twins, solve_flow
from reviews.methods.assignment_gap import bound_plain, plain, worth_of
from reviews.methods.assignment_job import (
    NO_TRACK,
    Assigned,
    AssignmentJob,
    Block,
    Impossible,
    allow,
    choose_anchors,
    hold_anchors,
    make_job,
)
from reviews.methods.assignment_solve import count_loads, solve
from reviews.methods.assignment_worth import match_topics
from tests.reviews.methods.large_job import make_large

pytestmark = pytest.mark.pure
SOUND = {"twice": 0, "conflict": 0, "cap": 0, "need": 0, "unit": 0, "enterprise": 0}


def fits(job: AssignmentJob, entry: int, group: tuple[int, ...]) -> bool:
    """Tell whether these readers together may read an entry, full or in part."""
    units = [job.units[reviewer] for reviewer in group]
    schoolmen = sum(not job.enterprise[reviewer] for reviewer in group)
    return (not job.distinct_units or len(set(units)) == len(units)) and (
        schoolmen <= job.needs[entry] - job.enterprise_needs[entry]
    )


def try_all(job: AssignmentJob) -> tuple[int, int]:
    """Return the most slots that can be filled and the highest worth less load cost of a full assignment (-1: none)."""
    n, m = job.worth.shape

    @cache
    def best(entry: int, left: tuple[int, ...]) -> tuple[int, int]:
        if entry == n:
            return 0, 0
        found = (-1, 0)
        may = [reviewer for reviewer in range(m) if job.allowed[entry, reviewer] and left[reviewer]]
        for size in range(int(job.needs[entry]) + 1):
            for group in combinations(may, size):
                if not fits(job, entry, group):
                    continue
                rest = tuple(left[reviewer] - (reviewer in group) for reviewer in range(m))
                used = [int(job.caps[reviewer]) - left[reviewer] + int(job.loads[reviewer]) for reviewer in group]
                gain = sum(int(job.worth[entry, reviewer]) for reviewer in group) - job.balance * sum(
                    number + 1 for number in used
                )
                slots, value = best(entry + 1, rest)
                found = max(found, (slots + size, value + gain))
        return found

    slots, value = best(0, tuple(int(cap) for cap in job.caps))
    return slots, value if slots == job.slots else -1


def value_of(job: AssignmentJob, pairs: Any) -> int:
    """Return what the solver makes greatest: worth less what the loads cost."""
    loads, after = job.loads, count_loads(job, pairs)
    cost = sum(sum(range(int(a) + 1, int(b) + 1)) for a, b in zip(loads, after, strict=True))
    return worth_of(job, pairs) - job.balance * cost


@st.composite
def small_jobs(draw: Any, *, mixed: bool = False) -> AssignmentJob:
    """Return jobs small enough to try all; institutions send one kind of expert only unless ``mixed``."""
    n, m = draw(st.integers(1, 4)), draw(st.integers(1, 6))
    seed = draw(st.integers(0, 10**6))
    chance = np.random.default_rng(seed)
    units = chance.integers(0, draw(st.integers(1, 5)), m)
    kinds = chance.random(m if mixed else 6) < 0.5
    enterprise = kinds if mixed else kinds[units]
    job = make_job(
        chance.integers(0, 101, (n, m)),
        chance.random((n, m)) < draw(st.sampled_from((0.3, 0.6, 0.9, 1.0))),
        readers=chance.integers(0, 4, n),
        caps=chance.integers(0, 5, m),
        units=units,
        enterprise=enterprise,
        distinct_units=draw(st.booleans()),
        enterprise_minimum=draw(st.integers(0, 2)),
        balance=draw(st.sampled_from((0, 0, 1, 7))),
    )
    return replace(job, loads=chance.integers(0, 3, m)) if draw(st.booleans()) else job


def check_against_all(job: AssignmentJob) -> bool:
    """Hold the solver's answer against trying all; returns whether the job was possible."""
    result = solve(job)
    slots, value = try_all(job)
    if isinstance(result, Impossible):
        assert slots < job.slots
        assert result.missing == job.slots - slots
        check_blocks(job, result)
        return False
    assert slots == job.slots
    assert find_faults(job, result.pairs) == SOUND
    assert result.proven
    assert value_of(job, result.pairs) == value
    assert result.bound_is_reached
    assert result.plain_bound == try_all(plain(job))[1]
    assert 0 <= result.gap <= 1
    return True


def check_blocks(job: AssignmentJob, result: Impossible) -> None:
    """Hold each block against a count by hand: nothing of the network is used."""
    seen: set[int] = set()
    for block in result.blocks:
        assert block.missing > 0
        assert not seen & set(block.entries)
        seen |= set(block.entries)
        assert block.wanted == sum(int(job.needs[entry]) for entry in block.entries)
        assert block.full_slots == sum(int(job.caps[reviewer]) for reviewer in block.full)
        assert block.other_slots == sum(most_from(job, entry, block.full) for entry in block.entries)
        readers = {r for e in block.entries for r in range(job.reviewer_count) if job.allowed[e, r]}
        helpers = {r for r in readers if job.caps[r] or job.loads[r]}
        assert helpers == {*block.full, *block.others}


def most_from(job: AssignmentJob, entry: int, full: tuple[int, ...]) -> int:
    """Return how many readers an entry can get who are not full, by trying every group."""
    may = [r for r in range(job.reviewer_count) if job.allowed[entry, r] and job.caps[r] and r not in full]
    sizes = range(min(int(job.needs[entry]), len(may)), 0, -1)
    return next((size for size in sizes if any(fits(job, entry, group) for group in combinations(may, size))), 0)


@settings(max_examples=120, deadline=None, derandomize=True)
@given(small_jobs())
def test_a_small_job_has_the_optimum_or_the_true_reason(job: AssignmentJob) -> None:
    check_against_all(job)


@pytest.mark.verify
@settings(max_examples=5000, deadline=None, derandomize=True)
@given(small_jobs())
def test_many_small_jobs_have_the_optimum_or_the_true_reason(job: AssignmentJob) -> None:
    check_against_all(job)


@settings(max_examples=80, deadline=None, derandomize=True)
@given(small_jobs(mixed=True))
def test_an_institution_that_sends_both_kinds_still_reads_an_entry_once(job: AssignmentJob) -> None:
    result = solve(job)
    slots, value = try_all(job)
    if isinstance(result, Impossible):
        assert slots < job.slots or not result.blocks
        assert result.missing <= job.slots - slots
        return
    assert slots == job.slots
    assert find_faults(job, result.pairs) == SOUND
    assert value_of(job, result.pairs) <= value
    assert not result.proven or value_of(job, result.pairs) == value


def check_impossible(number: int) -> int:
    """Hold the reasons of this many random jobs against counting; returns how many were impossible."""
    found = 0
    for seed in range(number):
        chance = np.random.default_rng(seed)
        job = make_large(
            int(chance.integers(5, 40)),
            int(chance.integers(4, 14)),
            seed,
            keep=float(chance.choice([0.2, 0.5, 0.8])),
            cap=int(chance.integers(1, 8)),
            distinct_units=bool(chance.integers(0, 2)),
            enterprise_minimum=int(chance.integers(0, 2)),
        )
        result = solve(job)
        if isinstance(result, Impossible):
            found += 1
            assert result.blocks
            check_blocks(job, result)
    return found


def test_the_reasons_of_random_impossible_jobs_hold_by_counting() -> None:
    assert check_impossible(60) >= 50


@pytest.mark.verify
def test_the_reasons_of_a_thousand_impossible_jobs_hold_by_counting() -> None:
    assert check_impossible(1150) >= 1000


@pytest.mark.parametrize("full", [False, True])
def test_a_job_of_middling_size_is_sound_and_looks_at_the_best_candidates_only(full: bool) -> None:
    rules = {"distinct_units": True, "enterprise_minimum": 1, "balance": 2} if full else {}
    job = make_large(700, 100, 5, keep=0.95, cap=30, **rules)
    result = solve(job)
    assert isinstance(result, Assigned)
    assert result.pruned
    assert result.bound_is_reached
    assert find_faults(job, result.pairs) == SOUND
    assert result.plain_bound == worth_of(job, solve_flow(plain(job)))
    assert result.value <= result.plain_bound
    assert full or result.value == result.plain_bound


def test_balance_evens_the_load() -> None:
    spread = [
        count_loads(job, result.pairs).std()
        for balance in (0, 1, 4)
        for job in [make_large(200, 30, 9, keep=0.95, cap=40, balance=balance)]
        for result in [solve(job)]
        if isinstance(result, Assigned)
    ]
    assert len(spread) == 3
    assert spread[0] > spread[1] > spread[2]
    assert spread[2] < 2


def test_candidates_that_do_not_suffice_give_way_to_all_pairs() -> None:
    """One topic: everybody's best sixty are the same, and can take a third of what is wanted."""
    n, m = 600, 180
    worth = np.where(np.arange(m) < 60, 90, 10)[None, :].repeat(n, axis=0)
    job = make_job(worth, np.ones((n, m), dtype=bool), readers=3, caps=10)
    result = solve(job)
    assert isinstance(result, Assigned)
    assert not result.pruned
    assert result.value == 600 * 90 + 1200 * 10
    assert find_faults(job, result.pairs) == SOUND


def test_the_bound_holds_where_the_candidates_hide_the_optimum() -> None:
    job = make_large(300, 20, 3, keep=0.9, cap=50)
    best = worth_of(job, solve_flow(job))
    few = np.zeros_like(job.allowed)
    for entry in range(300):
        few[entry, np.nonzero(job.allowed[entry])[0][:8]] = True
    assert bound_plain(job, few) == (best, True)
    with pytest.raises(ValueError, match="impossible"):
        bound_plain(replace(job, caps=np.zeros_like(job.caps)), None)


def test_a_track_keeps_its_reviewers_and_a_conflict_its_pair() -> None:
    allowed = allow([0, 1, 0], [0, 1, NO_TRACK], [(0, 2)])
    assert allowed.tolist() == [[True, False, False], [False, True, True], [True, False, True]]
    assert allow([0], [NO_TRACK], []).all()


def test_eighty_entries_and_four_reviewers_are_named_with_what_is_missing() -> None:
    """Of 288 entries eighty of one track can be read by four people with twenty places each: 160 slots are missing."""
    tracks = [1 if entry < 80 else 0 for entry in range(288)]
    job = make_job(
        np.full((288, 30), 50),
        allow(tracks, [1 if reviewer < 4 else 0 for reviewer in range(30)], []),
        readers=3,
        caps=[20] * 4 + [30] * 26,
    )
    result = solve(job)
    assert result == Impossible(
        (Block(entries=tuple(range(80)), full=(0, 1, 2, 3), others=(), wanted=240, full_slots=80, other_slots=0),)
    )
    assert result.missing == 160


def test_separate_reasons_stand_apart() -> None:
    allowed = np.ones((6, 4), dtype=bool)
    allowed[0, 1:] = False
    allowed[1, 2:] = False
    result = explain(make_job(np.full((6, 4), 50), allowed, readers=3, caps=6))
    assert result is not None
    assert [(block.entries, block.others, block.missing) for block in result.blocks] == [
        ((0,), (0,), 2),
        ((1,), (0, 1), 1),
    ]
    assert explain(make_job(np.full((2, 3), 50), np.ones((2, 3), dtype=bool), readers=3)) is None


def test_too_few_institutions_are_counted_once_each() -> None:
    job = make_job(
        np.full((1, 4), 50),
        np.ones((1, 4), dtype=bool),
        readers=3,
        units=[7, 7, 7, 8],
        enterprise=[False, False, False, True],
        distinct_units=True,
        enterprise_minimum=1,
    )
    assert count_helpers(job, np.ones(4, dtype=bool)).tolist() == [2]
    result = solve(job)
    assert isinstance(result, Impossible)
    assert result.missing == 1


def test_anchors_are_read_by_all_who_may_and_count_on_caps() -> None:
    allowed = np.ones((10, 5), dtype=bool)
    allowed[0, :2] = False
    job = make_job(np.full((10, 5), 50), allowed, readers=2, caps=6)
    anchors = choose_anchors(job.allowed, [0] * 10, 2)
    assert anchors.tolist() == [1, 2]
    assert choose_anchors(job.allowed, [0] * 6 + [1] * 4, 3).tolist() == [1, 2, 6]
    assert choose_anchors(job.allowed, [0] * 10, 99).tolist() == list(range(10))
    rest, pairs = hold_anchors(job, anchors)
    assert len(pairs) == 10
    assert rest.caps.tolist() == [4] * 5
    result = solve(rest)
    assert isinstance(result, Assigned)
    together = np.concatenate([pairs, result.pairs])
    counts = np.bincount(together[:, 0])
    assert counts.tolist() == [2, 5, 5, 2, 2, 2, 2, 2, 2, 2]
    assert np.bincount(together[:, 1]).max() <= 6


def test_an_anchor_that_too_few_may_read_is_named() -> None:
    allowed = np.ones((3, 3), dtype=bool)
    allowed[1, 1:] = False
    rest, _pairs = hold_anchors(make_job(np.full((3, 3), 50), allowed, readers=2), [1])
    result = solve(rest)
    assert isinstance(result, Impossible)
    assert result.blocks[0].entries == (1,)
    assert result.missing == 1


def test_faults_are_counted() -> None:
    job = make_job(
        np.full((2, 3), 50),
        [[True, False, True], [True, True, True]],
        readers=2,
        caps=1,
        units=[1, 1, 2],
        enterprise=[False, False, True],
        distinct_units=True,
        enterprise_minimum=1,
    )
    pairs = np.array([[0, 0], [0, 1], [1, 2], [1, 2]])
    assert find_faults(job, pairs) == {"twice": 1, "conflict": 1, "cap": 1, "need": 0, "unit": 2, "enterprise": 1}
    assert find_twins(job, pairs[:2]).tolist() == [[0, 1]]


def test_a_job_of_wrong_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="allowed has shape"):
        make_job(np.zeros((2, 2)), np.ones((2, 3), dtype=bool), readers=1)
    with pytest.raises(ValueError, match="worth lies"):
        make_job(np.full((1, 1), 101), np.ones((1, 1), dtype=bool), readers=1)
    with pytest.raises(ValueError, match="0 or more"):
        make_job(np.zeros((1, 1)), np.ones((1, 1), dtype=bool), readers=1, caps=-1)


def test_nothing_to_assign_is_assigned() -> None:
    result = solve(make_job(np.zeros((0, 3)), np.ones((0, 3), dtype=bool), readers=3, balance=1, distinct_units=True))
    assert isinstance(result, Assigned)
    assert result.pairs.shape == (0, 2)
    assert result.gap == 0


def test_the_same_job_gives_the_same_assignment() -> None:
    jobs = [make_large(700, 100, 6, keep=0.95, cap=30, balance=1) for _ in range(2)]
    first, second = (solve(job) for job in jobs)
    assert isinstance(first, Assigned)
    assert isinstance(second, Assigned)
    assert (first.pairs == second.pairs).all()


def test_the_own_field_counts_most_and_nothing_known_more_than_another() -> None:
    worth = match_topics([7, None, 9], [{7}, set(), {8}, {7, 9}])
    assert worth.tolist() == [[100, 40, 10, 100], [40, 40, 40, 40], [10, 40, 10, 100]]
    assert match_topics([], [{1}]).shape == (0, 1)
    assert match_topics([None], []).shape == (1, 0)
