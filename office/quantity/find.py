"""Figures in prose, told apart from dates, editions, document numbers and names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from office.quantity.context import add_context, with_outside_per
from office.quantity.errors import QuantityError
from office.quantity.grammar import build, figure_pattern, known_units, means_recent_time
from office.quantity.numerals import CHINESE, read_numeral
from office.quantity.others import HIDDEN, Kind, find_name_zones, find_others
from office.quantity.parts import Surface
from office.quantity.value import Quantity
from office.quantity.words import COUNTED, Bound

FIGURE = re.compile(figure_pattern(known_units()), re.VERBOSE)
NOMINAL_LEAD = re.compile("[（(]实际[^0-9（）()，。；]*")
SLOGAN = re.compile('[“"「][一二三四五六七八九十百千万两0-9][^《》“”"]{1,7}[”"」]')
# What may stand right after a number that names no unit; a letter or a character makes it part of a name (国家863).
ENDS_NUMBER = re.compile('[ \u3000]*(?:[，。；;,、：:！？）)】》”"\n]|$)')


@dataclass(frozen=True)
class Found:
    """One place of the text (end exclusive) with its kind; `quantity` for figures and for counted names."""

    start: int
    end: int
    kind: Kind
    text: str
    quantity: Quantity | None = None


def find_quantities(text: str) -> list[Found]:
    """Return every number of a text in order: figures with their Quantity, all else by kind.

    What the sentence says about a figure outside its place (每组, 据不完全统计, 含…) is kept in the Quantity;
    printing a found Quantity at its place gives the text again.
    """
    spans, masked = find_others(text)
    found = [Found(span.start, span.end, span.kind, text[span.start : span.end]) for span in spans]
    zones = find_name_zones(text)
    for figure in join_nominal(list(scan(text, masked)), text):
        named = any(start <= figure.start and figure.end <= end for start, end in zones)
        found.append(replace(figure, kind=Kind.LABEL) if named else figure)
    found += slogans(text, zones, found)
    return carry_per(sorted(found, key=lambda item: item.start), text)


def slogans(text: str, zones: list[tuple[int, int]], found: list[Found]) -> list[Found]:
    """Short quotations that begin with a number and hold nothing found yet: “六稳”, “一带一路”."""
    free = [zone for zone in zones if not any(zone[0] <= item.start < zone[1] for item in found)]
    labels = [(start + 1, end - 1) for start, end in free if SLOGAN.fullmatch(text[start:end])]
    return [Found(start, end, Kind.LABEL, text[start:end]) for start, end in labels]


def find_figures(text: str) -> list[Found]:
    """Return only the figures of a text."""
    return [found for found in find_quantities(text) if found.kind is Kind.FIGURE]


def scan(text: str, masked: str) -> Iterator[Found]:
    """Walk over the masked text and yield what is a figure or a number inside a name."""
    place = 0
    while match := FIGURE.search(masked, place):
        found = read_match(match, text, masked)
        # A refused match may hide a figure that begins a character later (六稳工作20项).
        place = match.end() if found else max(match.start("number") + 1, match.start() + 1)
        if found and found.kind is Kind.LABEL:
            place = match.end("number")
        if found:
            yield found


def read_match(match: re.Match[str], text: str, masked: str) -> Found | None:
    """Judge one match: a figure, a number that belongs to a name, or nothing (a Chinese numeral in a phrase)."""
    start, end = match.span()
    chinese = re.fullmatch(CHINESE, match["number"]) is not None
    if chinese and not counts_in_chinese(match, masked):
        return None
    if not chinese and not match["unit"] and not match["prefix"] and not ENDS_NUMBER.match(masked, end):
        return Found(match.start("number"), match.end("number"), Kind.LABEL, match["number"])
    if start == match.start("number") and start and re.match("[0-9A-Za-z]", masked[start - 1]):
        return Found(start, match.end("number"), Kind.LABEL, match["number"])
    try:
        quantity = build(match, raw=text[start:end])
    except QuantityError:
        return Found(start, end, Kind.VAGUE if chinese else Kind.CODE, text[start:end])
    if means_recent_time(quantity):
        start = match.start("number")
        quantity = replace(quantity, marks=quantity.marks[1:], bound=Bound.EXACT, raw=text[start:end])
        quantity = replace(quantity, surface=replace(quantity.surface, gaps=("", *quantity.surface.gaps[1:])))
    return Found(start, end, Kind.FIGURE, text[start:end], add_context(quantity, text, start, end))


def counts_in_chinese(match: re.Match[str], masked: str) -> bool:
    """Tell 两场 and 二次 from phrases: a measure word must follow, and 一 alone is an article (一本书)."""
    before = masked[match.start() - 1] if match.start() else ""
    return bool(
        (match["prefix"] or (match["unit"] or "").replace("多", "").replace("余", "") in COUNTED)
        and match["number"] != "一"
        and before not in (*"第几数十百千万零一二三四五六七八九〇", HIDDEN)
    )


def join_nominal(figures: list[Found], text: str) -> list[Found]:
    """Join 百名（实际99人） into one figure: 99 with the nominal 百名."""
    joined: list[Found] = []
    for figure in figures:
        last = joined[-1] if joined else None
        if last and last.quantity and figure.quantity and last.kind is figure.kind is Kind.FIGURE:
            between = text[last.end : figure.start]
            if NOMINAL_LEAD.fullmatch(between) and text[figure.end : figure.end + 1] in "）)":
                raw = text[last.start : figure.end + 1]
                surface = replace(figure.quantity.surface, nominal_lead=between)
                quantity = replace(figure.quantity, nominal=last.quantity, surface=surface, raw=raw)
                joined[-1] = Found(last.start, figure.end + 1, Kind.FIGURE, raw, quantity)
                continue
        joined.append(figure)
    return joined


def carry_per(found: list[Found], text: str) -> list[Found]:
    """Carry 每组 on through a list of like figures: 每组一等奖4名，二等奖6名，三等奖10名."""
    carried: list[Found] = []
    last: Found | None = None
    for item in found:
        quantity = item.quantity
        if item.kind is Kind.FIGURE and quantity and last and last.quantity:
            between = text[last.end : item.start]
            alike = quantity.unit == last.quantity.unit and not quantity.per_unit
            if alike and last.quantity.per_unit and re.fullmatch(r"[，,、和及][^，。；,;]{0,8}", between):
                quantity = with_outside_per(quantity, last.quantity.per_unit, last.quantity.surface.per_text)
                item = replace(item, quantity=quantity)  # noqa: PLW2901
        carried.append(item)
        last = item if item.kind is Kind.FIGURE else last
    return carried


def parts_of_name(text: str) -> list[Quantity]:
    """Read the counts of a compressed name: 三部一所 gives 三部 and 一所, 一网两刊 gives 一网 and 两刊."""
    parts = re.findall("[一二三四五六七八九十两][\u4e00-\u9fff]", text)
    if "".join(parts) != text:
        raise QuantityError("no_number", text)
    return [replace(_read_part(part), raw=part) for part in parts]


def _read_part(part: str) -> Quantity:
    return Quantity(read_numeral(part[0]), part[1], surface=Surface(numeral=part[0]))
