"""Figures of official Chinese texts: parse, keep, compare, print. Knows no Django."""

from office.quantity.compare import Agreement
from office.quantity.errors import QuantityError
from office.quantity.parse import parse_quantity
from office.quantity.rounding import Rounding, explain_rounding, part_of, round_half_up
from office.quantity.value import Mark, Quantity, Surface
from office.quantity.words import Bound, PercentKind, Place

__all__ = [
    "Agreement", "Bound", "Mark", "PercentKind", "Place", "Quantity", "QuantityError", "Rounding", "Surface",
    "explain_rounding", "parse_quantity", "part_of", "round_half_up",
]  # fmt: skip
