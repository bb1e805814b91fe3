"""What the sentence around a figure says about it: per-unit, scope, kind of percent."""

from __future__ import annotations

import re
from dataclasses import replace

from office.quantity.grammar import SPACE, alternatives, per_of_front
from office.quantity.value import Quantity
from office.quantity.words import LEAD_SCOPES, PER_UNITS, PERCENT, PercentKind

CLAUSE_END = "，。；;,：:！？\n"
SENTENCE_END = "。；;！？\n"
EVERY = re.compile(f"每(?:{alternatives(PER_UNITS)})(?!个)")
AVERAGE = re.compile(r"(?<!各)(?:生|人|年|月|校|班|日|户|县|师)均(?![有已可能在获被是须应可由])")
PRECEDING_SCOPE = re.compile(rf"[（(]((?:不?含|不?包括|除)[^（）()]*)[）)]{SPACE}$")
FOLLOWING_SCOPE = re.compile(r"^[\u4e00-\u9fff“”\"]{1,12}[（(]((?:不?含|不?包括|除)[^（）()]*)[）)]")
GROWTH_BEFORE = re.compile(
    "(?:增长率|增长|增加|增幅|增速|上升|下降|减少|降低|提高|提升|同比|环比|上涨|涨幅|降幅)"
    "(?:了|率|为|达|达到|是|约|近|超过|至少|幅度)*[ ]*$"
)
GROWTH_AFTER = re.compile(r"^(?:左右|以上)?的?(?:增速|增长|增幅|涨幅)")
COMPLETION = re.compile(r"(?:完成率|达成率|执行率|(?:计划|任务|目标)的)[^，。；,]*$")
SHARE = re.compile(r"(?:占|比例|比重|率|度|覆盖面)[^，。；,]*$")


def clause_before(text: str, start: int) -> str:
    """The part of the clause that stands before a place."""
    head = text[:start]
    cut = max(head.rfind(mark) for mark in CLAUSE_END)
    return head[cut + 1 :]


def add_context(quantity: Quantity, text: str, start: int, end: int) -> Quantity:
    """Return the figure with what the sentence says outside it, marked so that printing in place omits it."""
    quantity = add_scope(quantity, text, start, end)
    if quantity.unit == PERCENT:
        return replace(quantity, percent_kind=percent_kind_in(text, start, end))
    told = "" if quantity.per_unit else per_in(clause_before(text, start))
    return with_outside_per(quantity, per_of_front(told), told) if told else quantity


def with_outside_per(quantity: Quantity, per: str, told: str) -> Quantity:
    """Return the figure counted per something that the sentence has named (每组, 生均)."""
    surface = quantity.surface
    outside = (*surface.outside, "per")
    return replace(quantity, per_unit=per, surface=replace(surface, per_text=told, outside=outside))


def per_in(clause: str) -> str:
    """The last 每组, 每人每年 or 生均 of a clause; empty when it names none."""
    every, average = list(EVERY.finditer(clause)), list(AVERAGE.finditer(clause))
    if average and (not every or average[-1].start() > every[-1].start()):
        return average[-1].group()
    if len(every) > 1 and every[-2].end() == every[-1].start():
        return every[-2].group() + every[-1].group()
    return every[-1].group() if every else ""


def add_scope(quantity: Quantity, text: str, start: int, end: int) -> Quantity:
    """Add 据不完全统计 said earlier in the sentence and a bracket before the figure or after its noun."""
    head = text[:start]
    sentence = head[max(head.rfind(mark) for mark in SENTENCE_END) + 1 :]
    words = [word for word in LEAD_SCOPES[:1] + LEAD_SCOPES[2:] if word in sentence]
    if before := PRECEDING_SCOPE.search(head):
        words.append(before.group(1))
    if not quantity.surface.scope_tail and (after := FOLLOWING_SCOPE.search(text[end:])):
        words.append(after.group(1))
    words = [word for word in words if word not in quantity.scope]
    if not words:
        return quantity
    outside = (*quantity.surface.outside, *words)
    return replace(quantity, scope=(*words, *quantity.scope), surface=replace(quantity.surface, outside=outside))


def percent_kind_in(text: str, start: int, end: int) -> PercentKind | str:
    """Tell growth, completion and share by the words around; empty when they do not say."""
    before, after = clause_before(text, start), text[end : end + 8]
    if GROWTH_BEFORE.search(before) or GROWTH_AFTER.search(after):
        return PercentKind.GROWTH
    if COMPLETION.search(before):
        return PercentKind.COMPLETION
    return PercentKind.SHARE if SHARE.search(before) else ""
