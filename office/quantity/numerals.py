"""Numbers as they are written: half- and full-width digits, Chinese numerals, 1亿2000万."""

from __future__ import annotations

import re
from decimal import Decimal

from office.quantity.errors import QuantityError

DIGITS = {char: number for number, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2, "壹": 1}
STEPS = {"十": 10, "百": 100, "千": 1000}
BIG = {"万": Decimal(10**4), "亿": Decimal(10**8)}
WIDE = str.maketrans("０１２３４５６７８９．，－＋", "0123456789.,-+")

# Longer runs of digits are account or filing numbers, and would pass the precision kept.
LONGEST = 24

D = "[0-9０-９]"
POINT = r"[.．]"
ARABIC = rf"[-−－]?(?:{D}{{1,3}}(?:[,，]{D}{{3}})+|{D}+)(?:{POINT}{D}+)?"
MIXED = rf"{D}+(?:{POINT}{D}+)?亿{D}+(?:{POINT}{D}+)?万|{D}+亿{D}{{8}}|{D}+万{D}{{4}}|{D}+万{D}千"
CHINESE_CHARS = "零〇一二三四五六七八九两十百千"
# Bounded, so that a long run of one character costs no more than its length.
CHINESE = rf"[{CHINESE_CHARS}]{{1,20}}(?:[万亿][{CHINESE_CHARS}]{{1,20}}){{0,3}}(?:点[{CHINESE_CHARS[:11]}]{{1,9}})?"


def read_numeral(text: str) -> Decimal:
    """Return the number that a numeral means: 200, ２００, 14,500, 两, 百, 三万五千, 1亿2000万, 三点五.

    Raises QuantityError("bad_number") for anything that is not one whole number.
    """
    if len(text) > LONGEST:
        raise QuantityError("bad_number", text[:LONGEST])
    plain = text.translate(WIDE).replace("−", "-").replace(" ", "")
    if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?|-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?", plain):
        return Decimal(plain.replace(",", ""))
    if re.fullmatch(MIXED, text):
        return _read_mixed(plain)
    if re.fullmatch(CHINESE + "[万亿]*", text):
        whole, _, fraction = text.partition("点")
        tail = "".join(str(DIGITS[char]) for char in fraction)
        return _read_big(whole, text) + (Decimal("0." + tail) if tail else 0)
    raise QuantityError("bad_number", text)


def numeral_decimals(text: str) -> int:
    """Count the decimals a numeral shows: 4.80 shows two."""
    match = re.search(r"[.．点](.+)$", text)
    return len(match.group(1)) if match else 0


def canonical(number: Decimal, decimals: int) -> str:
    """Write a number in plain half-width digits with exactly `decimals` places."""
    return format(number, f".{decimals}f")


def _read_mixed(plain: str) -> Decimal:
    total, steps = Decimal(0), BIG | {"千": Decimal(1000), "": Decimal(1)}
    for number, step in re.findall(r"([0-9]+(?:\.[0-9]+)?)([亿万千]?)", plain):
        total += Decimal(number) * steps[step]
    return total


def _read_big(text: str, raw: str) -> Decimal:
    for sign in ("亿", "万"):
        left, found, right = text.rpartition(sign)
        if found:
            return _read_big(left, raw) * BIG[sign] + (_read_big(right, raw) if right else 0)
    return Decimal(_read_small(text, raw))


def _read_small(text: str, raw: str) -> int:
    if text and all(char in DIGITS for char in text):
        # 二〇二〇 is read digit by digit; a lone digit is itself.
        if len(text) > 1 and not set(text) & {"〇", "零"}:
            raise QuantityError("bad_number", raw, "两三 is a range")
        return int("".join(str(DIGITS[char]) for char in text))
    total, digit, last = 0, -1, 10_000
    for char in text:
        if char in DIGITS:
            if digit > 0:
                raise QuantityError("bad_number", raw)
            digit = DIGITS[char]
            continue
        step = STEPS[char]
        if step >= last or (digit == 0 and char != "十"):
            raise QuantityError("bad_number", raw)
        total, digit, last = total + (digit if digit > 0 else 1) * step, -1, step
    return total + max(digit, 0)
