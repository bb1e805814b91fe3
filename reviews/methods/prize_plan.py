"""Give prizes by a plan: levels from the top, ties and shortfalls by their named policies, every row with its trace.

The places of the levels lie one after another (5, 11 and 16 prizes: places 1-5, 6-16, 17-32) and the ends stay where
they are: what a tie adds to a level it takes from the next, what it leaves over goes to the next. A level that stays
short because nobody reaches its minimum leaves its places empty or moves them down, as the plan says. An entry whose
school is at its cap is passed over and uses no place.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from typing import Any

from reviews.methods.quota import Base, Level, Planned, PlanRounding, planned_numbers
from reviews.methods.ranking import Ranked


class TiePolicy(StrEnum):
    """What happens to equal scores at the end of a level.

    All of them receive it, none of them, the chain and what was decided tells them apart, or a person decides.
    """

    SHARE_UP = "share_up"
    SHARE_DOWN = "share_down"
    BREAK = "break"
    DEFER = "defer"


class ShortfallPolicy(StrEnum):
    """Places that nobody reaches stay empty, or go to the next level."""

    LEAVE = "leave"
    MOVE_DOWN = "move_down"


class Why(StrEnum):
    """Why a row received a level or passed it by; why a level's number is not the planned one."""

    AWARDED = "awarded"
    TIE = "tie"
    UNDECIDED = "undecided"
    MINIMUM = "minimum"
    CAP = "cap"
    FULL = "full"
    NO_SCORE = "no_score"
    CANDIDATES = "candidates"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Plan:
    """The rules of one kind of prize, as declared."""

    code: str
    levels: tuple[Level, ...]
    base: str = Base.ATTENDED
    rounding: str = PlanRounding.HALF_UP
    tie: str = TiePolicy.BREAK
    shortfall: str = ShortfallPolicy.LEAVE
    school_cap: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a trace: at this level, for this reason, at this place of so many planned."""

    why: Why
    level: str = ""
    place: int | None = None
    planned: int | None = None


@dataclass(frozen=True, slots=True)
class LevelOutcome:
    """How many of a level were planned and given; ``why`` they differ."""

    planned: Planned
    given: int
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What an entry receives, and how that came; an undecided entry receives nothing yet."""

    entry: str
    level: str | None
    trace: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The whole result of a plan on one track; nothing may be published while anything is undecided."""

    plan: Plan
    base: int
    decisions: tuple[Decision, ...]
    levels: tuple[LevelOutcome, ...]
    undecided: tuple[tuple[str, ...], ...]

    @property
    def is_settled(self) -> bool:
        """True when no tie waits for a decision."""
        return not self.undecided

    @property
    def shortfalls(self) -> tuple[LevelOutcome, ...]:
        """The levels of which fewer were given than planned."""
        return tuple(
            level for level in self.levels if level.planned.number is not None and level.given < level.planned.number
        )

    def counts(self) -> dict[str, int]:
        """How many of each level were given; a level that nobody received is not told of (no 0项)."""
        return {level.planned.level.code: level.given for level in self.levels if level.given}


@dataclass(slots=True)
class Walk:
    """What is on the way while levels are filled."""

    plan: Plan
    schools: dict[str, str]
    queue: deque[list[Ranked]]
    given: int = 0
    end: int = 0
    held: Counter[str] = field(default_factory=Counter)
    level_of: dict[str, str] = field(default_factory=dict)
    steps: dict[str, list[Step]] = field(default_factory=dict)
    undecided: list[tuple[str, ...]] = field(default_factory=list)

    def note(self, rows: Iterable[Ranked], why: Why, planned: Planned, place: int | None = None) -> None:
        """Write a line into the trace of each row."""
        for offset, row in enumerate(rows):
            at = None if place is None else place + offset
            self.steps.setdefault(row.entry, []).append(Step(why, planned.level.code, at, planned.number))

    def award(self, rows: Sequence[Ranked], planned: Planned, why: Why, place: int) -> None:
        """Give the level to the rows."""
        self.note(rows, why, planned, place)
        for row in rows:
            self.level_of[row.entry] = planned.level.code
            self.held[self.schools.get(row.entry, "")] += 1
        self.given += len(rows)


def apply_plan(
    plan: Plan, ranked: Sequence[Ranked], *, schools: dict[str, str] | None = None, registered: int | None = None
) -> Outcome:
    """Give the prizes of a plan to the ranked entries of one track.

    ``ranked`` is everything that went into the round, in order (``rank_entries``); ``registered`` is the number
    received in the track, needed for that base only. Rows of an unknown school are never capped.
    """
    base = count_base(plan, ranked, registered)
    numbers = planned_numbers(plan.levels, base=base, rounding=plan.rounding)
    walk = Walk(plan, schools or {}, deque(group_rows(plan, ranked)))
    levels = tuple(fill_level(walk, planned) for planned in numbers)
    waiting = {entry for group in walk.undecided for entry in group}
    decisions = tuple(decide_row(walk, row, waiting) for row in ranked)
    return Outcome(plan, base, decisions, levels, tuple(walk.undecided))


def count_base(plan: Plan, ranked: Sequence[Ranked], registered: int | None) -> int:
    """Return the number that the ratios of a plan are taken of."""
    if plan.base == Base.REGISTERED and registered is not None:
        return registered
    return sum(row.score is not None for row in ranked) if plan.base == Base.VALID else len(ranked)


def group_rows(plan: Plan, ranked: Sequence[Ranked]) -> list[list[Ranked]]:
    """Return the scored rows from the top, those that the plan's tie policy holds equal together."""

    def equal(row: Ranked) -> Hashable:
        if plan.tie == TiePolicy.BREAK:
            return row.key
        return (row.score, row.decided) if plan.tie == TiePolicy.DEFER else row.score

    scored = [row for row in ranked if row.score is not None]
    if plan.tie == TiePolicy.DEFER:
        scored.sort(key=lambda row: (-(row.score or 0), row.decided, row.key, row.entry))
    return [list(group) for _key, group in groupby(scored, key=equal)]


