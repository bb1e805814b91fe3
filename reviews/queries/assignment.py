"""What a round's assignment is made from, read in system scope: entries, reviewers, conflicts, what stands already."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

import numpy as np

from association.models import ExpertTopic
from reviews.enums import TAKING_PART_STATES, AssignmentState, BatchState, MemberState, SheetState
from reviews.methods.assignment_job import NO_TRACK, Array, AssignmentJob, allow, make_job
from reviews.methods.assignment_repair import NO_PAIRS
from reviews.methods.assignment_worth import match_topics
from reviews.models import Assignment, AssignmentBatch, PanelMember, Round, RoundEntry, ScoreSheet
from reviews.queries.conflict import blocked_pairs


@dataclass(frozen=True)
class EntryLine:
    """One entry as the assignment sees it; ``label`` is its review code, before there is one its number."""

    key: int
    submission: int
    label: str
    track: int | None
    school: int | None
    topic: int | None
    is_anchor: bool


@dataclass(frozen=True)
class MemberLine:
    """One reviewer; ``sits`` is False for one who left and still holds assignments."""

    key: int
    name: str
    track: int | None
    school: int | None
    is_enterprise: bool
    topics: frozenset[int]
    limit: int | None
    user: int | None
    sits: bool


@dataclass(frozen=True)
class RoundData:
    """Everything that a draft is made from; rows and columns of the job are ``entries`` and ``members`` in order.

    ``held`` (p, 2) are the assignments in force with their keys ``held_keys`` (p); ``finished`` (p) bool tells which
    have a submitted sheet. ``strays`` are keys of assignments in force whose entry does not take part any more.
    """

    round: Round
    entries: list[EntryLine]
    members: list[MemberLine]
    job: AssignmentJob
    held: Array
    held_keys: Array
    finished: Array
    strays: list[int]

    @property
    def stands(self) -> Array:
        """Which of ``held`` (p) bool may stay: no conflict, and the reviewer sits or has finished."""
        may = self.job.allowed[self.held[:, 0], self.held[:, 1]]
        stays: Array = may & ((self.job.caps[self.held[:, 1]] > 0) | self.finished)
        return stays

    @property
    def fingerprint(self) -> str:
        """A digest of all that a draft rests on: when it has changed, the draft is out of date."""
        plain = [
            [(line.key, line.track, line.school, line.topic, line.is_anchor) for line in self.entries],
            [(line.key, line.track, line.school, line.is_enterprise, sorted(line.topics)) for line in self.members],
            self.job.caps.tolist(),
            self.job.needs.tolist(),
            self.job.enterprise_needs.tolist(),
            self.job.distinct_units,
            sorted(self.held_keys.tolist()),
            self.strays,
        ]
        digest = hashlib.sha256(json.dumps(plain).encode())
        digest.update(np.packbits(self.job.allowed).tobytes())
        return digest.hexdigest()


def read_round(round_: Round, *, balance: int = 0) -> RoundData:
    """Return what a round's assignment is made from now; eight queries for any size."""
    entries = read_entries(round_)
    held = list(
        Assignment.objects.filter(entry__round=round_, state=AssignmentState.ACTIVE)
        .order_by("pk")
        .values_list("pk", "entry_id", "member_id", "sheet__state")
    )
    members = read_members(round_, {member for _key, _entry, member, _sheet in held})
    rows = {line.key: number for number, line in enumerate(entries)}
    columns = {line.key: number for number, line in enumerate(members)}
    present = [line for line in held if line[1] in rows]
    return RoundData(
        round=round_,
        entries=entries,
        members=members,
        job=build_job(round_, entries, members, balance=balance),
        held=np.array([(rows[entry], columns[member]) for _k, entry, member, _s in present], dtype=np.int64).reshape(
            -1, 2
        )
        if present
        else NO_PAIRS,
        held_keys=np.array([line[0] for line in present], dtype=np.int64),
        finished=np.array([line[3] == SheetState.SUBMITTED for line in present], dtype=bool),
        strays=[line[0] for line in held if line[1] not in rows],
    )


def read_entries(round_: Round) -> list[EntryLine]:
    """Return the entries of a round that take part, by their labels."""
    rows = RoundEntry.objects.filter(round=round_, submission__state__in=TAKING_PART_STATES).values_list(
        "pk",
        "submission_id",
        "code",
        "submission__number",
        "submission__track_id",
        "submission__organization_id",
        "submission__topic_id",
        "is_anchor",
    )
    lines = [
        EntryLine(key, sent, code or number or str(key), track, school, topic, anchor)
        for key, sent, code, number, track, school, topic, anchor in rows
    ]
    return sorted(lines, key=lambda line: (line.label, line.key))


