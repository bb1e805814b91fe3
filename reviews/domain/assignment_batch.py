"""Draft, publish and undo batches of assignments.

A draft fills what is open and moves nobody: the first fills the whole round, a later one what a withdrawal, a conflict
or a new entry left open. Nothing reaches a reviewer before the batch is published.
"""

from collections import Counter
from typing import Any

import numpy as np
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from office.actor import Actor, pack_actor, unpack_actor
from office.domain.audit import record_act
from office.domain.job import JobRun, handles, request_job
from office.domain.record import change_record, create_record
from office.domain.transition import advance, refuse_act
from office.models import Job
from office.workflow import Refusal, list_words, refuse_unless
from reviews.domain.assignment import Cause, check_assignable, free_pairs, name_faults, tell_reviewer
from reviews.domain.assignment_words import explain_impossible
from reviews.domain.conflict import refresh_conflicts
from reviews.enums import AssignmentState
from reviews.methods.assignment_job import WORTH_MAX, Array, Impossible, choose_anchors
from reviews.methods.assignment_repair import Repaired, find_overfull, repair
from reviews.methods.assignment_solve import count_loads
from reviews.models import Assignment, AssignmentBatch, PanelMember, Round, RoundEntry
from reviews.queries.assignment import RoundData, drafted_pairs, open_draft, read_round, sheets_of
from reviews.workflow import BATCH

JOB_KIND = "reviews.draft_batch"
# Pairs of entry and reviewer from which a draft is made by a worker: below, the page waits less than a second.
LARGE = 150_000
BALANCES = (0, 1, 2, 4)
ROWS_AT_ONCE = 1000


def draft_batch(round_: Round, *, actor: Actor, balance: int = 1, run: JobRun | None = None) -> AssignmentBatch:
    """Draft the assignments that fill a round's open slots; an earlier draft of the round is discarded.

    ``balance`` is how many points of match (0 to 100) an even load is worth for each entry more. Raises ``Refusal``
    that names the blocking entries and reviewers when the slots cannot all be filled.
    """
    check_assignable(round_)
    refresh_conflicts(round_.call)
    data = read_round(round_, balance=balance)
    refuse_unless(bool(data.entries), _("Nothing has gone into this round yet."))
    refuse_unless(any(line.sits for line in data.members), _("No expert of the panel has accepted yet."))
    if run:
        run.report("assign", 20)
    anchors = pick_anchors(data)
    result = fill_slots(data, anchors)
    if run:
        run.report("write", 80)
    with transaction.atomic():
        earlier = open_draft(round_)
        if earlier is not None:
            discard_batch(earlier, actor=actor)
        return store_draft(data, result, anchors, actor=actor, balance=balance)


def pick_anchors(data: RoundData) -> Array:
    """Return the rows of the entries that all review: those marked; on the first draft as many as the round asks."""
    marked = np.array([line.is_anchor for line in data.entries], dtype=bool)
    lack = data.round.anchors - int(marked.sum())
    if lack <= 0 or len(data.held):
        return np.nonzero(marked)[0]
    tracks = [line.track or 0 for line in data.entries]
    sitting = data.job.allowed & ~marked[:, None] & (data.job.caps > 0)[None, :]
    free = np.nonzero(~marked)[0]
    chosen = free[choose_anchors(sitting[free], [tracks[row] for row in free], lack)]
    return np.sort(np.concatenate([np.nonzero(marked)[0], chosen]))


def fill_slots(data: RoundData, anchors: Array) -> Repaired:
    """Return what fills the open slots; raises ``Refusal`` in words when something blocks it."""
    overfull = find_overfull(data.job, anchors)
    refuse_unless(
        not len(overfull),
        _("The entries that all review pass the limit of %(names)s.")
        % {"names": list_words(data.members[column].name for column in overfull[:5])},
    )
    # Finished work of who left stands.
    fixed = data.stands & (data.job.caps[data.held[:, 1]] == 0)
    result = repair(data.job, data.held[~fixed], fixed=data.held[fixed], anchors=anchors)
    if isinstance(result, Impossible):
        raise Refusal(explain_impossible(data, result))
    refuse_unless(
        bool(len(result.new_pairs) or len(result.freed) or data.strays),
        _("Every entry of “%(round)s” has its reviewers: there is nothing to assign.") % {"round": data.round},
    )
    return result


