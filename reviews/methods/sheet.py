"""A submitted score sheet as plain numbers, and why a method refuses to work on a pile of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one reviewer gave one entry: points by the code of the criterion; the total is their sum."""

    entry: str
    judge: str
    points: Mapping[str, Decimal]

    @property
    def total(self) -> Decimal:
        """The sum of the points."""
        return sum(self.points.values(), Decimal(0))


class MethodRefused(ValueError):
    """A method that may not be applied; ``code`` names the cause, ``names`` whom it concerns, ``number`` the bound.

    Codes: ``few_scores`` (entries with too few scores to trim), ``disconnected`` (one reviewer of each of ``number``
    parts that share no entry).
    """

    def __init__(self, code: str, names: Iterable[str] = (), number: int = 0) -> None:
        self.code = code
        self.names = tuple(names)
        self.number = number
        super().__init__(f"{code} {number}: {' '.join(self.names)}")


def totals_by_entry(sheets: Iterable[Sheet]) -> dict[str, list[Decimal]]:
    """Return the totals that each entry received."""
    found: defaultdict[str, list[Decimal]] = defaultdict(list)
    for sheet in sheets:
        found[sheet.entry].append(sheet.total)
    return dict(found)


def half_up(value: Fraction, places: int) -> Decimal:
    """Round a fraction to `places` decimals, a five always away from zero (四舍五入): 85.125 is 85.13."""
    scaled = abs(value) * 10**places + Fraction(1, 2)
    whole = scaled.numerator // scaled.denominator
    return Decimal(-whole if value < 0 else whole).scaleb(-places)
