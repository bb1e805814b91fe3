"""Half-up rounding (四舍五入) at a stated precision, and which rounding explains a printed figure."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal, localcontext
from enum import StrEnum

# Wide enough for any sum of money or heads with many decimals; the default of 28 digits can
# refuse to quantize a long product.
WIDE = Context(prec=60)


class Rounding(StrEnum):
    """How a printed figure follows from the full one."""

    EXACT = "exact"
    HALF_UP = "half_up"
    TRUNCATED = "truncated"
    NONE = "none"


def round_half_up(value: Decimal | int, decimals: int = 0) -> Decimal:
    """Round to `decimals` places, a five always away from zero.

    Negative places round to tens, hundreds and so on. Python's own `round` goes to the even neighbor
    (round(2.5) is 2), which no statistics office does.
    """
    return _quantize(Decimal(value), decimals, ROUND_HALF_UP)


def truncate(value: Decimal | int, decimals: int = 0) -> Decimal:
    """Cut off after `decimals` places, as some publications do."""
    return _quantize(Decimal(value), decimals, ROUND_DOWN)


def part_of(total: Decimal | int, percent: Decimal | int) -> int:
    """How many whole items `percent` of `total` are, half-up: 53 teams at 10 % are 5, at 20 % are 11.

    Each grade is rounded by itself; the sum of the grades may pass the sum of the percents.
    """
    with localcontext(WIDE):
        return int(round_half_up(Decimal(total) * Decimal(percent) / 100))


def explain_rounding(stated: Decimal, computed: Decimal, decimals: int) -> Rounding:
    """Tell which rounding of `computed` at `decimals` places gives `stated`; NONE when no rounding does."""
    if stated == computed:
        return Rounding.EXACT
    if stated == round_half_up(computed, decimals):
        return Rounding.HALF_UP
    if stated == truncate(computed, decimals):
        return Rounding.TRUNCATED
    return Rounding.NONE


def _quantize(value: Decimal, decimals: int, mode: str) -> Decimal:
    with localcontext(WIDE):
        step = Decimal(1).scaleb(-decimals)
        rounded = value.quantize(step, rounding=mode)
        # No "2E+2" and no "-0": both would be printed.
        return rounded.quantize(Decimal(1)) if decimals < 0 else rounded + 0
