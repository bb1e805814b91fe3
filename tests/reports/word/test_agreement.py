"""The Word file and the PDF of one document say the same, block by block."""

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from reports.pdf.engine import measure, write_pdf
from reports.pdf.layout import lay_out
from reports.word.child import print_docx
from reports.word.writer import write_docx
from tests.reports.pdf.sample import summary
from tests.reports.word.reading import blocks_of, style_of, text_of
from tests.reports.word.sample import every_block, write
from tests.reports.word.validity import Package, W

pytestmark = pytest.mark.pdf

DOCUMENTS = [{}, {"blocks": every_block(), "numbering": "decimal"}]
TEXT_HEIGHT = 842 - 91 - 77  # pt between the margins
LISTS = ("ListNumber", "ListBullet")


def plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def text_of_pdf(target: Path, first_page: int) -> str:
    """Return the text between head and foot of the pages, in reading order."""
    crop = ["-x", "0", "-y", "91", "-W", "600", "-H", str(TEXT_HEIGHT), "-f", str(first_page)]
    command = ["pdftotext", "-raw", *crop, str(target), "-"]
    return plain(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def blocks_of_html(html: str) -> list[str]:
    """Return what stands in the paragraphs, headings, cells and items of the laid-out text."""
    root = etree.fromstring(html.partition("<html")[1].encode() + html.partition("<html")[2].encode())
    nodes = root.find("body/main").iter("p", "h1", "h2", "h3", "h4", "th", "td", "li")
    return [plain("".join(node.itertext())) for node in nodes if node.getparent().getparent().tag != "tfoot"]


def words_of(package: Package) -> list[str]:
    """Return the blocks of a Word file as the PDF has them.

    A list's number is a mark beside the item in both files; what cannot be read as a picture leaves its description,
    which HTML keeps in an attribute.
    """
    found = [re.sub(r"^(\d+\.|•)", "", text) if style in LISTS else text for style, text in blocks_of(package)]
    return [plain(text) for text in found if text != "读不出的图"]


@pytest.mark.parametrize("changes", DOCUMENTS, ids=["sample", "every block"])
def test_blocks_agree_with_what_the_pdf_is_laid_out_from(changes: dict[str, Any], tmp_path: Path):
    words = words_of(write(tmp_path / "a.docx", **changes))
    assert words == blocks_of_html(lay_out(summary(**changes)))


@pytest.mark.parametrize("changes", DOCUMENTS, ids=["sample", "every block"])
def test_every_block_stands_in_the_printed_file_in_order(changes: dict[str, Any], tmp_path: Path):
    write_pdf(lay_out(summary(**changes)), tmp_path / "a.pdf")
    printed = text_of_pdf(tmp_path / "a.pdf", first_page=3)
    place = 0
    for words in words_of(write(tmp_path / "a.docx", **changes)):
        found = printed.find(words, place)
        assert found >= 0, f"{words} does not follow {printed[place - 20 : place]}"
        place = found + len(words)


def test_contents_carry_the_pages_of_the_pdf(tmp_path: Path):
    context = summary()
    printed = print_docx(context, tmp_path / "a.docx", lambda _stage, _fraction: None)
    total, pages = measure(lay_out(context))
    assert (printed.pages, total.pages) == (total.pages, printed.pages)
    package = Package((tmp_path / "a.docx").read_bytes())
    lines = [text_of(line) for line in package.body.iter(f"{W}p") if style_of(line).startswith("TOC")][1:]
    shown = [int(line.rpartition(" ")[2]) for line in lines]
    assert shown == [pages[anchor] for anchor in sorted(pages, key=lambda name: int(name[1:]))]
    foot = next(text_of(root) for name, root in package.parts.items() if "footer" in name and "rels" not in name)
    assert foot == f"第 2 页　共 {total.pages} 页"


def test_a_character_without_glyph_is_reported_for_word_too(tmp_path: Path):
    context = summary(blocks=[{"type": "paragraph", "runs": [{"text": "无\U0010fffd"}]}])
    assert "\U0010fffd" in print_docx(context, tmp_path / "a.docx", lambda _stage, _fraction: None).missing


def test_progress_goes_from_laying_out_to_writing(tmp_path: Path):
    told: list[tuple[str, float]] = []
    write_docx(summary(), tmp_path / "a.docx", on_progress=lambda stage, fraction: told.append((stage, fraction)))
    fractions = [fraction for stage, fraction in told if stage == "write"]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1
