"""Unified social credit code (统一社会信用代码): 17 characters and a check character, GB 32100-2015."""

import re
import unicodedata

CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
SHAPE = re.compile(rf"[{CHARACTERS}]{{18}}")


def normalize_uscc(text: str) -> str:
    """Return the code as stored: without spaces, in plain capitals."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).upper()


def check_character(first17: str) -> str:
    """Return the check character of the first 17 characters (modulus 31, weights 3^i mod 31)."""
    total = sum(CHARACTERS.index(mark) * weight for mark, weight in zip(first17, WEIGHTS, strict=True))
    return CHARACTERS[(31 - total % 31) % 31]


def is_valid_uscc(code: str) -> bool:
    """Tell whether 18 characters are a code whose check character fits."""
    return bool(SHAPE.fullmatch(code)) and check_character(code[:17]) == code[17]