def store_draft(data: RoundData, result: Repaired, anchors: Array, *, actor: Actor, balance: int) -> AssignmentBatch:
    """Write a draft with its pairs, what it would free, and what the solver found."""
    last = AssignmentBatch.objects.filter(round=data.round).aggregate(last=Max("number"))["last"] or 0
    round_ = data.round
    batch = AssignmentBatch(
        round=round_,
        number=last + 1,
        parameters={
            "balance": balance,
            "readers": round_.readers,
            "load_limit": round_.load_limit,
            "distinct_units": round_.distinct_units,
            "enterprise_minimum": round_.enterprise_minimum,
            "anchors": len(anchors),
            "entries": len(data.entries),
            "members": sum(line.sits for line in data.members),
        },
        outcome=describe(data, result, anchors),
    )
    create_record(batch, actor=actor)
    Assignment.objects.bulk_create(
        [make_pair(batch, data, entry, member) for entry, member in result.new_pairs.tolist()],
        batch_size=ROWS_AT_ONCE,
    )
    return batch


def make_pair(batch: AssignmentBatch, data: RoundData, row: int, column: int) -> Assignment:
    """Return the unsaved row of a pair, both schools stamped."""
    return Assignment(
        batch=batch,
        entry_id=data.entries[row].key,
        member_id=data.members[column].key,
        entry_school=data.entries[row].school,
        reviewer_school=data.members[column].school,
        worth=int(data.job.worth[row, column]),
    )


def describe(data: RoundData, result: Repaired, anchors: Array) -> dict[str, Any]:
    """Return what the solver found, as plain data: the optimum, its gap, loads, what would end and why."""
    new = result.new_pairs
    loads = count_loads(data.job, np.concatenate([result.kept, new]))
    sitting = np.array([line.sits for line in data.members], dtype=bool)
    held = loads[sitting]
    return {
        "pairs": len(new),
        "kept": len(result.kept),
        "value": result.added.value,
        "bound": result.added.plain_bound,
        "bound_is_reached": result.added.bound_is_reached,
        "gap": f"{result.added.gap * 100:.2f}",
        "proven": result.added.proven,
        "pruned": result.added.pruned,
        "matched": int((data.job.worth[new[:, 0], new[:, 1]] == WORTH_MAX).sum()),
        "least": int(held.min()) if len(held) else 0,
        "most": int(held.max()) if len(held) else 0,
        "anchors": [data.entries[row].key for row in anchors.tolist()],
        "freed": list_freed(data),
        "fingerprint": data.fingerprint,
    }


def list_freed(data: RoundData) -> list[list[Any]]:
    """Return the assignments in force that end with this batch: key and cause (conflict, withdrawn, entry)."""
    conflict = ~data.job.allowed[data.held[:, 0], data.held[:, 1]]
    freed = [[int(key), Cause.CONFLICT] for key in data.held_keys[conflict]]
    freed += [[int(key), Cause.WITHDRAWN] for key in data.held_keys[~conflict & ~data.stands]]
    return freed + [[key, Cause.ENTRY] for key in data.strays]


def publish_batch(batch: AssignmentBatch, *, actor: Actor, reason: str = "") -> AssignmentBatch:
    """Put a drafted batch in force, end what it frees, and tell the reviewers; all or nothing.

    Refused when what the draft rests on has changed since, and when after changes by hand an entry lacks reviewers or
    a reviewer passes the limit.
    """
    refuse_act(batch, BATCH.find("publish_batch"), workflow=BATCH)
    check_assignable(batch.round)
    refresh_conflicts(batch.round.call)
    with transaction.atomic():
        advance(batch, "publish_batch", actor=actor, workflow=BATCH, reason=reason)
        data = read_round(batch.round)
        refuse_unless(
            data.fingerprint == batch.outcome.get("fingerprint"),
            _("Entries, reviewers, conflicts or conditions have changed since this draft was made. Draft again."),
        )
        check_sound(batch, data)
        for cause, keys in group_causes(batch.outcome.get("freed", [])).items():
            free_pairs(Assignment.objects.filter(pk__in=keys), cause=cause, actor=actor)
        pairs = Assignment.objects.filter(batch=batch, state=AssignmentState.DRAFTED)
        told = count_users(pairs)
        count = pairs.update(state=AssignmentState.ACTIVE)
        mark_anchors(batch, actor=actor)
        record_act(
            batch, "assign", actor=actor, after={"assignments": count, "freed": len(batch.outcome.get("freed", []))}
        )
        for user, number in told.items():
            tell_reviewer(user, batch.round, number, actor=actor)
    return batch


