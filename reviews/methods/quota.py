"""How many prizes a level has: a share of a base, a number, whoever reaches a score, or whoever is left.

53 at 10/20/30 %, each level half up: 5, 11, 16. Cumulative: 10/30/60 % half up are 5, 16, 32, so 5, 11, 16; of 15 they
are 2, 3, 4, while each level by itself would give 2, 3, 5: the rounding belongs into the rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction


class Mode(StrEnum):
    """What a level's value means: percent of the base, a number, the lowest score that reaches it, or nothing."""

    RATIO = "ratio"
    COUNT = "count"
    FLOOR = "floor"
    REMAINDER = "remainder"


class Base(StrEnum):
    """Of what a ratio is taken: everything received, what went into the round, or what was scored."""

    REGISTERED = "registered"
    ATTENDED = "attended"
    VALID = "valid"


class PlanRounding(StrEnum):
    """How a share becomes a number; ``cumulative`` rounds the running sum half up and takes differences."""

    HALF_UP = "half_up"
    FLOOR = "floor"
    CEILING = "ceiling"
    CUMULATIVE = "cumulative"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a plan; nobody below ``minimum`` receives it."""

    code: str
    mode: str
    value: Decimal = Decimal(0)
    minimum: Decimal | None = None

    @property
    def bound(self) -> Decimal | None:
        """The lowest score that may receive the level."""
        if self.mode != Mode.FLOOR:
            return self.minimum
        return self.value if self.minimum is None else max(self.value, self.minimum)


@dataclass(frozen=True, slots=True)
class Planned:
    """The number of a level and the share it was rounded from; no number where the level has no end of its own."""

    level: Level
    exact: Fraction | None
    number: int | None


def planned_numbers(levels: Sequence[Level], *, base: int, rounding: str) -> list[Planned]:
    """Return the planned number of each level; each share is of the same base."""
    running, before = Fraction(0), 0
    found = []
    for level in levels:
        if level.mode == Mode.COUNT:
            found.append(Planned(level, None, int(level.value)))
        elif level.mode == Mode.RATIO:
            exact = base * Fraction(level.value) / 100
            running += exact
            if rounding == PlanRounding.CUMULATIVE:
                number = whole(running, PlanRounding.HALF_UP) - before
                before += number
            else:
                number = whole(exact, rounding)
            found.append(Planned(level, exact, number))
        else:
            found.append(Planned(level, None, None))
    return found


def whole(value: Fraction, rounding: str) -> int:
    """Return a share as a whole number by a named rounding; `value` is not negative."""
    if rounding == PlanRounding.FLOOR:
        return value.numerator // value.denominator
    if rounding == PlanRounding.CEILING:
        return -(-value.numerator // value.denominator)
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)
