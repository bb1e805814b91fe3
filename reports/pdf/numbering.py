"""Numbers before headings: 一、（一）1.（1） or 1.1.1, worked out from levels alone."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

CHINESE = "chinese"
DECIMAL = "decimal"
SCHEMES = (CHINESE, DECIMAL)
LEVELS = 4
_DIGITS = "〇一二三四五六七八九"


def chinese_number(number: int) -> str:
    """Return 1 to 999 in Chinese as counted in headings: 10 十, 21 二十一, 105 一百〇五.

    ValueError outside that range.
    """
    if not 1 <= number <= 999:
        raise ValueError(f"A heading number lies between 1 and 999, not {number}.")
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    elif hundreds and ones:
        text += "〇"
    return text + (_DIGITS[ones] if ones else "")


def number_label(counters: list[int], scheme: str) -> str:
    """Return the label for the running counters of a heading, the last one being its own level."""
    if scheme == DECIMAL:
        return ".".join(str(counter) for counter in counters)
    own = counters[-1]
    if len(counters) == 1:
        return f"{chinese_number(own)}、"
    if len(counters) == 2:
        return f"（{chinese_number(own)}）"
    return f"{own}." if len(counters) == 3 else f"（{own}）"


def number_headings(blocks: Iterable[Mapping[str, Any]], scheme: str) -> Iterator[str]:
    """Yield one label a block: the heading's number, "" for blocks without one.

    An unnumbered heading counts for nothing but starts its sub-levels afresh. A level that is skipped
    (1 then 3) counts as 1 in decimal, so that no label ever shows a zero.
    """
    counters = [0] * LEVELS
    for block in blocks:
        if block.get("type") != "heading":
            yield ""
            continue
        level = int(block["level"])
        counters[level:] = [0] * (LEVELS - level)
        if not block.get("numbered", True):
            yield ""
            continue
        counters[level - 1] += 1
        yield number_label([counter or 1 for counter in counters[:level]], scheme)
