"""Printing a Quantity: every word in its place."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from office.quantity.numerals import ARABIC, MIXED, canonical
from office.quantity.words import LEAD_SCOPES, PRINTED_UNIT, RATIO, Place

if TYPE_CHECKING:
    from office.quantity.value import Quantity

PREFIX_UNIT = "百分之"
RATIO_SIGNS = ("1:", "1：", "1∶")
CLOSING = {"（": "）", "(": ")", "〔": "〕", "[": "]"}


def print_figure(quantity: Quantity, noun: str = "") -> str:
    """Print the figure, with the noun it counts between the figure and a note in brackets after it."""
    body = scope_lead(quantity) + print_core(quantity) + noun + scope_tail(quantity)
    if quantity.nominal is None:
        return body
    opening = quantity.surface.nominal_lead or "（实际"
    return quantity.nominal.text() + opening + body + CLOSING.get(opening[0], "）")


def print_core(quantity: Quantity) -> str:
    """Print number, scale, unit, per-unit and qualifying words, without scope words."""
    words = {mark.place: mark.word for mark in quantity.marks}
    gaps = quantity.surface.gaps
    before_number, after_number = unit_parts(quantity)
    if Place.IN_UNIT in words:
        after_number = after_number[:1] + words[Place.IN_UNIT] + after_number[1:]
    per = per_text(quantity)
    return "".join((
        "" if per.startswith("/") else per,
        words.get(Place.BEFORE, ""), gaps[0],
        before_number, numeral(quantity), words.get(Place.IN_SCALE, ""),
        gaps[1], quantity.scale,
        gaps[2], words.get(Place.BEFORE_UNIT, ""),
        gaps[3], after_number,
        per if per.startswith("/") else "",
        gaps[4], words.get(Place.AFTER, ""),
    ))  # fmt: skip


def numeral(quantity: Quantity) -> str:
    """The number as the source wrote it, else plain digits at the stated precision."""
    return quantity.surface.numeral or canonical(quantity.number, quantity.decimals)


def unit_parts(quantity: Quantity) -> tuple[str, str]:
    """What of the unit stands before the number (百分之, 1:) and after it."""
    spelled = quantity.surface.unit_text or PRINTED_UNIT.get(quantity.unit, quantity.unit)
    if spelled == PREFIX_UNIT or spelled in RATIO_SIGNS:
        return spelled, ""
    if spelled == RATIO:
        return RATIO_SIGNS[0], ""
    return "", spelled


def per_text(quantity: Quantity) -> str:
    """How the per-unit is said: as the source said it, not at all when the sentence says it, else /组."""
    if not quantity.per_unit or "per" in quantity.surface.outside:
        return ""
    return quantity.surface.per_text or "/" + quantity.per_unit


def scope_lead(quantity: Quantity) -> str:
    """Give the scope words before the figure: 据不完全统计，."""
    if quantity.surface.scope_lead:
        return quantity.surface.scope_lead
    words = [w for w in quantity.scope if w in LEAD_SCOPES and w not in quantity.surface.outside]
    return "".join(f"{word}，" for word in words)


def scope_tail(quantity: Quantity) -> str:
    """Give the scope words in brackets after the figure: （含滑县）."""
    gap = quantity.surface.gaps[5]
    if quantity.surface.scope_tail:
        return gap + quantity.surface.scope_tail
    words = [w for w in quantity.scope if w not in LEAD_SCOPES and w not in quantity.surface.outside]
    return f"（{'；'.join(words)}）" if words else ""


def in_house_spelling(quantity: Quantity) -> Quantity:
    """Drop stray spaces, full-width digits and thousands separators; keep numerals that are words (两, 百)."""
    surface = quantity.surface
    is_digits = re.fullmatch(ARABIC, surface.numeral) and not re.fullmatch(MIXED, surface.numeral)
    spelled = "" if surface.unit_text in ("％", "﹪", "1：", "1∶") else surface.unit_text
    tidy = replace(
        surface,
        numeral="" if is_digits else surface.numeral,
        unit_text=spelled,
        gaps=("",) * len(surface.gaps),
        scope_lead="",
        scope_tail="",
    )
    nominal = quantity.nominal.plain() if quantity.nominal else None
    return replace(quantity, surface=tidy, nominal=nominal)
