"""Find in a text what would tell a reviewer who made it: names of schools and persons, phones, e-mails."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

AROUND = 16
LIMIT = 50
PATTERNS = (
    ("id_number", re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")),
    ("phone", re.compile(r"(?<!\d)(?:\+?86-?)?1[3-9]\d{9}(?!\d)")),
    ("phone", re.compile(r"(?<!\d)0\d{2,3}-?[2-9]\d{6,7}(?!\d)")),
    ("email", re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")),
)
NUMBERS = frozenset(kind for kind, _pattern in PATTERNS)


@dataclass(frozen=True)
class Word:
    """A name to look for: its kind (own_school, school, person, other) and how it is written."""

    kind: str
    text: str


@dataclass(frozen=True)
class Finding:
    """One hit: kind, the text as found, and some signs around it."""

    kind: str
    text: str
    around: str = ""


def find_disclosures(text: str, words: Iterable[Word]) -> list[Finding]:
    """Return what in a text gives its makers away, each text once, at most ``LIMIT``.

    Spaces between signs do not hide a name: 张 三 and 张三 are the same; full-width and half-width forms too.
    """
    found: dict[tuple[str, str], Finding] = {}
    for kind, start, end in without_run_ins(spans(text, words)):
        shown = "".join(text[start:end].split())
        if (kind, shown) not in found and len(found) < LIMIT:
            around = text[max(start - AROUND, 0) : end + AROUND]
            found[kind, shown] = Finding(kind, shown, " ".join(around.split()))
    return list(found.values())


def mask_disclosures(text: str, words: Iterable[Word], *, sign: str = "○") -> str:
    """Return a short text with every hit covered by signs."""
    covered = list(text)
    for _kind, start, end in spans(text, words):
        covered[start:end] = sign * (end - start)
    return "".join(covered)


def spans(text: str, words: Iterable[Word]) -> list[tuple[str, int, int]]:
    """Return (kind, start, end) of every hit in a text, in order; of two from one place the longer comes first."""
    dense, places = squeeze(text)
    found = {(kind, places[start], places[end - 1] + 1) for kind, start, end in hits(dense, words)}
    # Without its spaces a number may run into its neighbor, so numbers are looked for as written too.
    found |= {(kind, match.start(), match.end()) for kind, pattern in PATTERNS for match in pattern.finditer(text)}
    return sorted(found, key=lambda item: (item[1], -item[2]))


def without_run_ins(found: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Return the hits without numbers and e-mails that ran into their neighbor where the number itself is a hit too."""
    numbers = [hit for hit in found if hit[0] in NUMBERS]
    return [hit for hit in found if not any(lies_within(other, hit) for other in numbers)]


def lies_within(inner: tuple[str, int, int], outer: tuple[str, int, int]) -> bool:
    """True where a hit is a part of another one of its kind."""
    return inner[0] == outer[0] and inner != outer and outer[1] <= inner[1] and inner[2] <= outer[2]


def squeeze(text: str) -> tuple[str, list[int]]:
    """Return the text in plain forms without spaces, and the place of each of its signs in the original."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for plain in unicodedata.normalize("NFKC", sign):
            if not plain.isspace() and plain.isprintable():
                signs.append(plain.lower())
                places.append(place)
    return "".join(signs), places


def hits(dense: str, words: Iterable[Word]) -> list[tuple[str, int, int]]:
    """Return (kind, start, end) of every hit in a squeezed text.

    Names are looked up by their first two signs, so a dictionary of thousands costs one look a sign. Of names that
    begin at one place the longest counts.
    """
    found = []
    index = index_words(words)
    for start in range(len(dense) - 1):
        for kind, plain in index.get(dense[start : start + 2], ()):
            if dense.startswith(plain, start):
                found.append((kind, start, start + len(plain)))
                break
    for kind, pattern in PATTERNS:
        found += [(kind, match.start(), match.end()) for match in pattern.finditer(dense)]
    return found


def index_words(words: Iterable[Word]) -> dict[str, Sequence[tuple[str, str]]]:
    """Return the names by their first two signs, longest first; names of one sign are no names."""
    index: dict[str, list[tuple[str, str]]] = {}
    seen = set()
    for word in words:
        plain = squeeze(word.text)[0]
        if len(plain) >= 2 and plain not in seen:
            seen.add(plain)
            index.setdefault(plain[:2], []).append((word.kind, plain))
    for names in index.values():
        names.sort(key=lambda item: -len(item[1]))
    return dict(index)
