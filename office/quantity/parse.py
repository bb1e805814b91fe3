"""Read one figure as an office person types it."""

from __future__ import annotations

import re
from dataclasses import replace

from office.quantity.errors import QuantityError
from office.quantity.grammar import SPACE, build, figure_pattern, known_units
from office.quantity.value import Quantity
from office.quantity.words import LEAD_SCOPES, POINTS, PercentKind

LONGEST = 120
LEAD = rf"(?P<lead>(?:{'|'.join(LEAD_SCOPES)})(?:[，,、:：]|{SPACE}))?"
PER = rf"(?P<per_front>(?:(?:每[\u4e00-\u9fff]){{1,2}}|[生人年月校班日户县师]均){SPACE})?"
ANY_UNIT = r"[\u4e00-\u9fffA-Za-z²³㎡℃]{1,6}?"
# A note may hold numbers here (80个（含20个培育）); in prose those are figures of their own.
NOTED = "[^（）()]*"
KNOWN = re.compile(LEAD + PER + figure_pattern(known_units(), noted=NOTED) + "$", re.VERBOSE)
OTHER = re.compile(LEAD + PER + figure_pattern(ANY_UNIT, noted=NOTED) + "$", re.VERBOSE)
WITH_NOUN = re.compile(LEAD + PER + figure_pattern(known_units(), noted=NOTED), re.VERBOSE)
NOMINAL = re.compile(
    r"(?P<nominal>[^（(]+)(?P<lead>[（(]实际[^0-9０-９约近超一二三四五六七八九十百千]*)(?P<own>.+)[）)]"
)

# Texts that hold digits but no single figure, with the code that says so.
REFUSED = (
    ("date", r"(?:19|20)[0-9]{2}[ -]*年|[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]+月(?:[0-9]+日|份|$)|^[0-9]+日$"),
    ("ordinal", r"^第|^首[届批个次期]"),
    ("range", r"[0-9][万亿人名个]*[ ]*[-—–~～至到][ ]*[0-9]|[一二三四五六七八九][到至][二三四五六七八九十]"),
    ("range", r"^(?:[二三四五六七八九两][三四五六七八九])"),
    ("vague", r"几|数[十百千万]|若干|许多|部分|过半|一半|分之(?<!百分之)"),
)


def parse_quantity(text: str, *, unit: str = "", percent_kind: PercentKind | str = "") -> Quantity:
    """Read one whole figure: 200余名, 约100人, 1.2万, 30%以上, 每组4名, 15所（含滑县）, 百名（实际99人）.

    `unit` is taken when the text names none and is then printed with it. `percent_kind` tells which of the four
    percents is meant. The spelling is kept; `.plain()` tidies it. Raises QuantityError with a code.
    """
    given = text.strip()
    _refuse_other_things(given)
    quantity = _with_nominal(match, given) if (match := NOMINAL.fullmatch(given)) else _read_one(given)
    if unit and not quantity.unit:
        quantity = replace(quantity, unit=unit)
    if percent_kind and quantity.is_percent and quantity.unit != POINTS:
        quantity = replace(quantity, percent_kind=PercentKind(percent_kind))
    return quantity


def _read_one(given: str) -> Quantity:
    match = KNOWN.match(given)
    if match is None:
        begun = WITH_NOUN.match(given)
        match = OTHER.match(given) if begun and not begun["unit"] else None
    if match is None:
        raise QuantityError(_why_unreadable(given), given)
    return build(match, raw=given, per_front=match["per_front"] or "", lead=match["lead"] or "")


def _with_nominal(match: re.Match[str], given: str) -> Quantity:
    own = _read_one(match["own"])
    nominal = _read_one(match["nominal"])
    return replace(own, nominal=nominal, surface=replace(own.surface, nominal_lead=match["lead"]), raw=given)


def _refuse_other_things(given: str) -> None:
    if not given:
        raise QuantityError("empty", given)
    if len(given) > LONGEST:
        raise QuantityError("too_long", given[:LONGEST])
    figure = re.sub("[（(][^）)]*[）)]", "", given)
    for code, pattern in REFUSED:
        if re.search(pattern, figure):
            raise QuantityError(code, given)


def _why_unreadable(given: str) -> str:
    if not re.search("[0-9０-９零〇一二三四五六七八九十百千万亿两]", given):
        return "no_number"
    if len(re.findall("[0-9０-９]+(?:[.．,，][0-9０-９]+)*", given)) > 1:
        return "several_numbers"
    begun = WITH_NOUN.match(given)
    return "trailing_text" if begun and begun["unit"] else "bad_number"
