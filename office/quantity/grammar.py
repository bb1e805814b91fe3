"""The shape of a figure as one regular expression, and a Quantity from its match."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from office.quantity.errors import QuantityError
from office.quantity.numerals import ARABIC, CHINESE, MIXED, canonical, numeral_decimals, read_numeral
from office.quantity.parts import Mark, Surface
from office.quantity.rounding import WIDE
from office.quantity.value import Quantity
from office.quantity.words import (
    AFTER_WORDS,
    BEFORE_WORDS,
    PER_UNITS,
    POINTS,
    RATIO,
    SCALES,
    TIME_UNITS,
    UNIT_OF_SPELLING,
    UNITS,
    Place,
)

SPACE = r"[ \u00a0\u3000]*"
# What makes a qualifying word part of another word: 签约20家, 附近3所, 上游企业, 20个上下游企业.
NOT_BEFORE = {"约": "签节合契预条公特邀违相", "近": "附最邻临靠将接", "上": "以之", "超": "赶", "最多": ""}
NOT_AFTER = {"上下": "游级联册学班", "以上": "述所", "以下": "列几简问", "起": "来草点步到诉", "余": "[^，。；、,;)）]"}
TAIL_WORDS = "不含|含|不包括|包括|包含|其中|除|不计"


def alternatives(words: Iterable[str]) -> str:
    """Join words for a regular expression, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def before_words() -> str:
    """Words before the number that are not the tail of another word."""
    shown = []
    for word in sorted(BEFORE_WORDS, key=len, reverse=True):
        guard = f"(?<![{NOT_BEFORE[word]}])" if NOT_BEFORE.get(word) else ""
        follow = "(?=[百千万亿])" if word == "上" else ""
        shown.append(guard + re.escape(word) + follow)
    return "|".join(shown)


def after_words() -> str:
    """Words after the unit that are not the head of another word; 多 and 内 only after a time (3年多, 3个月内)."""
    shown = []
    for word in sorted(set(AFTER_WORDS) - {"多", "内"}, key=len, reverse=True):
        rest = NOT_AFTER.get(word, "")
        guard = "" if not rest else f"(?!{rest})" if rest.startswith("[") else f"(?![{rest}])"
        shown.append(re.escape(word) + guard)
    return "|".join(shown) + "|(?<=[年天时钟])多(?![次个种家所元样方项人媒名])|(?<=[年月天时周])内"


def known_units() -> str:
    """Measure words, each refusing the characters that would make it another word (3年级)."""
    shown = []
    for unit in sorted(UNITS, key=len, reverse=True):
        rest = UNITS[unit]
        shown.append(re.escape(unit) + (f"(?![{rest}])" if rest else ""))
    spelled = alternatives(set(UNIT_OF_SPELLING) - {"百分之", "个百分点", "个点"})
    return r"个[多余](?:月|小时|星期|学期|世纪)|%|‰|" + spelled + "|" + "|".join(shown)


def figure_pattern(unit: str, *, noted: str = "[^（）()0-9]*") -> str:
    """The whole grammar: word, number, scale, middle word, unit, per-unit, word after, note in brackets.

    `unit` and `noted` are patterns of what counts as a unit and of what a note may hold.
    """
    return rf"""
    (?:(?P<before>{before_words()})(?P<g0>{SPACE}))?
    (?P<prefix>百分之|1[:：∶](?=[0-9０-９]))?
    (?P<number>{MIXED}|{ARABIC}|{CHINESE})
    (?:(?P<in_scale>[余多来])(?=[万亿]))?
    (?P<g1>{SPACE})(?P<scale>(?:[十百千]?万|[十百千万]?亿|[百千])(?![瓦米克分]))?
    (?:(?P<g2>{SPACE})(?P<middle>[余多来]|[+＋](?![0-9A-Za-z])))?
    (?:(?P<g3>{SPACE})(?P<unit>{unit}))?
    (?P<per>[/／](?:{alternatives(PER_UNITS)})(?:·[年月天次])?)?
    (?:(?P<g4>{SPACE})(?P<after>{after_words()}))?
    (?:(?P<g5>{SPACE})(?P<tail>[（(](?:{TAIL_WORDS}){noted}[）)]))?
    """


def build(match: re.Match[str], *, raw: str, per_front: str = "", lead: str = "") -> Quantity:
    """Make the Quantity of a match of `figure_pattern`.

    Raises QuantityError when the numeral is no number (两三) or words contradict each other.
    """
    part = {name: found or "" for name, found in match.groupdict().items()}
    number = read_numeral(part["number"])
    decimals = numeral_decimals(part["number"])
    unit, spelled, in_unit = read_unit(part)
    scope = ((lead.rstrip("，,、 "),) if lead else ()) + scope_words(part["tail"])
    return Quantity(
        value=WIDE.multiply(number, SCALES[part["scale"]]),
        unit=unit,
        scale=part["scale"],
        decimals=decimals,
        per_unit=part["per"][1:] or per_of_front(per_front),
        marks=read_marks(part, in_unit),
        percent_kind="points" if unit == POINTS else "",
        scope=scope,
        surface=Surface(
            numeral="" if part["number"] == canonical(number, decimals) else part["number"],
            unit_text=spelled,
            per_text=part["per"] or per_front,
            scope_lead=lead,
            scope_tail=part["tail"],
            gaps=tuple(part[f"g{place}"] for place in range(6)),
        ),
        raw=raw,
    )


def read_unit(part: dict[str, str]) -> tuple[str, str, str]:
    """Return the unit, its spelling where that differs from what would be printed, and 多 of 个多月."""
    spelled = part["unit"]
    if part["prefix"]:
        if spelled:
            raise QuantityError("trailing_text", spelled)
        is_percent = part["prefix"] == "百分之"
        return UNIT_OF_SPELLING["百分之"] if is_percent else RATIO, part["prefix"], ""
    if re.match("个[多余].", spelled):
        return spelled[0] + spelled[2:], "", spelled[1]
    unit = UNIT_OF_SPELLING.get(spelled, spelled)
    return unit, "" if spelled in (unit, "个百分点") and spelled != POINTS else spelled, ""


def read_marks(part: dict[str, str], in_unit: str) -> tuple[Mark, ...]:
    """Collect the qualifying words in printing order."""
    words = (
        (part["before"], Place.BEFORE),
        (part["in_scale"], Place.IN_SCALE),
        (part["middle"], Place.BEFORE_UNIT),
        (in_unit, Place.IN_UNIT),
        (part["after"], Place.AFTER),
    )
    return tuple(Mark(word, place) for word, place in words if word)


def scope_words(tail: str) -> tuple[str, ...]:
    """The scope word inside brackets: (含滑县) gives 含滑县."""
    return (tail[1:-1],) if tail else ()


def per_of_front(text: str) -> str:
    """Give 组 for 每组, 年 for 年均, 人·年 for 每人每年."""
    word = text.strip()
    return "·".join(word.split("每")[1:]) if word.startswith("每") else word[:1]


def means_recent_time(quantity: Quantity) -> bool:
    """近3年 is the last three years, not nearly three: the 近 belongs to the sentence."""
    return quantity.word == "近" and quantity.unit in TIME_UNITS and quantity.value < Decimal(100)
