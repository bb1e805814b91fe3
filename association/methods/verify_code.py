"""The code by which anybody checks a certificate: random, hard to guess, easy to read from paper.

Sixteen signs of Crockford's alphabet of thirty-two (no I, L, O and U) hold 80 bits; printed in fours.
"""

import hashlib
import secrets
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
GROUP = 4
# What an eye or an input method makes of a sign that the alphabet leaves out.
MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})


def make_code() -> str:
    """Return a new random code of 80 bits, without separators."""
    return "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))


def read_code(text: str) -> str:
    """Return what somebody typed as a code: full-width signs, small letters, spaces and strokes are forgiven.

    "" for what no code can be, whatever its length.
    """
    plain = unicodedata.normalize("NFKC", text[:100]).upper().translate(MISREAD)
    signs = "".join(sign for sign in plain if sign.isalnum())
    return signs if len(signs) == LENGTH and set(signs) <= set(ALPHABET) else ""


def show_code(code: str) -> str:
    """Return a code as it is printed: 8K2M-7QPA-3RTV-X0W9."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def digest_code(code: str) -> str:
    """Return the digest under which a code is looked up: the time that a search takes tells nothing of the code."""
    return hashlib.sha256(code.encode()).hexdigest()


def mask_name(name: str) -> str:
    """Return a person's name for strangers: 张三 张*, 欧阳修文 欧**文; several names each by itself."""
    return "、".join(mask_one(part) for part in name.split("、"))


def mask_one(name: str) -> str:
    """Return one name with its middle signs hidden, of two signs the last; a Latin name keeps its first letter."""
    name = name.strip()
    if len(name) <= 1:
        return name
    if len(name) == 2 or name.isascii():
        return name[0] + "*" * (len(name) - 1)
    return name[0] + "*" * (len(name) - 2) + name[-1]
