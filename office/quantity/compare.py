"""Whether a computed number agrees with a stated figure."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from office.quantity.rounding import WIDE, round_half_up
from office.quantity.words import SCALES, Bound

if TYPE_CHECKING:
    from office.quantity.value import Quantity

# How far 约 and 近 may be off when nobody says otherwise: a tenth of the stated figure.
TOLERANCE = Decimal("0.1")


class Agreement(StrEnum):
    """The answer of `compare`; truthiness is not defined on purpose, ask for `.agrees`."""

    AGREES = "agrees"
    DIFFERS = "differs"

    @property
    def agrees(self) -> bool:
        return self is Agreement.AGREES


def compare(stated: Quantity, number: Decimal, *, tolerance: Decimal = TOLERANCE) -> Agreement:
    """Hold a computed number (single units) against a stated figure.

    Exact: equal after half-up rounding at the stated scale and decimals (48,123 agrees with 4.8万).
    Lower and upper bounds include the bound itself: 117余名 stood for exactly 117 in a real report.
    About: within `tolerance` (a fraction of the stated value) on either side; near: the same, below only.
    """
    if stated.bound is Bound.EXACT:
        agrees = at_precision(stated, number) == stated.value
    else:
        low, high = limits(stated, tolerance)
        agrees = (low is None or number >= low) and (high is None or number <= high)
    return Agreement.AGREES if agrees else Agreement.DIFFERS


def limits(stated: Quantity, tolerance: Decimal = TOLERANCE) -> tuple[Decimal | None, Decimal | None]:
    """Return the lowest and the highest value that the figure allows; None is open."""
    slack = abs(stated.value) * tolerance
    return {
        Bound.EXACT: (stated.value, stated.value),
        Bound.LOWER: (stated.value, None),
        Bound.UPPER: (None, stated.value),
        Bound.ABOUT: (stated.value - slack, stated.value + slack),
        Bound.NEAR: (stated.value - slack, stated.value),
    }[stated.bound]


def at_precision(stated: Quantity, number: Decimal) -> Decimal:
    """Round a number half-up to the scale and decimals of a stated figure, in single units."""
    step = SCALES[stated.scale]
    return round_half_up(WIDE.divide(number, step), stated.decimals) * step
