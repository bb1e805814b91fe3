"""LibreOffice opens our Word files and lays them out as the PDF: `make verify`, needs libreoffice-writer."""

import os
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from django.conf import settings
from pypdf import PdfReader

from reports.pdf.child import print_pdf
from reports.pdf.engine import measure
from reports.pdf.layout import lay_out
from reports.word.child import print_docx
from tests.reports.pdf.sample import long_table, summary
from tests.reports.word.sample import every_block
from tests.reports.word.test_agreement import plain, text_of_pdf, words_of
from tests.reports.word.validity import Package

BEGINNING = 2  # characters of a block that are looked for in order
INSTALL = "apt-get install -y --no-install-recommends libreoffice-writer"
pytestmark = [pytest.mark.pdf, pytest.mark.verify]


def convert(target: Path) -> Path:
    """Convert a Word file with LibreOffice and return the PDF beside it."""
    program = shutil.which("soffice")
    assert program, f"LibreOffice is missing: {INSTALL}"
    profile = f"-env:UserInstallation=file://{target.parent / 'profile'}"
    command = [program, "--headless", profile, "--convert-to", "pdf", "--outdir", str(target.parent), str(target)]
    fonts = os.environ | {"FONTCONFIG_FILE": str(settings.DATA_DIR / "fonts.conf")}
    subprocess.run(command, check=True, capture_output=True, timeout=180, env=fonts)
    return target.with_suffix(".pdf")


@pytest.mark.parametrize(
    "changes",
    [{}, {"blocks": every_block(), "numbering": "decimal"}, {"state_label": "", "contents_levels": 3}],
    ids=["sample", "every block", "three levels"],
)
def test_libreoffice_lays_out_the_same_pages(changes: dict[str, Any], tmp_path: Path):
    context = summary(**changes)
    target = tmp_path / "a.docx"
    print_docx(context, target, lambda _stage, _fraction: None)
    reader = PdfReader(convert(target))
    printed, pages = measure(lay_out(context))
    assert abs(len(reader.pages) - printed.pages) <= 1
    text = text_of_pdf(tmp_path / "a.pdf", first_page=3)
    place = 0
    for words in words_of(Package(target.read_bytes())):
        found = text.find(words[:BEGINNING], place)
        assert found >= 0, f"{words} does not follow {text[place - 20 : place]}"
        # A rare character comes from another face, a little higher or lower, and is read off in another order.
        assert Counter(text[found : found + len(words)]) == Counter(words)
        place = found + len(words)
    for title, page in headings(context, pages):
        standing = {number for number in (page - 1, page, page + 1) if title in page_text(reader, number)}
        assert standing, f"{title} does not stand on page {page} or beside it"


def test_a_long_report_has_the_pages_of_its_pdf_and_costs_little_more(tmp_path: Path):
    context = summary(blocks=[*summary()["blocks"] * 12, long_table(1000)])
    spent = {}
    for name, make in (("pdf", print_pdf), ("docx", print_docx)):
        start = process_time()
        printed = make(context, tmp_path / f"a.{name}", lambda _stage, _fraction: None)
        spent[name] = process_time() - start
    target = tmp_path / "a.docx"
    (tmp_path / "a.pdf").rename(tmp_path / "own.pdf")
    assert printed.pages > 100
    assert Package(target.read_bytes()).problems() == []
    assert abs(len(PdfReader(convert(target)).pages) - printed.pages) <= printed.pages / 50
    assert spent["docx"] <= 2.5 * spent["pdf"], spent


def headings(context: dict[str, Any], pages: dict[str, int]) -> list[tuple[str, int]]:
    """Return the titles of the headings with the pages that the contents name."""
    places = enumerate(context["blocks"], start=1)
    return [(plain(block["text"]), pages[f"s{place}"]) for place, block in places if block["type"] == "heading"]


def page_text(reader: PdfReader, number: int) -> str:
    return plain(reader.pages[number - 1].extract_text()) if 1 <= number <= len(reader.pages) else ""


def test_faces_marks_and_properties_survive(tmp_path: Path):
    target = tmp_path / "a.docx"
    print_docx(summary(), target, lambda _stage, _fraction: None)
    reader = PdfReader(convert(target))
    assert reader.metadata is not None
    assert reader.metadata.title == "安徽省职业与成人教育学会2020年工作总结报告"
    fonts = subprocess.run(["pdffonts", str(tmp_path / "a.pdf")], capture_output=True, text=True, check=True).stdout
    for face in ("Serif", "Sans", "WenKai"):
        assert face in fonts
    foot = plain(reader.pages[4].extract_text())
    assert f"第5页共{len(reader.pages)}页" in foot
    contents = plain(reader.pages[1].extract_text())
    assert "目录" in contents
    assert "一、加强自身建设，提升依法办会能力" in contents
    first, second = (reader.pages[number].mediabox for number in (0, 4))
    assert [round(float(side)) for side in (first.width, first.height)] == [595, 842]
    assert (first.width, first.height) == (second.width, second.height)
