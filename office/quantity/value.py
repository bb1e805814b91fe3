"""Quantity: a figure of an official text with everything the text says about it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from office.quantity import compare, data, text
from office.quantity.errors import QuantityError
from office.quantity.numerals import canonical, read_numeral
from office.quantity.parts import GAPS, Mark, Surface
from office.quantity.rounding import WIDE
from office.quantity.words import PERCENT, POINTS, SCALES, Bound, PercentKind, Place


@dataclass(frozen=True)
class Quantity:
    """A stated figure: value with scale and precision, unit, bound with its word in its place, scope.

    `value` is in single units (4.8万 is 48000, scale 万, decimals 1). A percent is its number (30% is 30).
    """

    value: Decimal
    unit: str = ""
    scale: str = ""
    decimals: int = 0
    per_unit: str = ""
    bound: Bound = Bound.EXACT
    marks: tuple[Mark, ...] = ()
    percent_kind: str = ""
    nominal: Quantity | None = None
    scope: tuple[str, ...] = ()
    surface: Surface = field(default_factory=Surface)
    raw: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        put = object.__setattr__
        put(self, "value", Decimal(self.value))
        put(self, "bound", Bound(self.bound))
        put(self, "percent_kind", PercentKind(self.percent_kind) if self.percent_kind else "")
        self._check_number()
        self._settle_bound()
        self._check_surface()

    @classmethod
    def exact(cls, value: Decimal | int, unit: str = "", **more: Any) -> Quantity:
        """Make a counted figure: Quantity.exact(27, "所"); decimals follow from the number."""
        number = Decimal(value)
        shown = max(0, -int(number.as_tuple().exponent))
        return cls(number, unit, decimals=more.pop("decimals", shown), **more)

    @property
    def number(self) -> Decimal:
        """The number as printed before the scale: 4.8 of 4.8万."""
        return WIDE.divide(self.value, SCALES[self.scale])

    @property
    def word(self) -> str:
        """The qualifying word, empty for an exact figure."""
        return self.marks[0].word if self.marks else ""

    @property
    def place(self) -> str:
        """Where the qualifying word stands, empty for an exact figure."""
        return self.marks[0].place if self.marks else ""

    @property
    def is_exact(self) -> bool:
        """Whether the figure carries no qualifier (its precision may still be coarse, as in 4.8万)."""
        return self.bound is Bound.EXACT

    @property
    def is_percent(self) -> bool:
        return self.unit in (PERCENT, POINTS)

    def text(self) -> str:
        """Print the figure for its place in the sentence, qualifier included."""
        return text.print_figure(self)

    def full_text(self) -> str:
        """Print the figure to stand alone: also what the sentence around it had said (每组4名, 15所（含滑县）)."""
        return text.print_figure(self.standing_alone())

    def with_noun(self, noun: str) -> str:
        """Print the figure with what it counts: 27所高职院校, 50所左右中职学校, 15所学校（含滑县）."""
        return text.print_figure(self, noun=noun)

    def __str__(self) -> str:
        return self.text()

    def plain(self) -> Quantity:
        """Return the same figure in house spelling: no stray spaces, half-width digits; 两 and 百 stay words."""
        return text.in_house_spelling(self)

    def standing_alone(self) -> Quantity:
        """Return the figure with nothing left to the surrounding sentence."""
        return replace(self, surface=replace(self.surface, outside=()))

    def compare(self, number: Decimal | int, *, tolerance: Decimal = compare.TOLERANCE) -> compare.Agreement:
        """Say whether a computed `number` (single units) agrees with this stated figure, honoring its bound."""
        return compare.compare(self, Decimal(number), tolerance=tolerance)

    def to_data(self) -> dict[str, Any]:
        """Return plain data for JSON: strings, integers, lists; absent keys mean the default."""
        return data.to_data(self)

    @classmethod
    def from_data(cls, stored: Any) -> Quantity:
        """Rebuild from `to_data`; raises QuantityError("data") for anything else."""
        return data.from_data(cls, stored)

    def _check_number(self) -> None:
        if self.scale not in SCALES or self.decimals < 0 or not self.value.is_finite():
            raise QuantityError("data", str(self.value), f"scale {self.scale!r}, decimals {self.decimals}")
        if Decimal(canonical(self.number, self.decimals)) != self.number:
            # Printing would round, and a printed figure must be the stored one.
            raise QuantityError("data", str(self.value), f"{self.decimals} decimals cannot show it")
        if self.surface.numeral and read_numeral(self.surface.numeral) != self.number:
            raise QuantityError("data", self.surface.numeral, f"does not mean {self.number}")

    def _settle_bound(self) -> None:
        if not self.marks and self.bound is not Bound.EXACT:
            object.__setattr__(self, "marks", (default_mark(self),))
        bounds = {mark.bound for mark in self.marks}
        said = bounds.pop() if len(bounds) == 1 else Bound.ABOUT if bounds else Bound.EXACT
        if self.bound is Bound.EXACT:
            object.__setattr__(self, "bound", said)
        elif self.bound is not said:
            raise QuantityError("contradiction", self.word, f"{self.bound} against {said}")
        if len({mark.place for mark in self.marks}) != len(self.marks):
            raise QuantityError("contradiction", self.word, "two words in one place")

    def _check_surface(self) -> None:
        shown = self.surface.scope_lead + self.surface.scope_tail
        if shown and not all(word in shown or word in self.surface.outside for word in self.scope):
            raise QuantityError("data", shown, "scope text hides a scope word")
        if len(self.surface.gaps) != GAPS or any(gap.strip() for gap in self.surface.gaps):
            raise QuantityError("data", repr(self.surface.gaps), "gaps")
        if self.percent_kind == PercentKind.POINTS and self.unit != POINTS:
            raise QuantityError("contradiction", self.unit, "points need 百分点")


def default_mark(quantity: Quantity) -> Mark:
    """Choose the usual word for a bound that came without one: 200余名, 30%以上, 约100人, 近16亿元."""
    plain_count = not quantity.is_percent and not quantity.decimals and quantity.unit and quantity.value >= 10
    return {
        Bound.LOWER: Mark("余", Place.BEFORE_UNIT) if plain_count else Mark("以上", Place.AFTER),
        Bound.UPPER: Mark("以内", Place.AFTER),
        Bound.ABOUT: Mark("约", Place.BEFORE),
        Bound.NEAR: Mark("近", Place.BEFORE),
    }[quantity.bound]
