"""Where WeasyPrint's cost grows with the square of a document, and Python's collector, put right for one process.

Each change leaves the file as it was; measured in bench/bench_report_pdf.py, told in docs/adr.
"""

import gc
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pydyf  # type: ignore[import-untyped]
from weasyprint.css.properties import Dimension
from weasyprint.layout import page, percent
from weasyprint.text.ffi import pango
from weasyprint.text.line_break import Layout

_deactivate_plain, _reactivate_plain = Layout.deactivate, Layout.reactivate
_resolve_plain = percent.resolve_one_percentage
COMPRESSION = 6  # pydyf asks for 9: twice the time for a hundredth of the size


def install() -> None:
    """Apply the changes in this process; repeating it does no harm."""
    pydyf.PDF.page_references = property(_page_references)
    pydyf.zlib = _Zlib()
    Layout.deactivate, Layout.reactivate = _deactivate, _reactivate
    percent.resolve_one_percentage = _resolve_one_percentage


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


@contextmanager
def no_margin_boxes() -> Iterator[None]:
    """Lay pages out without looking for boxes in their margins: sixteen styles a page, for sheets that have none."""
    plain = page.make_margin_boxes
    page.make_margin_boxes = lambda *_given: iter(())
    try:
        yield
    finally:
        page.make_margin_boxes = plain


def _page_references(pdf: Any) -> tuple[bytes, ...]:
    """Return the references of all pages; pydyf makes them anew for every tag, that is pages times elements."""
    kids = pdf.pages["Kids"]
    known: tuple[int, tuple[bytes, ...]] = getattr(pdf, "_known_references", (0, ()))
    if known[0] != len(kids):
        known = (len(kids), tuple(f"{number} 0 R".encode("ascii") for number in kids[::3]))
        pdf._known_references = known  # noqa: SLF001
    return known[1]


def _deactivate(layout: Any) -> None:
    """Keep the shaped line of a text until it is drawn; WeasyPrint frees it at once and shapes it a second time.

    Costs 8 MB on 60 pages.
    """
    if getattr(layout, "drawn", False) or layout.justification_spacing:
        _deactivate_plain(layout)


def _reactivate(layout: Any, style: Any) -> None:
    """Hand the kept line out for drawing; what has been drawn before (a repeated table head) is shaped again."""
    if hasattr(layout, "layout"):
        pango.pango_layout_set_width(layout.layout, -1)  # as a fresh one: never broken while it is drawn
    else:
        _reactivate_plain(layout, style)
    layout.drawn = True


def _resolve_one_percentage(box: Any, name: str, refer_to: Any) -> None:
    """Set a used length from a computed one: nearly all are plain pixels, which take no calculation."""
    value = box.style[name]
    if value.__class__ is Dimension and value.unit == "px":
        setattr(box, name, value.value)
    else:
        _resolve_plain(box, name, refer_to)


class _Zlib:
    """The zlib that pydyf sees: the same, at the level above."""

    @staticmethod
    def compressobj(level: int = COMPRESSION) -> Any:
        return zlib.compressobj(min(level, COMPRESSION))

    compress = staticmethod(zlib.compress)
