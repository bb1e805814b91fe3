"""The blocks of a document one after the other: headings, paragraphs, lists, tables, charts, pictures."""

import base64
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any

from docx.image.exceptions import UnrecognizedImageError
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Emu

from reports.pdf.charts import chart_png, describe_chart
from reports.pdf.document import PAGE, Document
from reports.word.contents import bookmark_name
from reports.word.elements import Element, bookmark, element, field, paragraph, set_property, text_run
from reports.word.lists import Numbers, number_properties
from reports.word.tables import table_element

MEASURE = 8640 * 635  # EMU: the width of the text
TALLEST = 11300 * 635  # EMU: a picture leaves room for its caption
# The logo of the cover, as static/css/print/pages.css has it: EMU, its frame in twips.
LOGO_WIDTH, LOGO_HEIGHT = 70 * 36000, 26 * 36000
LOGO_FRAME, LOGO_TOP = 3969, 1537
ROLES = {"body": "BodyText", "closing": "BodyText", "quote": "Quote", "note": "NoteText", "signature": "Signature"}
BEFORE_EXHIBIT, AFTER_EXHIBIT, BEFORE_CLOSING = 220, 240, 440  # twips


class BlockWriter:
    """Turns numbered blocks into paragraphs and tables of one python-docx document."""

    def __init__(self, docx: Any, document: Document) -> None:
        self.part = docx.part
        self.numbers = Numbers(docx)
        self.by_chapter = document.chapter_start == PAGE
        self.bookmarks = 0
        self.pictures = 0
        self.break_before = True  # the text begins on a page of its own

    def write(self, block: Mapping[str, Any]) -> list[Element]:
        """Return the elements of one block."""
        if block["type"] == "page_break":
            self.break_before = True
            return []
        elements: list[Element] = getattr(self, f"write_{block['type']}")(block)
        return self._with_break(elements)

    def _with_break(self, elements: list[Element]) -> list[Element]:
        """Let the first paragraph begin a page where a break is due."""
        if self.break_before and elements:
            if elements[0].tag != qn("w:p"):
                elements.insert(0, paragraph("TableEnd"))
            set_property(elements[0], element("pageBreakBefore"))
            self.break_before = False
        return elements

    def write_heading(self, block: Mapping[str, Any]) -> list[Element]:
        """Return a heading; its number comes from its style, so it counts by itself."""
        level = block["level"]
        first = self.break_before
        if level == 1 and self.by_chapter:
            self.break_before = True
        self.bookmarks += 1
        words = bookmark(bookmark_name(block["anchor"]), self.bookmarks, [text_run(block["text"])])
        number = self.numbers.of_heading(level, numbered=block.get("numbered", True))
        style = f"Heading{level}" if block.get("in_contents", True) else f"Heading{level}Aside"
        written = paragraph(style, *words, numPr=number)
        if first or self.break_before:
            set_property(written, element("spacing", before=0))
        return [written]

    def write_paragraph(self, block: Mapping[str, Any]) -> list[Element]:
        """Return a paragraph in the style of its role."""
        role = block.get("role") or "body"
        gap = element("spacing", before=BEFORE_CLOSING) if role == "closing" else None
        return [paragraph(ROLES[role], *self.runs(block["runs"]), spacing=gap)]

    def write_list(self, block: Mapping[str, Any]) -> list[Element]:
        """Return one paragraph an item; an ordered list counts from 1."""
        if not block.get("ordered"):
            return [paragraph("ListBullet", *self.runs(item)) for item in block["items"]]
        number = self.numbers.start_list()
        return [
            paragraph("ListNumber", *self.runs(item), numPr=number_properties(0, number)) for item in block["items"]
        ]

    def write_table(self, block: Mapping[str, Any]) -> list[Element]:
        """Return title, unit, table, source and note."""
        elements = []
        if block.get("title"):
            elements.append(paragraph("TableCaption", *caption_runs(block, "表")))
        if block.get("unit"):
            elements.append(paragraph("Unit", text_run(f"单位：{block['unit']}")))
        stand_off(elements)
        elements.append(table_element(block, self.run))
        below = sources(block, data=True)
        if below:
            set_property(below[-1], element("spacing", after=AFTER_EXHIBIT))
        # Two tables without a paragraph between them would be one.
        return [*elements, *(below or [paragraph("TableEnd")])]

    def write_chart(self, block: Mapping[str, Any]) -> list[Element]:
        """Return a chart as a picture, its data in the alternative text."""
        alt = f"{block.get('title') or '统计图'}{describe_chart(block)}"
        picture = self._picture(BytesIO(chart_png(block)), MEASURE, alt)
        unit = [paragraph("Unit", text_run(f"单位：{block['unit']}"))] if block.get("unit") else []
        stand_off(unit)
        return self._figure([*unit, paragraph("Picture", picture)], block, data=True)

    def write_image(self, block: Mapping[str, Any]) -> list[Element]:
        """Return a picture; one that cannot be read leaves its description, as in the PDF."""
        width = round(MEASURE * float(block.get("width", 100)) / 100)
        try:
            content = self._picture(BytesIO(base64.b64decode(block["data"])), width, block["alt"])
        except (UnrecognizedImageError, ValueError):
            content = text_run(block["alt"])
        return self._figure([paragraph("Picture", content)], block, data=False)

    def write_logo(self, logo: Mapping[str, str]) -> list[Element]:
        """Return the cover's logo in a frame of its own above the text; one that cannot be read is left out."""
        try:
            content = self._picture(BytesIO(base64.b64decode(logo["data"])), LOGO_WIDTH, "徽标", tallest=LOGO_HEIGHT)
        except (UnrecognizedImageError, ValueError):
            return []
        place = element(
            "framePr", w=LOGO_FRAME, wrap="notBeside", vAnchor="page", hAnchor="page", xAlign="center", y=LOGO_TOP
        )
        return [paragraph("Picture", content, framePr=place)]

    def _figure(self, elements: list[Element], block: Mapping[str, Any], *, data: bool) -> list[Element]:
        """Put caption, source and note below a picture."""
        below = []
        if block.get("title"):
            below.append(paragraph("Caption", *caption_runs(block, "图")))
        below += sources(block, data=data, align="center")
        for written in below[:-1]:
            set_property(written, element("keepNext"))
        if below:
            set_property(below[-1], element("spacing", after=AFTER_EXHIBIT))
        return [*elements, *below]

    def _picture(self, content: BytesIO, width: int, alt: str, *, tallest: int = TALLEST) -> Element:
        """Return a run with a picture of a width in EMU, smaller where it would be taller than is allowed."""
        inline = self.part.new_pic_inline(content, width=Emu(width))
        if inline.extent.cy > tallest:
            inline.extent.cx, inline.extent.cy = round(inline.extent.cx * tallest / inline.extent.cy), tallest
            size = inline.graphic.graphicData.pic.spPr
            size.cx, size.cy = inline.extent.cx, inline.extent.cy
        self.pictures += 1
        inline.docPr.id = self.pictures
        inline.docPr.set("name", f"图片 {self.pictures}")
        inline.docPr.set("descr", alt)
        inline.graphic.graphicData.pic.nvPicPr.cNvPr.set("name", f"图片 {self.pictures}")
        return element("r", element("drawing", inline))

    def runs(self, runs: Iterable[Mapping[str, Any]]) -> list[Element]:
        """Return the elements of a paragraph's runs."""
        return [piece for run in runs for piece in self.run(run)]

    def run(self, run: Mapping[str, Any], *, bold: bool = False) -> list[Element]:
        """Return one run's elements: plain, strong, a figure, or linked; none for a run without text."""
        if not run["text"]:
            return []
        style = "Figure" if run.get("figure") else "Strong" if run.get("strong") else ""
        words = text_run(run["text"], style=style, bold=bold)
        if not run.get("href"):
            return [words]
        link = element("hyperlink", words, history=1)
        link.set(qn("r:id"), self.part.relate_to(run["href"], RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        return [link]


def stand_off(elements: list[Element]) -> None:
    """Keep an exhibit that begins with its unit away from the text above."""
    if elements and elements[0].pPr.pStyle.get(qn("w:val")) == "Unit":
        set_property(elements[0], element("spacing", before=BEFORE_EXHIBIT))


def caption_runs(block: Mapping[str, Any], sort: str) -> list[Element]:
    """Return a title with its number as a field, so that it counts by itself."""
    title = text_run(block["title"])
    if not block.get("label"):
        return [title]
    number = field(f"SEQ {sort} \\* ARABIC", text_run(block["label"].removeprefix(sort)))
    return [text_run(sort), *number, text_run("　"), title]


def sources(block: Mapping[str, Any], *, data: bool, align: str = "left") -> list[Element]:
    """Return source and note below a table or picture."""
    texts = []
    if block.get("source"):
        texts.append(f"{'数据' if data else ''}来源：{block['source']}")
    if block.get("note"):
        texts.append(f"注：{block['note']}")
    side = element("jc", val=align) if align != "left" else None
    return [paragraph("Source", text_run(text), jc=side) for text in texts]