def read_members(round_: Round, holders: set[int]) -> list[MemberLine]:
    """Return who has accepted a place on the round's panel, then who left and still holds assignments (``holders``)."""
    sitting = PanelMember.objects.filter(panel=round_.panel_id, state=MemberState.ACCEPTED)
    rows = list(sitting.select_related("expert__person").order_by("expert__person__name_key", "pk"))
    known = {row.pk for row in rows}
    if holders - known:
        gone = PanelMember.objects.filter(pk__in=holders - known).select_related("expert__person")
        rows += list(gone.order_by("expert__person__name_key", "pk"))
    topics: dict[int, set[int]] = {}
    for expert, topic in ExpertTopic.objects.filter(expert__panel_places__panel=round_.panel_id).values_list(
        "expert_id", "topic_id"
    ):
        topics.setdefault(expert, set()).add(topic)
    return [
        MemberLine(
            key=row.pk,
            name=row.expert.person.name,
            track=row.track_id,
            school=row.organization_id,
            is_enterprise=row.is_enterprise,
            topics=frozenset(topics.get(row.expert_id, ())),
            limit=round_.load_limit if row.load_limit is None else row.load_limit,
            user=row.user_id,
            sits=row.pk in known,
        )
        for row in rows
    ]


def build_job(round_: Round, entries: list[EntryLine], members: list[MemberLine], *, balance: int) -> AssignmentJob:
    """Return the whole job of a round: who left has no place, who has no institution stands for one of their own."""
    rows = {line.key: number for number, line in enumerate(entries)}
    columns = {line.key: number for number, line in enumerate(members)}
    conflicts = [
        (rows[entry], columns[member])
        for entry, member in find_conflicts(round_, entries, members)
        if entry in rows and member in columns
    ]
    allowed = allow(
        [0 if line.track is None else line.track for line in entries],
        [NO_TRACK if line.track is None else line.track for line in members],
        conflicts,
    )
    return make_job(
        match_topics([line.topic for line in entries], [line.topics for line in members]),
        allowed,
        readers=round_.readers,
        caps=[cap_of(line, len(entries)) for line in members],
        units=[-line.key if line.school is None else line.school for line in members],
        enterprise=[line.is_enterprise for line in members],
        distinct_units=round_.distinct_units,
        enterprise_minimum=round_.enterprise_minimum,
        balance=balance,
    )


def cap_of(line: MemberLine, entries: int) -> int:
    """Return how many entries a reviewer may hold altogether; none after leaving, no limit is all."""
    if not line.sits:
        return 0
    return entries if line.limit is None else line.limit


def find_conflicts(round_: Round, entries: list[EntryLine], members: list[MemberLine]) -> set[tuple[int, int]]:
    """Return the pairs (entry, member) by key that may not be: the conflicts on record, and always the own school."""
    homes: dict[int, list[int]] = {}
    for line in entries:
        if line.school is not None:
            homes.setdefault(line.school, []).append(line.key)
    places = {line.submission: line.key for line in entries}
    stored = {(places[sent], member) for sent, member in blocked_pairs(round_.call) if sent in places}
    own = {(entry, line.key) for line in members if line.school is not None for entry in homes.get(line.school, ())}
    return stored | own


def drafted_pairs(batch: AssignmentBatch, data: RoundData) -> Array:
    """Return the pairs (p, 2) that a batch would add, as rows and columns of the round's job."""
    rows = {line.key: number for number, line in enumerate(data.entries)}
    columns = {line.key: number for number, line in enumerate(data.members)}
    keys = Assignment.objects.filter(batch=batch, state=AssignmentState.DRAFTED).values_list("entry_id", "member_id")
    pairs = [(rows[entry], columns[member]) for entry, member in keys if entry in rows and member in columns]
    return np.array(pairs, dtype=np.int64) if pairs else NO_PAIRS


def sheets_of(batch: AssignmentBatch) -> int:
    """Return how many score sheets of a batch have been opened."""
    return int(ScoreSheet.objects.filter(assignment__batch=batch).count())


def open_draft(round_: Round) -> AssignmentBatch | None:
    """Return the drafted batch of a round, if there is one."""
    found: Any = AssignmentBatch.objects.filter(round=round_, state=BatchState.DRAFTED).first()
    return found
