"""Quantity as plain data, for JSON."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from office.quantity.errors import QuantityError
from office.quantity.parts import Mark, Surface

if TYPE_CHECKING:
    from office.quantity.value import Quantity


def to_data(quantity: Quantity) -> dict[str, Any]:
    """Return only what differs from the default; the value is a decimal string."""
    stored: dict[str, Any] = {"value": format(quantity.value, "f")}
    for name in ("unit", "scale", "decimals", "per_unit", "percent_kind", "raw"):
        if content := getattr(quantity, name):
            stored[name] = content if isinstance(content, int) else str(content)
    if quantity.marks:
        stored["bound"] = str(quantity.bound)
        stored["marks"] = [[mark.word, str(mark.place)] for mark in quantity.marks]
    if quantity.scope:
        stored["scope"] = list(quantity.scope)
    if quantity.nominal is not None:
        stored["nominal"] = to_data(quantity.nominal)
    if surface := _surface_data(quantity.surface):
        stored["surface"] = surface
    return stored


def from_data(cls: type[Quantity], stored: Any) -> Quantity:
    """Rebuild a Quantity; unknown keys and wrong types are refused, a figure is never half read."""
    try:
        given = dict(stored)
        given["value"] = Decimal(given["value"])
        given["marks"] = tuple(Mark(word, place) for word, place in given.get("marks", ()))
        given["scope"] = tuple(given.get("scope", ()))
        if "nominal" in given:
            given["nominal"] = from_data(cls, given["nominal"])
        given["surface"] = _read_surface(given.get("surface", {}))
        return cls(**given)
    except QuantityError:
        raise
    # An unknown key is a TypeError of the constructor: a figure is never half read.
    except (TypeError, ValueError, KeyError, AttributeError, InvalidOperation) as error:
        raise QuantityError("data", str(stored)[:200], str(error)) from error


def _surface_data(surface: Surface) -> dict[str, Any]:
    kept = {}
    for part in fields(surface):
        content = getattr(surface, part.name)
        if content != part.default:
            kept[part.name] = list(content) if isinstance(content, tuple) else content
    return kept


def _read_surface(stored: dict[str, Any]) -> Surface:
    kept: dict[str, Any] = {name: tuple(part) if isinstance(part, list) else part for name, part in stored.items()}
    return Surface(**kept)
