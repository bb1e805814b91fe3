"""The cover: a page of its own with a colored band, the title, the state and who made it when."""

from reports.pdf.document import Document
from reports.pdf.layout import split_title
from reports.word.elements import Element, element, mark_run, paragraph, text_run

TWIPS_OF_MM = 1440 / 25.4
WIDTH = 9184  # twips between the margins of skeleton/document.xml
TITLE_SIZES = {1: 68, 2: 58}  # half points by the number of lines; more lines: the last
SMALL_TITLE = 48
LABEL_WIDTH, FACT_WIDTH = round(28 * TWIPS_OF_MM), round(84 * TWIPS_OF_MM)
ROW_HEIGHT = round(11 * TWIPS_OF_MM)
FACTS_TOP = round(226 * TWIPS_OF_MM)  # from the page's top edge
STATE_STEP = 390  # twips of one letter of the state with its spacing
LINE = {"val": "single", "sz": 4, "space": 0, "color": "9AA5B1"}


def cover_blocks(document: Document) -> list[Element]:
    """Return the paragraphs of the cover and its table of facts, which stands at the foot of the page.

    The last paragraph is empty: the floating table hangs on it, and it is not the one that ends the section.
    """
    lines = split_title(document.title)
    size = TITLE_SIZES.get(len(lines), SMALL_TITLE)
    title: list[Element] = []
    for number, line in enumerate(lines):
        title += [mark_run("br")] * bool(number) + [text_run(line, size=size)]
    blocks = [
        paragraph("CoverBody", text_run(document.body_name)),
        paragraph("Title", *title),
        paragraph("CoverRule"),
        *(paragraph("Subtitle", text_run(line)) for line in document.subtitle_lines),
    ]
    if document.state_label:
        side = max(0, (WIDTH - STATE_STEP * len(document.state_label) - 320) // 2)
        box = element("ind", left=side, right=side)
        blocks.append(paragraph("CoverState", text_run(document.state_label), ind=box))
    return [*blocks, facts_table(cover_facts(document)), paragraph("CoverFact")]


def cover_facts(document: Document) -> list[tuple[str, str]]:
    """Return who made the report, of which year, and when."""
    facts = [("编制单位", document.body_name), ("报告年度", f"{document.year}年")]
    return [*facts, ("编制日期", document.date_text)] if document.date_text else facts


def facts_table(facts: list[tuple[str, str]]) -> Element:
    """Return the facts as a table that stands at its place on the page, whatever stands above it."""
    place = element(
        "tblpPr", vertAnchor="page", horzAnchor="page", tblpXSpec="center", tblpY=FACTS_TOP, leftFromText=180
    )
    properties = element(
        "tblPr",
        place,
        element("tblW", w=LABEL_WIDTH + FACT_WIDTH, type="dxa"),
        element("tblLayout", type="fixed"),
    )
    grid = element("tblGrid", element("gridCol", w=LABEL_WIDTH), element("gridCol", w=FACT_WIDTH))
    return element("tbl", properties, grid, *(fact_row(label, text) for label, text in facts))


def fact_row(label: str, text: str) -> Element:
    """Return one line of facts, the fact on a rule."""
    height = element("trPr", element("cantSplit"), element("trHeight", val=ROW_HEIGHT, hRule="atLeast"))
    bottom = element("tcBorders", element("bottom", **LINE))
    cells = (
        element("tcPr", element("tcW", w=LABEL_WIDTH, type="dxa"), element("vAlign", val="bottom")),
        element("tcPr", element("tcW", w=FACT_WIDTH, type="dxa"), bottom, element("vAlign", val="bottom")),
    )
    return element(
        "tr",
        height,
        element("tc", cells[0], paragraph("CoverLabel", text_run(label))),
        element("tc", cells[1], paragraph("CoverFact", text_run(text))),
    )
