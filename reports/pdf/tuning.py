"""Where WeasyPrint's cost grows with the square of a document, and Python's collector, put right for one process.

Each change leaves the file as it was; measured in bench/bench_report_pdf.py, told in docs/adr.
"""

import gc
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pydyf  # type: ignore[import-untyped]

COMPRESSION = 6  # pydyf asks for 9: twice the time for a hundredth of the size


def install() -> None:
    """Apply the changes in this process; repeating it does no harm."""
    pydyf.PDF.page_references = property(_page_references)
    pydyf.zlib = _Zlib()


@contextmanager
def collector_off() -> Iterator[None]:
    """Keep the garbage collector from walking the growing page tree again and again: all of it is still needed."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _page_references(pdf: Any) -> tuple[bytes, ...]:
    """Return the references of all pages; pydyf makes them anew for every tag, that is pages times elements."""
    kids = pdf.pages["Kids"]
    known: tuple[int, tuple[bytes, ...]] = getattr(pdf, "_known_references", (0, ()))
    if known[0] != len(kids):
        known = (len(kids), tuple(f"{number} 0 R".encode("ascii") for number in kids[::3]))
        pdf._known_references = known  # noqa: SLF001
    return known[1]


class _Zlib:
    """The zlib that pydyf sees: the same, at the level above."""

    @staticmethod
    def compressobj(level: int = COMPRESSION) -> Any:
        return zlib.compressobj(min(level, COMPRESSION))

    compress = staticmethod(zlib.compress)
