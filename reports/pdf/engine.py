"""From HTML to the file: WeasyPrint, tuned for one long document at a time (docs/adr on PDF rendering).

What pays, measured: the garbage collector stays off while boxes by the hundred thousand are built and all still needed
(tuning.py), fonts come light (fonts.py), our own markup is read by the XML parser (markup.py). Fixed column widths and
separate borders are in the style sheets.
"""

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from weasyprint.text.fonts import FontConfiguration

from reports.pdf import justify, tuning
from reports.pdf.fetcher import AddressRefused
from reports.pdf.markup import PrintMarkup
from reports.pdf.printed import Printed

Progress = Callable[[str, float], None]

OPTIONS: dict[str, Any] = {"pdf_tags": True}
LAYOUT_START = 0.2  # of the stage: what the templates and charts took before
CHARACTERS_OF_A_PAGE = 1600  # of HTML without pictures; only the progress bar leans on it

justify.install()
tuning.install()


class LayoutFailed(RuntimeError):
    """WeasyPrint could not lay the document out; the message says why."""


def write_pdf(html: str, target: Path, *, on_progress: Progress | None = None) -> Printed:
    """Lay out the HTML that lay_out() made, write the file and return what was printed.

    The target appears complete or not at all: the file is written beside it and renamed. Title, author, language,
    bookmarks and tags come from the HTML. LayoutFailed when it asks for an address off the list (fetcher.py).
    """
    tell = on_progress or _keep_quiet
    part = part_of(target)
    try:
        with tuning.collector_off(), _listening(tell, html), _missing_glyphs() as missing:
            document = PrintMarkup(html).render(font_config=FontConfiguration(), **OPTIONS)
            tell("write", 0.0)
            document.write_pdf(part, **OPTIONS)
        pages = len(document.pages)
        part.replace(target)
    except AddressRefused as error:
        raise LayoutFailed(str(error)) from error
    finally:
        part.unlink(missing_ok=True)
    tell("write", 1.0)
    return Printed(pages=pages, missing="".join(sorted(missing)))


def write_slices(html: str, size: int) -> tuple[list[BytesIO], Printed]:
    """Lay out pages once and write them to memory by so many, without tags: for pages that are cut apart afterwards.

    Each slice carries the fonts cut to its own characters: few pages a slice make small files.
    """
    slices = []
    try:
        with tuning.collector_off(), tuning.no_margin_boxes(), _missing_glyphs() as missing:
            document = PrintMarkup(html).render(font_config=FontConfiguration())
            for start in range(0, len(document.pages), size):
                stream = BytesIO()
                document.copy(document.pages[start : start + size]).write_pdf(stream)
                stream.seek(0)
                slices.append(stream)
    except AddressRefused as error:
        raise LayoutFailed(str(error)) from error
    return slices, Printed(pages=len(document.pages), missing="".join(sorted(missing)))


def measure(html: str, *, on_progress: Progress | None = None) -> tuple[Printed, dict[str, int]]:
    """Lay out the pages and keep no file; return what would be printed, and each anchor's page counted from 1.

    The characters that no font has come to light only when the fonts are cut, so the file is made and dropped.
    """
    tell = on_progress or _keep_quiet
    try:
        with tuning.collector_off(), _listening(tell, html), _missing_glyphs() as missing:
            document = PrintMarkup(html).render(font_config=FontConfiguration(), **OPTIONS)
            pages = {name: number for number, page in enumerate(document.pages, start=1) for name in page.anchors}
            document.write_pdf(BytesIO(), **OPTIONS)
            return Printed(pages=len(document.pages), missing="".join(sorted(missing))), pages
    except AddressRefused as error:
        raise LayoutFailed(str(error)) from error


def part_of(target: Path) -> Path:
    """Return where this process writes before the rename: hidden, beside the target, never taken for it."""
    return target.with_name(f".{target.name}.{os.getpid()}.part")


def _keep_quiet(stage: str, fraction: float) -> None:
    pass


@contextmanager
def _missing_glyphs() -> Iterator[set[str]]:
    """Collect the characters that WeasyPrint draws as an empty box because no font has them."""
    logger = logging.getLogger("weasyprint")
    missing: set[str] = set()

    def notice(record: logging.LogRecord) -> bool:
        if str(record.msg).startswith(".notdef") and record.args:
            missing.add(str(next(iter(record.args))))
        return True

    logger.addFilter(notice)
    level = logger.level
    logger.setLevel(logging.WARNING)
    try:
        yield missing
    finally:
        logger.setLevel(level)
        logger.removeFilter(notice)


@contextmanager
def _listening(tell: Progress, html: str) -> Iterator[None]:
    """Turn WeasyPrint's progress log into fractions of the stage lay_out, and then of write."""
    logger = logging.getLogger("weasyprint.progress")
    ear = _Ear(tell, expected=max(4, _printed_length(html) // CHARACTERS_OF_A_PAGE))
    level, propagates = logger.level, logger.propagate
    logger.addHandler(ear)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(ear)
        logger.setLevel(level)
        logger.propagate = propagates


def _printed_length(html: str) -> int:
    """Return the length of the HTML without the pictures carried in it."""
    pieces = html.split("data:image/")
    return len(pieces[0]) + sum(len(piece) - piece.find('"') for piece in pieces[1:])


class _Ear(logging.Handler):
    def __init__(self, tell: Progress, *, expected: int) -> None:
        super().__init__(logging.INFO)
        self.tell = tell
        self.expected = 2 * expected  # the contents ask for a second pass over the pages
        self.pages = 0

    def emit(self, record: logging.LogRecord) -> None:
        message = str(record.msg)
        if "Creating layout - Page" in message:
            self.pages += 1
            done = LAYOUT_START + (1 - LAYOUT_START) * min(0.98, self.pages / self.expected)
            self.tell("lay_out", done)
        elif message.startswith("Step 7"):
            self.tell("write", 0.6)
