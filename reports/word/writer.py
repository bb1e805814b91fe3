"""From the frozen document to the file."""

import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from docx.enum.section import WD_SECTION
from docx.shared import Twips

from reports.pdf.document import Document
from reports.pdf.layout import contents_of, number_blocks, spills_over
from reports.pdf.numbering import DECIMAL
from reports.word.blocks import BlockWriter
from reports.word.contents import contents_block
from reports.word.cover import cover_blocks
from reports.word.elements import Element, clean, field, mark_run, paragraph, text_run
from reports.word.skeleton import open_skeleton, pack

Progress = Callable[[str, float], None]
# Twips: the margins of static/css/print/pages.css, and where head and foot stand in them.
MARGINS = {"top": 1814, "bottom": 1531, "left": 1633, "right": 1633, "header": 1094, "footer": 624}


def write_docx(
    context: Mapping[str, Any],
    target: Path,
    *,
    pages: Mapping[str, int] | None = None,
    page_count: int = 1,
    on_progress: Progress | None = None,
) -> None:
    """Write the Word file of a document's context; DocumentError where the context breaks the schema.

    ``pages`` are the headings' pages by anchor and ``page_count`` all pages, as the contents show them until Word
    counts its own. The target appears complete or not at all.
    """
    tell = on_progress or (lambda _stage, _fraction: None)
    document = Document.from_context(clean(context))
    docx = open_skeleton(document, pages=page_count)
    set_properties(docx, document)
    adapt_styles(docx, document)
    body = docx.element.body
    writer = BlockWriter(docx, document)
    logo = writer.write_logo(document.logo) if document.logo else []
    for block in [*logo, *cover_blocks(document)]:
        body.insert_element_before(block, "w:sectPr")
    fill_margin(docx.sections[0].header, paragraph("CoverBand"))
    docx.add_section(WD_SECTION.NEW_PAGE)
    set_up_pages(docx.sections[1], document, page_count)
    blocks = number_blocks(document)
    if entries := contents_of(document, blocks):
        tight = spills_over(entries)
        contents = contents_block(entries, levels=document.contents_levels, pages=pages or {}, tight=tight)
        body.insert_element_before(contents, "w:sectPr")
    else:
        writer.break_before = False
    for done, block in enumerate(blocks, start=1):
        for written in writer.write(block):
            body.insert_element_before(written, "w:sectPr")
        tell("write", 0.9 * done / len(blocks))
    add_audit_head(body, document)
    write_whole(target, pack(docx))
    tell("write", 1.0)


def add_audit_head(body: Element, document: Document) -> None:
    """Put the head of the audit chain below the text of an issued document."""
    if document.audit_head:
        chain = paragraph("AuditHead", text_run(f"审计链首：{document.audit_head}"))
        body.insert_element_before(chain, "w:sectPr")


def write_whole(target: Path, content: bytes) -> None:
    """Write a file beside its place and rename it."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def set_properties(docx: Any, document: Document) -> None:
    """Say in the file's properties what it is and whose; dates are the document's own, so that it stays the same."""
    properties = docx.core_properties
    properties.title = f"{document.body_name}{document.title}"[:255]
    properties.author = properties.last_modified_by = document.body_name[:255]
    properties.subject = document.kind
    properties.language = document.language
    properties.content_status = document.state_label
    if moment := moment_of(document.date_text):
        properties.created = properties.modified = moment


def moment_of(date_text: str) -> datetime | None:
    """Return the moment of a printed date (2020年12月31日), None for other texts."""
    try:
        return datetime.strptime(date_text, "%Y年%m月%d日").replace(tzinfo=UTC)
    except ValueError:
        return None


def adapt_styles(docx: Any, document: Document) -> None:
    """Set what depends on the document: in the decimal scheme all headings begin at the margin."""
    if document.numbering == DECIMAL:
        for level in (2, 3, 4):
            properties = docx.styles.element.get_by_id(f"Heading{level}").pPr
            properties.remove(properties.ind)


def set_up_pages(section: Any, document: Document, page_count: int) -> None:
    """Give the pages behind the cover their margins, head and foot."""
    for name, twips in MARGINS.items():
        attribute = f"{name}_distance" if name in ("header", "footer") else f"{name}_margin"
        setattr(section, attribute, Twips(twips))
    head = [text_run(f"{document.body_name}　{document.title}")]
    if document.state_label:
        head += [mark_run("tab"), text_run(document.state_label, style="HeaderState")]
    fill_margin(section.header, paragraph("Header", *head))
    page, pages = field("PAGE", text_run("2")), field("NUMPAGES", text_run(str(page_count)))
    foot = [text_run("第 "), *page, text_run(" 页　共 "), *pages, text_run(" 页")]
    fill_margin(section.footer, paragraph("Footer", *foot))


def fill_margin(margin: Any, content: Element) -> None:
    """Give a section a header or footer of its own, of one paragraph."""
    margin.is_linked_to_previous = False
    root = margin.part.element
    for child in list(root):
        root.remove(child)
    root.append(content)
