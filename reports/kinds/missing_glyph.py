"""The characters of a printed document that no font has, each with the place where an editor finds it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reports.models import Rendition

AROUND = 12  # characters shown on each side
# Keys of a document whose texts are not printed as text.
NOT_PRINTED = frozenset({"type", "kind", "role", "data", "media_type", "figure", "href", "language", "numbering"})


@dataclass(frozen=True)
class MissingGlyph:
    """One character, its code point, the words around its first place, and how often it stands in the document."""

    character: str
    code: str
    place: str
    count: int


def missing_glyphs(rendition: Rendition) -> list[MissingGlyph]:
    """Return what the rendering could not print, in the order of the text."""
    texts = list(printed_texts(rendition.context))
    found = []
    for character in rendition.missing_glyphs:
        home = next((text for text in texts if character in text), "")
        count = sum(text.count(character) for text in texts)
        found.append(MissingGlyph(character, f"U+{ord(character):04X}", words_around(home, character), count))
    places = {entry.character: position_of(texts, entry.character) for entry in found}
    return sorted(found, key=lambda entry: places[entry.character])


def printed_texts(value: Any) -> Iterator[str]:
    """Yield the texts of a frozen document; a paragraph's runs as one text."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, entry in value.items():
            if key == "runs":
                yield "".join(run["text"] for run in entry)
            elif key not in NOT_PRINTED:
                yield from printed_texts(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from printed_texts(entry)


def words_around(text: str, character: str) -> str:
    """Return the words around a character, cut short where the text is long; "" when it does not stand there."""
    place = text.find(character)
    if place < 0:
        return ""
    start, end = max(0, place - AROUND), place + AROUND + 1
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"


def position_of(texts: list[str], character: str) -> tuple[int, int]:
    """Return the first place of a character: which text, and where in it."""
    places = ((number, text.find(character)) for number, text in enumerate(texts) if character in text)
    return next(places, (len(texts), 0))
