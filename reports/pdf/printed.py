"""What came out of a rendering."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Printed:
    """A finished file: its number of pages, and the characters for which no installed font had a glyph."""

    pages: int
    missing: str = ""
