"""Amounts in capital Chinese figures (大写), as 支付结算办法 annex 1 asks for on payment papers. Pure."""

from decimal import ROUND_HALF_UP, Decimal

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿", "万亿")
CENT = Decimal("0.01")


def capital_amount(amount: Decimal) -> str:
    """Return an amount of yuan in capitals: 1409.50 is 人民币壹仟肆佰零玖元伍角, 107000 is 人民币壹拾万柒仟元整.

    Rounded half up to the fen; raises ``ValueError`` below zero and from 10^16 yuan on.
    """
    rounded = amount.quantize(CENT, ROUND_HALF_UP)
    if rounded < 0 or rounded >= 10**16:
        raise ValueError(f"no payment paper for {amount}")
    whole, part = divmod(int(rounded * 100), 100)
    tens, cents = divmod(part, 10)
    text = f"{capital_whole(whole)}元" if whole or not part else ""
    if not part:
        return f"人民币{text}整"
    if tens:
        text += f"{DIGITS[tens]}角"
    elif whole:
        text += "零"
    return f"人民币{text}{DIGITS[cents]}分" if cents else f"人民币{text}"


def capital_whole(number: int) -> str:
    """Return a whole number in capitals, 零 for nothing; one 零 stands for any run of zeros between digits."""
    if number == 0:
        return DIGITS[0]
    text, gap, group = "", False, 0
    while number:
        number, four = divmod(number, 10000)
        if four:
            said = capital_four(four)
            text = f"{said}{GROUPS[group]}{'零' if gap and text else ''}{text}"
            gap = four < 1000
        else:
            gap = gap or bool(text)
        group += 1
    return text


def capital_four(number: int) -> str:
    """Return 1 to 9999 in capitals."""
    text, gap = "", False
    for place, digit in reversed(list(enumerate(reversed(str(number))))):
        if digit == "0":
            gap = True
            continue
        text += ("零" if gap and text else "") + DIGITS[int(digit)] + PLACES[place]
        gap = False
    return text
