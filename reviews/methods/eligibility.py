"""Judge the conditions of entry: each with what is wanted and what was found. Plain data in, plain data out.

``met`` is None where nothing can be said yet: before there are people in the entry, numbers of people are open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

OPEN, LEVEL, TRACK_LEVEL, REGION, MEMBER, CONTESTANTS, ADVISERS, QUOTA = (
    "open",
    "level",
    "track_level",
    "region",
    "member",
    "contestants",
    "advisers",
    "quota",
)


@dataclass(frozen=True)
class Range:
    """A number of people, both ends included, None without an end."""

    lowest: int | None = None
    highest: int | None = None

    @property
    def binds(self) -> bool:
        """True when it asks for anything."""
        return bool(self.lowest) or self.highest is not None

    def holds(self, number: int) -> bool:
        """Return whether a number lies in it."""
        return (self.lowest or 0) <= number and (self.highest is None or number <= self.highest)


@dataclass(frozen=True)
class QuotaLine:
    """A quota for one key: what others have used of it, and how many it allows.

    ``scope`` and ``track`` say what it counts, ``holder`` for whom; ``counted``: this entry is among ``used``.
    """

    scope: str
    track: str
    holder: str
    used: int
    maximum: int
    counted: bool = False

    @property
    def has_room(self) -> bool:
        """True while this entry fits in."""
        return self.counted or self.used < self.maximum


@dataclass(frozen=True)
class Conditions:
    """What a call asks of who enters; empty values bind nothing. ``regions`` are codes, ``levels`` stored words."""

    levels: tuple[str, ...] = ()
    region: str = ""
    contestants: Range = Range()
    advisers: Range = Range()
    track_level: str = ""
    members_only: bool = False


@dataclass(frozen=True)
class Member:
    """The membership of a school, the last one on record: its number, its days, and whether it stands on the day."""

    number: str
    since: date
    until: date | None
    stands: bool


@dataclass(frozen=True)
class Facts:
    """What is known of an entry and its school; ``people`` is False before there is an entry.

    ``regions`` are the codes of the school's region and of those above it.
    """

    is_open: bool = True
    level: str = ""
    regions: tuple[str, ...] = ()
    people: bool = False
    contestants: int = 0
    advisers: int = 0
    member: Member | None = None
    quotas: tuple[QuotaLine, ...] = ()


@dataclass(frozen=True)
class Finding:
    """One condition: which, what is wanted, what was found, and whether it is met (None: open)."""

    rule: str
    wanted: object
    found: object
    met: bool | None


def judge(conditions: Conditions, facts: Facts) -> tuple[Finding, ...]:
    """Return every condition that binds, in the order of the page, with its evidence."""
    findings = [Finding(OPEN, "", facts.is_open, facts.is_open)]
    if conditions.levels:
        findings.append(Finding(LEVEL, conditions.levels, facts.level, facts.level in conditions.levels))
    if conditions.track_level:
        # A school whose level is not on record passes, as when it sends in: the secretariat looks at it.
        found = facts.level
        findings.append(
            Finding(TRACK_LEVEL, conditions.track_level, found, not found or found == conditions.track_level)
        )
    if conditions.region:
        findings.append(Finding(REGION, conditions.region, facts.regions[:1], conditions.region in facts.regions))
    if conditions.members_only:
        stands = facts.member is not None and facts.member.stands
        findings.append(Finding(MEMBER, "", facts.member, stands))
    for rule, wanted, number in (
        (CONTESTANTS, conditions.contestants, facts.contestants),
        (ADVISERS, conditions.advisers, facts.advisers),
    ):
        if wanted.binds:
            findings.append(Finding(rule, wanted, number if facts.people else None, met_by(wanted, number, facts)))
    findings += [Finding(QUOTA, line, line.used, line.has_room) for line in facts.quotas]
    return tuple(findings)


def met_by(wanted: Range, number: int, facts: Facts) -> bool | None:
    """Return whether a number of people fits, None before there are any to count."""
    return wanted.holds(number) if facts.people else None


def unmet(findings: Sequence[Finding]) -> list[Finding]:
    """Return the conditions that are not met."""
    return [finding for finding in findings if finding.met is False]
