"""Parts of a Quantity: a qualifying word in its place, and how the source spelled the figure."""

from __future__ import annotations

from dataclasses import dataclass

from office.quantity.errors import QuantityError
from office.quantity.words import BOUND_OF_PLACE, Bound, Place

GAPS = 6


@dataclass(frozen=True)
class Mark:
    """A qualifying word and where it stands: (余, before_unit)."""

    word: str
    place: Place

    def __post_init__(self) -> None:
        object.__setattr__(self, "place", Place(self.place))
        if self.word not in BOUND_OF_PLACE[self.place]:
            raise QuantityError("data", self.word, f"not a word for place {self.place}")

    @property
    def bound(self) -> Bound:
        return BOUND_OF_PLACE[self.place][self.word]


@dataclass(frozen=True)
class Surface:
    """How the source spelled the figure; printing repeats it, arithmetic ignores it.

    `numeral` (两, 百, ２００, 14,500) when it is not the plain digits; `unit_text` when the unit is spelled otherwise;
    `per_text` 每组 or /组; `scope_lead` 据不完全统计，; `scope_tail` （含滑县）; `nominal_lead` （实际人数.
    `gaps`: spaces after the word before, before the scale, before 余/多, before the unit, before 左右, before the tail.
    `outside`: what the sentence around the figure says, so that it is not printed in place: "per" and scope words.
    """

    numeral: str = ""
    unit_text: str = ""
    per_text: str = ""
    scope_lead: str = ""
    scope_tail: str = ""
    nominal_lead: str = ""
    gaps: tuple[str, ...] = ("",) * GAPS
    outside: tuple[str, ...] = ()
