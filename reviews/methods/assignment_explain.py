"""Why a job is impossible: the least cut of its network, told in entries, reviewers and missing slots.

Behind the cut stand the reviewers who are full; what the others can give to an entry is limited by that entry's own
conditions. An entry that would have enough from the others alone blocks nothing. So a block can be checked by counting,
without any network.
"""

import numpy as np
from ortools.graph.python import max_flow

from reviews.methods.assignment_flow import build_network
from reviews.methods.assignment_job import Array, AssignmentJob, Block, Impossible


def explain(job: AssignmentJob) -> Impossible | None:
    """Return why the job is impossible, or None when some flow fills every slot."""
    if not job.slots:
        return None
    network = build_network(job)
    arcs = network.arcs
    sink = network.node_count
    n = job.entry_count
    flow = max_flow.SimpleMaxFlow()
    flow.add_arcs_with_capacity(
        np.concatenate([arcs.tails, network.entry_nodes]),
        np.concatenate([arcs.heads, np.full(n, sink)]),
        np.concatenate([arcs.capacities, job.needs]),
    )
    if flow.solve(0, sink) != flow.OPTIMAL:
        raise ValueError("the network of a job always has a flow")
    if flow.optimal_flow() == job.slots:
        return None
    behind = np.zeros(sink + 1, dtype=bool)
    behind[flow.get_sink_side_min_cut()] = True
    full = behind[1 : 1 + job.reviewer_count] & (job.caps > 0)
    return Impossible(tuple(split_blocks(job, full)))


def count_helpers(job: AssignmentJob, helpers: Array) -> Array:
    """Return how many readers each entry (n) can get from these reviewers (m bool) within its conditions.

    Caps do not count here. From an institution comes one under ``distinct_units`` (one of each kind where an entry
    needs enterprise experts); school experts leave room for the enterprise experts that the entry needs.
    """
    experts = count_apart(job, helpers & job.enterprise)
    schoolmen = count_apart(job, helpers & ~job.enterprise)
    both = count_apart(job, helpers)
    split = np.minimum(schoolmen, job.needs - job.enterprise_needs) + experts
    return np.minimum(job.needs, np.where(job.enterprise_needs > 0, split, both))


def count_apart(job: AssignmentJob, mask: Array) -> Array:
    """Return how many of these reviewers (m bool) may read each entry (n), counting an institution once if it must."""
    columns = np.nonzero(mask)[0]
    may = job.allowed[:, columns]
    if not job.distinct_units:
        return np.asarray(may.sum(axis=1))
    labels, groups = np.unique(job.units[columns], return_inverse=True)
    seen = np.zeros((job.entry_count, len(labels)), dtype=bool)
    for column, group in enumerate(groups):
        seen[:, group] |= may[:, column]
    return np.asarray(seen.sum(axis=1))


def split_blocks(job: AssignmentJob, full: Array) -> list[Block]:
    """Return the blocks behind a cut whose full reviewers (m bool) are known, the largest lack first.

    Entries that share a full reviewer stand in one block. Of those that share none, each stands with the others who
    lack for the same reason: the same reviewers may read them. Who holds so much already that nothing is left is named
    among the full ones, with no slot to give.
    """
    spent = (job.caps == 0) & (job.loads > 0)
    open_to = (job.caps > 0) & ~full
    given = count_helpers(job, open_to)
    short = np.nonzero(given < job.needs)[0]
    touch = job.allowed[short] & full[None, :]
    blocks = []
    for rows in group_rows(touch, job.allowed[short] & open_to[None, :]):
        entries = short[rows]
        holders = np.nonzero(job.allowed[entries].any(axis=0) & (full | spent))[0]
        others = np.nonzero(job.allowed[entries].any(axis=0) & open_to)[0]
        blocks.append(
            Block(
                entries=tuple(entries.tolist()),
                full=tuple(holders.tolist()),
                others=tuple(others.tolist()),
                wanted=int(job.needs[entries].sum()),
                full_slots=int(job.caps[holders].sum()),
                other_slots=int(given[entries].sum()),
            )
        )
    return sorted(blocks, key=lambda block: (-block.missing, block.entries))


def group_rows(touch: Array, others: Array) -> list[Array]:
    """Return groups of rows joined over a common column of ``touch``; rows without any stand by equal ``others``."""
    groups: list[Array] = []
    left = touch.any(axis=1)
    alone = np.nonzero(~left)[0]
    while left.any():
        columns: Array = touch[int(np.argmax(left))].copy()
        rows = np.zeros_like(left)
        while True:
            wider = np.asarray(left & touch[:, columns].any(axis=1))
            if (wider == rows).all():
                break
            rows = wider
            columns = np.asarray(touch[rows].any(axis=0))
        groups.append(np.nonzero(rows)[0])
        left &= ~rows
    if len(alone):
        _patterns, labels = np.unique(np.packbits(others[alone], axis=1), axis=0, return_inverse=True)
        labels = labels.ravel()
        groups.extend(alone[labels == label] for label in range(int(labels.max()) + 1))
    return groups
