"""Words of a search and where they stand in a text. Pure.

A name is compared in its plain form: full-width signs as half-width ones, small letters, no spaces. The databases hold
the same rule (``search_plain`` of ``reports/queries/holds.py``).
"""

import unicodedata
from dataclasses import dataclass

# One sign stands in nearly every name, and an index of pairs cannot look it up.
SHORTEST = 2
LONGEST = 60
MOST_WORDS = 4


@dataclass(frozen=True)
class Part:
    """A stretch of a text; ``hit`` when a searched word stands there."""

    text: str
    hit: bool


def plain_text(text: str) -> str:
    """Return a text as search compares it: NFKC, small letters, no spaces."""
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


def read_words(typed: str) -> tuple[str, ...]:
    """Return the plain words that all must be found, () when there is nothing long enough to look up.

    Spaces part words; one sign alone between them (张 三) means a name that was typed apart, and all is one word.
    At most ``MOST_WORDS`` words of the first ``LONGEST`` signs.
    """
    words = unicodedata.normalize("NFKC", typed.replace("\0", "")[:LONGEST]).lower().split()
    if any(len(word) < SHORTEST for word in words):
        words = ["".join(words)]
    found = tuple(dict.fromkeys(word for word in words if len(word) >= SHORTEST))
    return found[:MOST_WORDS]


def mark_words(text: str, words: tuple[str, ...]) -> list[Part]:
    """Return a text in parts, those marked in which a word stands; joined they are the text unchanged."""
    signs, places = [], []
    for place, sign in enumerate(text):
        plain = plain_text(sign)
        signs.append(plain)
        places.extend([place] * len(plain))
    whole = "".join(signs)
    marked: set[int] = set()
    for word in words:
        start = whole.find(word)
        while start >= 0:
            marked.update(range(places[start], places[start + len(word) - 1] + 1))
            start = whole.find(word, start + len(word))
    parts: list[Part] = []
    for place, sign in enumerate(text):
        hit = place in marked
        if parts and parts[-1].hit == hit:
            parts[-1] = Part(parts[-1].text + sign, hit)
        else:
            parts.append(Part(sign, hit))
    return parts
