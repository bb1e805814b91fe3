"""What a score may be: bounds, steps, and when it needs a comment; no database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

ZERO = Decimal(0)


@dataclass(frozen=True)
class Given:
    """What a reviewer gave one criterion: points (None while not scored) and a comment."""

    points: Decimal | None = None
    comment: str = ""


@dataclass(frozen=True)
class Limit:
    """One criterion's bounds: points from 0 to ``points`` in ``step``; a comment below or above two values."""

    key: int
    points: Decimal
    step: Decimal
    comment_below: Decimal | None = None
    comment_above: Decimal | None = None

    def needs_comment(self, points: Decimal) -> bool:
        """Tell whether so many points ask for a comment."""
        low, high = self.comment_below, self.comment_above
        return (low is not None and points < low) or (high is not None and points > high)


def read_points(text: str) -> Decimal | None:
    """Return typed points, None for nothing; raises ``ValueError`` for what is no plain number."""
    plain = text.strip().replace("，", ".").replace("。", ".").replace("．", ".")
    if not plain:
        return None
    try:
        value = Decimal(plain)
    except InvalidOperation as error:
        raise ValueError(text) from error
    if not value.is_finite() or abs(value) >= 10000:
        raise ValueError(text)
    return value


def fault_of(limit: Limit, given: Given, *, complete: bool) -> str:
    """Return what is wrong with a score: missing, negative, too_high, off_step, comment, or "" for nothing.

    ``complete`` asks for everything that a submitted sheet needs; a draft may have holes.
    """
    if given.points is None:
        return "missing" if complete else ""
    if given.points < ZERO:
        return "negative"
    if given.points > limit.points:
        return "too_high"
    # The highest score counts as a step of its own: 10 points in steps of 3 are 0, 3, 6, 9 and 10.
    if given.points % limit.step != ZERO and given.points != limit.points:
        return "off_step"
    if complete and limit.needs_comment(given.points) and not given.comment.strip():
        return "comment"
    return ""


def find_faults(limits: Iterable[Limit], given: Mapping[int, Given], *, complete: bool) -> dict[int, str]:
    """Return the faults of a sheet by criterion."""
    faults = {limit.key: fault_of(limit, given.get(limit.key, Given()), complete=complete) for limit in limits}
    return {key: fault for key, fault in faults.items() if fault}


def total_of(given: Iterable[Given]) -> Decimal:
    """Return the sum of the points given."""
    return sum((item.points for item in given if item.points is not None), ZERO)