def check_sound(batch: AssignmentBatch, data: RoundData) -> None:
    """Raise ``Refusal`` that says what is wrong with a draft after changes by hand."""
    wrong = name_faults(data, drafted_pairs(batch, data), set(batch.outcome.get("anchors", [])))
    refuse_unless(not wrong, list_words(wrong))


def group_causes(freed: list[list[Any]]) -> dict[str, list[int]]:
    """Return the keys of assignments by the cause that ends them."""
    causes: dict[str, list[int]] = {}
    for key, cause in freed:
        causes.setdefault(cause, []).append(key)
    return causes


def mark_anchors(batch: AssignmentBatch, *, actor: Actor) -> None:
    """Mark the entries that the draft chose to be reviewed by all."""
    for entry in RoundEntry.objects.filter(pk__in=batch.outcome.get("anchors", []), is_anchor=False):
        change_record(entry, actor=actor, changes={"is_anchor": True})


def discard_batch(batch: AssignmentBatch, *, actor: Actor, reason: str = "") -> AssignmentBatch:
    """Throw a draft away with its pairs: nobody has seen them."""
    with transaction.atomic():
        advance(batch, "discard_batch", actor=actor, workflow=BATCH, reason=reason)
        Assignment.objects.filter(batch=batch, state=AssignmentState.DRAFTED).delete()
    return batch


def undo_batch(batch: AssignmentBatch, *, actor: Actor, reason: str = "") -> AssignmentBatch:
    """Take a published batch back while no reviewer has opened a sheet of it; what it ended stays ended."""
    refuse_act(batch, BATCH.find("undo_batch"), workflow=BATCH)
    with transaction.atomic():
        advance(batch, "undo_batch", actor=actor, workflow=BATCH, reason=reason)
        pairs = Assignment.objects.filter(batch=batch, state=AssignmentState.ACTIVE)
        told = count_users(pairs)
        count = pairs.update(state=AssignmentState.RELEASED, reason=reason.strip()[:200])
        # Asked after the rows are taken: a sheet opened at this moment needs its assignment in force.
        sheets = sheets_of(batch)
        refuse_unless(
            not sheets,
            _("Reviewers have opened %(count)s sheets of this batch. Change single assignments instead.")
            % {"count": sheets},
        )
        record_act(batch, "unassign", actor=actor, after={"assignments": count}, reason=reason)
        for user, number in told.items():
            tell_reviewer(user, batch.round, number, ended=True, actor=actor)
    return batch


def count_users(pairs: Any) -> Counter[int]:
    """Return how many of these assignments each account has."""
    return Counter(pairs.exclude(member__user_id=None).values_list("member__user_id", flat=True))


def request_draft(round_: Round, *, actor: Actor, balance: int) -> AssignmentBatch | Job:
    """Draft now when the round is small, else ask a worker; returns the draft or the job."""
    check_assignable(round_)
    entries = RoundEntry.objects.filter(round=round_).count()
    members = PanelMember.objects.filter(panel=round_.panel_id).sitting().count()
    if entries * members <= LARGE:
        return draft_batch(round_, actor=actor, balance=balance)
    arguments = {"round": round_.pk, "balance": balance, "actor": pack_actor(actor)}
    title = _("Assign reviewers: %(round)s") % {"round": round_}
    return request_job(JOB_KIND, actor=actor, title=title, arguments=arguments)


@handles(JOB_KIND)
def draft_in_job(run: JobRun) -> dict[str, Any]:
    """Draft a batch in a worker; a repeat discards what an earlier attempt left."""
    arguments = run.job.arguments
    round_ = Round.objects.get(pk=arguments["round"])
    batch = draft_batch(round_, actor=unpack_actor(arguments["actor"]), balance=arguments["balance"], run=run)
    return {"url": batch.get_absolute_url()}


BATCH_ACTS = {"publish_batch": publish_batch, "discard_batch": discard_batch, "undo_batch": undo_batch}
