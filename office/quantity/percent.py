"""The four kinds of percent, each computed in its own way and never mixed."""

from __future__ import annotations

from decimal import Decimal

from office.quantity.errors import QuantityError
from office.quantity.rounding import WIDE, round_half_up
from office.quantity.value import Quantity
from office.quantity.words import PERCENT, POINTS, Bound, PercentKind

Number = Decimal | int

# The bound of a quotient, by the bound of its numerator; the denominator's bound turns around first.
TURNED = {Bound.LOWER: Bound.UPPER, Bound.UPPER: Bound.LOWER, Bound.NEAR: Bound.LOWER}


def share(part: Number | Quantity, whole: Number | Quantity, *, decimals: int = 2) -> Quantity:
    """占比: `part` of `whole` in percent, half-up; raises QuantityError("share") when the part is larger."""
    top, bottom = value_of(part), value_of(whole)
    if top < 0 or top > bottom:
        raise QuantityError("share", f"{top}/{bottom}")
    return percent(quotient(top, bottom), PercentKind.SHARE, decimals, bound_of(part, whole))


def completion(done: Number | Quantity, planned: Number | Quantity, *, decimals: int = 2) -> Quantity:
    """完成率: `done` against `planned` in percent, half-up; passes 100 where more was done (134.66%)."""
    return percent(
        quotient(value_of(done), value_of(planned)), PercentKind.COMPLETION, decimals, bound_of(done, planned)
    )


def growth(now: Number | Quantity, before: Number | Quantity, *, decimals: int = 2) -> Quantity:
    """增长: the relative change in percent, half-up, negative for a fall (20% to 30% is 50%, not 10 points)."""
    old = value_of(before)
    return percent(quotient(value_of(now) - old, old), PercentKind.GROWTH, decimals, bound_of(now, before))


def points(now: Quantity, before: Quantity, *, decimals: int | None = None) -> Quantity:
    """百分点: the difference of two percents; raises QuantityError("points") when they are not of one kind."""
    if now.unit != PERCENT or before.unit != PERCENT or now.percent_kind != before.percent_kind:
        raise QuantityError("points", f"{now} - {before}", f"{now.percent_kind} and {before.percent_kind}")
    places = max(now.decimals, before.decimals) if decimals is None else decimals
    difference = round_half_up(now.value - before.value, places)
    bound = bound_of(now, before)
    return Quantity(difference, POINTS, decimals=places, percent_kind=PercentKind.POINTS, bound=bound)


def percent(fraction: Decimal, kind: PercentKind, decimals: int, bound: Bound = Bound.EXACT) -> Quantity:
    """Make a percent of a fraction (0.5 is 50%), half-up at `decimals`."""
    return Quantity(
        round_half_up(WIDE.multiply(fraction, Decimal(100)), decimals),
        PERCENT,
        decimals=decimals,
        percent_kind=kind,
        bound=bound,
    )


def bound_of(top: Number | Quantity, bottom: Number | Quantity) -> Bound:
    """Return what is known of a quotient or difference: 近16亿 over 超过60万 is an upper bound.

    Bounds that pull in different directions leave only "about".
    """
    above = top.bound if isinstance(top, Quantity) else Bound.EXACT
    below = bottom.bound if isinstance(bottom, Quantity) else Bound.EXACT
    above = Bound.UPPER if above is Bound.NEAR else above
    below = TURNED.get(below, below)
    if above is below or below is Bound.EXACT:
        return above
    return below if above is Bound.EXACT else Bound.ABOUT


def value_of(number: Number | Quantity) -> Decimal:
    """Return the value in single units."""
    return number.value if isinstance(number, Quantity) else Decimal(number)


def quotient(top: Decimal, bottom: Decimal) -> Decimal:
    """Divide exactly enough for half-up; raises QuantityError("zero") for a base of zero or less."""
    if bottom <= 0:
        raise QuantityError("zero", str(bottom))
    return WIDE.divide(top, bottom)
