"""The assignment as one min-cost flow: reviewers send readers to entries, conditions are nodes on the way.

    reviewer > (entry, institution), at most 1 > (entry, school experts), at most k - e > entry

A flow of whole numbers is a whole assignment, so the solver's optimum is the job's: no rounding, no search. What makes
it fast is that all arcs are handed over as arrays. Min-cost flow: ortools, cost-scaling push-relabel.
"""

from dataclasses import dataclass, replace

import numpy as np
from ortools.graph.python import min_cost_flow

from reviews.methods.assignment_job import WORTH_MAX, Array, AssignmentJob
from reviews.methods.assignment_prune import list_pairs

# Tries to part two experts of one institution, a school expert and an enterprise expert, who met at one entry.
PARTINGS = 20


@dataclass(frozen=True)
class Arcs:
    """Arcs of the network: what leaves where, arrives where, how many may pass, and what each costs."""

    tails: Array
    heads: Array
    capacities: Array
    costs: Array

    @staticmethod
    def join(parts: list["Arcs"]) -> "Arcs":
        """Return all arcs in one."""
        names = ("tails", "heads", "capacities", "costs")
        return Arcs(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


@dataclass(frozen=True)
class Network:
    """The network of a job; arc i of the first ones is pair i. Node 0 is the source, 1 to m are the reviewers."""

    entries: Array
    reviewers: Array
    arcs: Arcs
    entry_nodes: Array
    node_count: int


def build_network(job: AssignmentJob, chosen: Array | None = None) -> Network:
    """Return the network of a job, of the ``chosen`` pairs (n, m) only when given."""
    entries, reviewers = list_pairs(job, chosen)
    n, m = job.worth.shape
    entry_nodes = 1 + m + np.arange(n)
    count = 1 + m + n
    parts: list[Arcs] = []
    heads = entry_nodes[entries]
    if job.enterprise_needs.any():
        school_nodes, arcs, count = add_school_nodes(job, entry_nodes, count)
        heads = np.where(job.enterprise[reviewers], heads, school_nodes[entries])
        parts.append(arcs)
    if job.distinct_units:
        heads, arcs, count = add_unit_nodes(job, entries, reviewers, heads, count)
        parts.append(arcs)
    costs = WORTH_MAX - job.worth[entries, reviewers].astype(np.int64)
    pairs = Arcs(1 + reviewers, heads, np.ones(len(entries), dtype=np.int64), costs)
    return Network(entries, reviewers, Arcs.join([pairs, *parts, load_arcs(job)]), entry_nodes, count)


def add_school_nodes(job: AssignmentJob, entry_nodes: Array, count: int) -> tuple[Array, Arcs, int]:
    """Return the node through which school experts reach each entry; it lets pass what leaves room for the others."""
    bound = np.nonzero(job.enterprise_needs > 0)[0]
    nodes = entry_nodes.copy()
    nodes[bound] = count + np.arange(len(bound))
    room = (job.needs - job.enterprise_needs)[bound]
    arcs = Arcs(nodes[bound], entry_nodes[bound], room, np.zeros(len(bound), dtype=np.int64))
    return nodes, arcs, count + len(bound)


def add_unit_nodes(
    job: AssignmentJob, entries: Array, reviewers: Array, heads: Array, count: int
) -> tuple[Array, Arcs, int]:
    """Lead the pairs of one entry and one institution through a node that lets one pass; others go straight.

    Where an entry needs enterprise experts, an institution's school experts and enterprise experts arrive by different
    ways, so each kind has its node; ``part_twins`` sees to what this lets through.
    """
    _labels, units = np.unique(job.units, return_inverse=True)
    kinds = job.enterprise[reviewers] & (job.enterprise_needs[entries] > 0)
    keys = (entries * (int(units.max(initial=0)) + 1) + units[reviewers]) * 2 + kinds
    _keys, first, group, sizes = np.unique(keys, return_index=True, return_inverse=True, return_counts=True)
    shared = sizes > 1
    nodes = np.full(len(sizes), -1, dtype=np.int64)
    nodes[shared] = count + np.arange(int(shared.sum()))
    arcs = Arcs(
        nodes[shared],
        heads[first[shared]],
        np.ones(int(shared.sum()), dtype=np.int64),
        np.zeros(int(shared.sum()), dtype=np.int64),
    )
    return np.where(shared[group], nodes[group], heads), arcs, count + int(shared.sum())


def load_arcs(job: AssignmentJob) -> Arcs:
    """Return the arcs from the source to the reviewers: one each, or with balance one for each entry, rising in cost.

    Far above the mean load the single arcs end in one wide arc: nobody gets there but where nobody else may.
    """
    m = job.reviewer_count
    if not job.balance:
        return Arcs(np.zeros(m, dtype=np.int64), 1 + np.arange(m), job.caps, np.zeros(m, dtype=np.int64))
    mean = (job.slots + int(job.loads.sum())) // max(m, 1) + 1
    single = np.minimum(job.caps, 3 * mean + 10)
    reviewers = np.repeat(np.arange(m), single)
    step = np.arange(len(reviewers)) - np.repeat(np.cumsum(single) - single, single)
    wide = np.nonzero(job.caps > single)[0]
    return Arcs(
        np.zeros(len(reviewers) + len(wide), dtype=np.int64),
        1 + np.concatenate([reviewers, wide]),
        np.concatenate([np.ones(len(reviewers), dtype=np.int64), (job.caps - single)[wide]]),
        job.balance * np.concatenate([job.loads[reviewers] + step, (job.loads + single)[wide] + 1]),
    )


def solve_flow(job: AssignmentJob, chosen: Array | None = None) -> Array | None:
    """Return the best pairs (p, 2) for a job, sorted, or None when no flow fills every slot.

    Looks at the ``chosen`` pairs (n, m) only when given. Two of one institution may still meet where one is an
    enterprise expert and the other is not: ``solve_parted`` is the function to call.
    """
    if not job.slots:
        return np.empty((0, 2), dtype=np.int64)
    network = build_network(job, chosen)
    flow = min_cost_flow.SimpleMinCostFlow()
    arcs = network.arcs
    ids = flow.add_arcs_with_capacity_and_unit_cost(arcs.tails, arcs.heads, arcs.capacities, arcs.costs)
    flow.set_nodes_supplies(
        np.concatenate([[0], network.entry_nodes]), np.concatenate([[job.slots], -job.needs]).astype(np.int64)
    )
    if flow.solve() != flow.OPTIMAL:
        return None
    taken = flow.flows(ids[: len(network.entries)]) > 0
    return np.column_stack([network.entries[taken], network.reviewers[taken]])


def solve_parted(job: AssignmentJob, chosen: Array | None = None) -> tuple[Array | None, bool]:
    """Return the best pairs of a job, or None, and whether they are proven the best.

    Should a school expert and an enterprise expert of one institution meet at an entry, the one of less worth is kept
    from it and the flow solved again; then the result is good, but no longer proven.
    """
    pairs = solve_flow(job, chosen)
    if pairs is None or not job.distinct_units:
        return pairs, pairs is not None
    for tried in range(PARTINGS):
        twins = find_twins(job, pairs)
        if not len(twins):
            return pairs, tried == 0
        allowed = job.allowed.copy()
        allowed[twins[:, 0], twins[:, 1]] = False
        job = replace(job, allowed=allowed)
        pairs = solve_flow(job, None if chosen is None else chosen & allowed)
        if pairs is None:
            return None, False
    return None, False


def find_twins(job: AssignmentJob, pairs: Array) -> Array:
    """Return of the pairs that share entry and institution all but the one of most worth, (t, 2)."""
    worth = job.worth[pairs[:, 0], pairs[:, 1]]
    order = np.lexsort((pairs[:, 1], -worth, job.units[pairs[:, 1]], pairs[:, 0]))
    ranked = pairs[order]
    units = job.units[ranked[:, 1]]
    again = (ranked[1:, 0] == ranked[:-1, 0]) & (units[1:] == units[:-1])
    return ranked[1:][again]