def fill_level(walk: Walk, planned: Planned) -> LevelOutcome:
    """Fill one level from the head of the queue and say why it holds more or fewer than planned."""
    before = walk.given
    if planned.number == 0:
        return LevelOutcome(planned, 0)
    if planned.number is not None:
        walk.end += planned.number
    cause: Why | None = Why.CANDIDATES
    while walk.queue:
        cause = take_group(walk, planned, before)
        if cause:
            break
        cause = Why.CANDIDATES
    given = walk.given - before
    if planned.number is None:
        walk.end = walk.given
        return LevelOutcome(planned, given)
    if cause == Why.MINIMUM and walk.plan.shortfall == ShortfallPolicy.LEAVE:
        walk.end = min(walk.end, walk.given)
    return LevelOutcome(planned, given, explain_number(planned.number, given, cause, walk))


def explain_number(planned: int, given: int, cause: Why | None, walk: Walk) -> Why | None:
    """Return why a level holds another number than planned, None when it holds just that."""
    if given == planned:
        return None
    if given < planned:
        return cause if cause in {Why.MINIMUM, Why.CANDIDATES} else Why.TIE
    return Why.TIE if walk.given > walk.end else Why.MOVED


def take_group(walk: Walk, planned: Planned, before: int) -> Why | None:
    """Let the head of the queue into the level; returns what ends the level, or None when it may go on."""
    bound = planned.level.bound
    group = walk.queue[0]
    score = group[0].score
    if bound is not None and score is not None and score < bound:
        walk.note(group, Why.MINIMUM, planned)
        return Why.MINIMUM
    room = None if planned.number is None else walk.end - walk.given
    if room is not None and room <= 0:
        return Why.FULL
    rows = pass_over_capped(walk, group, planned)
    walk.queue.popleft()
    place = walk.given - before + 1
    if room is None or len(rows) <= room:
        walk.award(rows, planned, Why.AWARDED, place)
        return None
    if walk.plan.tie == TiePolicy.SHARE_UP:
        walk.award(rows, planned, Why.TIE, place)
        return None
    walk.queue.appendleft(rows)
    if walk.plan.tie == TiePolicy.SHARE_DOWN:
        walk.note(rows, Why.TIE, planned)
        return Why.TIE
    leave_open(walk, rows, planned)
    walk.queue[0] = rows[room:]
    walk.award(rows[:room], planned, Why.UNDECIDED, place)
    return Why.FULL


def leave_open(walk: Walk, rows: Sequence[Ranked], planned: Planned) -> None:
    """List a tie that somebody has to decide, once; its places stay taken meanwhile."""
    names = tuple(sorted(row.entry for row in rows))
    if not any(set(names) <= set(group) for group in walk.undecided):
        walk.undecided.append(names)


def pass_over_capped(walk: Walk, group: list[Ranked], planned: Planned) -> list[Ranked]:
    """Return the rows of a group whose schools may still receive; of one school's equal rows the chain's first.

    Where the cap parts rows that are equal in everything, the tie is left open.
    """
    cap = walk.plan.school_cap
    if cap is None:
        return group
    kept: list[Ranked] = []
    taken: Counter[str] = Counter()
    last: dict[str, Ranked] = {}
    for row in sorted(group, key=lambda row: (row.key, row.entry)):
        school = walk.schools.get(row.entry, "")
        if not school or walk.held[school] + taken[school] < cap:
            kept.append(row)
            taken[school] += 1
            last[school] = row
            continue
        if school in last and last[school].key == row.key:
            equals = [item for item in group if item.key == row.key and walk.schools.get(item.entry) == school]
            leave_open(walk, equals, planned)
        walk.note([row], Why.CAP, planned)
    return kept


def decide_row(walk: Walk, row: Ranked, waiting: set[str]) -> Decision:
    """Return what a row receives in the end."""
    steps = walk.steps.get(row.entry, [])
    if row.entry in waiting:
        return Decision(row.entry, None, (*steps, Step(Why.UNDECIDED)))
    level = walk.level_of.get(row.entry)
    if level is None and not any(step.why == Why.CAP for step in steps):
        steps = [*steps, Step(Why.NO_SCORE if row.score is None else Why.FULL)]
    return Decision(row.entry, level, tuple(steps))


def as_data(step: Step) -> dict[str, Any]:
    """Return a line of a trace as plain data to be stored with the award."""
    return {"why": step.why.value, "level": step.level, "place": step.place, "planned": step.planned}
