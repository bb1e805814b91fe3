"""Figures of official Chinese texts: parse, keep, compare, print. Knows no Django."""

from office.quantity.compare import Agreement
from office.quantity.errors import QuantityError
from office.quantity.find import Found, find_figures, find_quantities
from office.quantity.others import Kind
from office.quantity.parse import parse_quantity
from office.quantity.parts import Mark, Surface
from office.quantity.rounding import Rounding, explain_rounding, part_of, round_half_up
from office.quantity.value import Quantity
from office.quantity.words import Bound, PercentKind, Place

__all__ = [
    "Agreement",
    "Bound",
    "Found",
    "Kind",
    "Mark",
    "PercentKind",
    "Place",
    "Quantity",
    "QuantityError",
    "Rounding",
    "Surface",
    "explain_rounding",
    "find_figures",
    "find_quantities",
    "parse_quantity",
    "part_of",
    "round_half_up",
]
