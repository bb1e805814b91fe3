"""The figures of four real documents, as data: lines, and what a careful reader found in them."""

import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from office.quantity import Found, Kind, Quantity, find_quantities
from office.quantity.find import parts_of_name

CONTENT = json.loads(Path(__file__).with_name("seed_figures.json").read_text(encoding="utf-8"))
LINES: dict[str, str] = CONTENT["lines"]

# The reader counted names; the text prints no number.
COUNTED_BY_NAMES = frozenset(
    {
        "A20.5",
        "A20.6",
        "A20.7",
        "A24.7",
        "A24.8",
        "A25.5",
        "A25.6",
        "A25.7",
        "A25.8",
        "A55.5",
        "C10.10",
        "C48.2",
        "D108.1",
        "D150.1",
    }
)
# The text differs from the reader's entry, and the text is kept: id, what is read, why.
DEVIATIONS: dict[str, tuple[dict[str, str], str]] = {
    "A20.2": ({"unit": ""}, "the source prints the unit before the number: 二等奖项 15"),
    "C10.2": ({"bound": "exact"}, "no qualifier is printed; that 4.8万 is rounded shows in its scale and decimals"),
    "B83.1": ({}, "三部一所 is a compressed name: a label whose two counts are read by parts_of_name"),
}


@dataclass(frozen=True)
class Fact:
    """One entry of the reader: where, what kind, and for figures their values, units and bound."""

    id: str
    line: str
    kind: str
    raw: str
    figures: tuple[tuple[Decimal, str, str], ...] = ()
    bound: str = "exact"

    @property
    def start(self) -> int:
        return LINES[self.line].index(self.raw)

    @property
    def end(self) -> int:
        return self.start + len(self.raw)


def read_fact(entry: dict[str, Any]) -> Fact:
    figures = tuple((Decimal(value), unit, per) for value, unit, per in entry.pop("figures", ()))
    return Fact(**entry, figures=figures)


FACTS = tuple(read_fact(entry) for entry in CONTENT["facts"])
FIGURES = tuple(fact for fact in FACTS if fact.figures)
PRINTED = tuple(fact for fact in FIGURES if fact.id not in COUNTED_BY_NAMES)
OTHERS = tuple(fact for fact in FACTS if not fact.figures)


def figures_inside(fact: Fact) -> list[Found]:
    """Figures that the finder sees inside the fact's words, read in the whole line."""
    found = find_quantities(LINES[fact.line])
    return [item for item in found if item.kind is Kind.FIGURE and fact.start <= item.start < fact.end]


def quantities_of(fact: Fact) -> list[Quantity]:
    """What is read for a fact; a compressed name by its parts."""
    if fact.id == "B83.1":
        return parts_of_name(fact.raw)
    return [item.quantity for item in figures_inside(fact) if item.quantity]


def key(quantity: Quantity) -> tuple[Decimal, str, str, str]:
    return quantity.value, quantity.unit, quantity.per_unit, str(quantity.bound)
