"""What is to be assigned, as plain data: entries that need readers, reviewers who can read, and who may not read what.

Entries and reviewers are rows and columns, counted from 0; the caller keeps which record stands where.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
WORTH_MAX = 100
NO_TRACK = -1


@dataclass(frozen=True)
class AssignmentJob:
    """One job: n entries, m reviewers.

    ``worth`` (n, m) int 0 to 100 says how well a reviewer fits an entry; ``allowed`` (n, m) bool is False for a
    conflict or another track; ``needs`` (n) readers still wanted per entry; ``enterprise_needs`` (n) of these that
    must be enterprise experts; ``caps`` (m) entries a reviewer can still take; ``loads`` (m) entries already held, from
    which balance counts on; ``units`` (m) the reviewer's institution; ``enterprise`` (m) bool. ``balance`` is how many
    points of worth a further entry costs for each one that the reviewer has already (0: load does not count).
    """

    worth: Array
    allowed: Array
    needs: Array
    caps: Array
    units: Array
    enterprise: Array
    enterprise_needs: Array
    loads: Array
    distinct_units: bool = False
    balance: int = 0

    def __post_init__(self) -> None:
        n, m = self.worth.shape
        shapes = {
            "allowed": (n, m),
            "needs": (n,),
            "enterprise_needs": (n,),
            "caps": (m,),
            "units": (m,),
            "enterprise": (m,),
            "loads": (m,),
        }
        for name, shape in shapes.items():
            if getattr(self, name).shape != shape:
                raise ValueError(f"{name} has shape {getattr(self, name).shape}, wanted {shape}")
        if self.worth.size and (int(self.worth.min()) < 0 or int(self.worth.max()) > WORTH_MAX):
            raise ValueError(f"worth lies between 0 and {WORTH_MAX}")
        if (self.needs < 0).any() or (self.caps < 0).any() or (self.enterprise_needs > self.needs).any():
            raise ValueError("needs and caps are 0 or more, and no entry needs more enterprise experts than readers")

    @property
    def entry_count(self) -> int:
        """Number of entries."""
        return int(self.worth.shape[0])

    @property
    def reviewer_count(self) -> int:
        """Number of reviewers."""
        return int(self.worth.shape[1])

    @property
    def slots(self) -> int:
        """Pairs to be found."""
        return int(self.needs.sum())

    @property
    def is_plain(self) -> bool:
        """True when nothing but conflicts and caps binds, and load does not count."""
        return not (self.distinct_units or self.balance or self.enterprise_needs.any())


@dataclass(frozen=True)
class Assigned:
    """A full assignment of a job.

    ``pairs`` (p, 2) entry and reviewer, sorted; ``value`` the sum of their worth; ``plain_bound`` what no assignment
    could pass that keeps only conflicts and caps (the plain full optimum when ``bound_is_reached``); ``pruned`` whether
    only the best candidates of each entry were looked at; ``proven`` whether the value less the balance cost is proven
    the best on what was looked at.
    """

    pairs: Array
    value: int
    plain_bound: int
    bound_is_reached: bool
    pruned: bool
    proven: bool

    @property
    def gap(self) -> float:
        """Share of the plain full optimum that the side constraints cost, 0 to 1."""
        return (self.plain_bound - self.value) / self.plain_bound if self.plain_bound else 0.0


@dataclass(frozen=True)
class Block:
    """Why a job is impossible: these entries want more than anybody can give.

    The entries want ``wanted`` readers. ``full`` are reviewers who could read some of them but can take only
    ``full_slots`` more altogether, perhaps none; ``others`` are the rest who may read some of them, whose help is
    limited by the entries' own conditions to ``other_slots`` (one from an institution, so many from schools).
    ``missing`` slots stay open, whatever is done.
    """

    entries: tuple[int, ...]
    full: tuple[int, ...]
    others: tuple[int, ...]
    wanted: int
    full_slots: int
    other_slots: int

    @property
    def missing(self) -> int:
        """Slots that nobody can fill."""
        return self.wanted - self.full_slots - self.other_slots


@dataclass(frozen=True)
class Impossible:
    """No assignment fills every slot; the blocks say why. ``missing`` is their sum.

    ``blocks`` is empty only when an institution that sends schoolmen and enterprise experts alike is to blame: then the
    job is not proven impossible, no assignment was found.
    """

    blocks: tuple[Block, ...] = field(default=())

    @property
    def missing(self) -> int:
        """Slots that nobody can fill."""
        return sum(block.missing for block in self.blocks)


def allow(
    entry_tracks: Sequence[int], reviewer_tracks: Sequence[int], conflicts: Iterable[tuple[int, int]] | Array
) -> Array:
    """Return who may read what, (n, m) bool: the reviewer's track is the entry's or ``NO_TRACK``, and no conflict.

    ``conflicts`` are pairs (entry, reviewer).
    """
    entries, reviewers = np.asarray(entry_tracks, dtype=np.int64), np.asarray(reviewer_tracks, dtype=np.int64)
    allowed = (reviewers[None, :] == NO_TRACK) | (reviewers[None, :] == entries[:, None])
    pairs = conflicts if isinstance(conflicts, np.ndarray) else np.array(list(conflicts), dtype=np.int64)
    if len(pairs):
        allowed[pairs[:, 0], pairs[:, 1]] = False
    return allowed


def make_job(
    worth: Any,
    allowed: Any,
    *,
    readers: int | Sequence[int] | Array,
    caps: Sequence[int] | Array | int | None = None,
    units: Sequence[int] | Array | None = None,
    enterprise: Sequence[bool] | Array | None = None,
    distinct_units: bool = False,
    enterprise_minimum: int = 0,
    balance: int = 0,
) -> AssignmentJob:
    """Return a job from what is given; ``caps`` None means no limit, ``units`` None one institution each."""
    values = np.asarray(worth, dtype=np.int16)
    n, m = values.shape
    needs = np.broadcast_to(np.asarray(readers, dtype=np.int64), (n,)).copy()
    most = n if caps is None else caps
    return AssignmentJob(
        worth=values,
        allowed=np.asarray(allowed, dtype=bool),
        needs=needs,
        caps=np.broadcast_to(np.asarray(most, dtype=np.int64), (m,)).copy(),
        units=np.arange(m) if units is None else np.asarray(units, dtype=np.int64),
        enterprise=np.zeros(m, dtype=bool) if enterprise is None else np.asarray(enterprise, dtype=bool),
        enterprise_needs=np.minimum(needs, enterprise_minimum),
        loads=np.zeros(m, dtype=np.int64),
        distinct_units=distinct_units,
        balance=balance,
    )


def hold(job: AssignmentJob, pairs: Array) -> AssignmentJob:
    """Return what is left of a job when these pairs (p, 2) stand already.

    Their entries need fewer, their reviewers can take fewer, nobody reads an entry twice, and under ``distinct_units``
    nobody else from the same institution. What an entry's standing readers lack in enterprise experts must come from
    the open slots, as far as there are any. A cap or need that the standing pairs pass counts as 0.
    """
    if not len(pairs):
        return job
    n, m = job.worth.shape
    taken = np.zeros((n, m), dtype=bool)
    taken[pairs[:, 0], pairs[:, 1]] = True
    allowed = job.allowed & ~taken
    if job.distinct_units:
        labels, unit_of = np.unique(job.units, return_inverse=True)
        closed = np.zeros((n, len(labels)), dtype=bool)
        closed[pairs[:, 0], unit_of[pairs[:, 1]]] = True
        allowed &= ~closed[:, unit_of]
    held = taken.sum(axis=1)
    experts = (taken & job.enterprise[None, :]).sum(axis=1)
    loads = taken.sum(axis=0)
    needs = np.maximum(job.needs - held, 0)
    return replace(
        job,
        allowed=allowed,
        needs=needs,
        enterprise_needs=np.minimum(np.maximum(job.enterprise_needs - experts, 0), needs),
        caps=np.maximum(job.caps - loads, 0),
        loads=job.loads + loads,
    )


def hold_anchors(job: AssignmentJob, anchors: Sequence[int] | Array) -> tuple[AssignmentJob, Array]:
    """Let everybody who may read an anchor entry read it; returns the rest of the job and those pairs.

    Conditions on institutions and enterprise experts do not bind an anchor: everybody is there.
    """
    rows = np.asarray(anchors, dtype=np.int64)
    if not len(rows):
        return job, np.empty((0, 2), dtype=np.int64)
    mask = np.zeros(job.entry_count, dtype=bool)
    mask[rows] = True
    entries, reviewers = np.nonzero(job.allowed & mask[:, None] & (job.caps > 0)[None, :])
    pairs = np.column_stack([entries, reviewers])
    loads = np.bincount(reviewers, minlength=job.reviewer_count)
    found = np.bincount(entries, minlength=job.entry_count)
    allowed = job.allowed & ~mask[:, None]
    # An anchor that too few may read keeps what it lacks, so that the job says so; nobody is left who could.
    needs = np.where(mask, np.maximum(job.needs - found, 0), job.needs)
    rest = replace(
        job,
        allowed=allowed,
        needs=needs,
        enterprise_needs=np.where(mask, 0, job.enterprise_needs),
        caps=np.maximum(job.caps - loads, 0),
        loads=job.loads + loads,
    )
    return rest, pairs


def choose_anchors(allowed: Array, tracks: Sequence[int], number: int) -> Array:
    """Return ``number`` entries to be read by all, or all when there are fewer; the tracks take turns.

    In each track those come first that the most reviewers may read; among equals the first row.
    """
    order = np.argsort(-allowed.sum(axis=1), kind="stable")
    groups = np.asarray(tracks, dtype=np.int64)[order]
    turn = np.zeros(len(order), dtype=np.int64)
    for group in np.unique(groups):
        turn[groups == group] = np.arange(int((groups == group).sum()))
    return np.sort(order[np.argsort(turn, kind="stable")[:number]])
