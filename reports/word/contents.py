"""The contents: a field that Word works out itself, filled in advance for programs that do not."""

from collections.abc import Mapping
from typing import Any

from reports.word.elements import Element, element, field, field_start, mark_run, paragraph, text_run


def contents_block(entries: list[dict[str, Any]], *, levels: int, pages: Mapping[str, int], tight: bool) -> Element:
    """Return the contents with one linked line a heading.

    ``pages`` are the headings' pages by anchor as the PDF has them; Word puts its own there when it opens the file.
    """
    lines = [contents_line(entry, pages, tight=tight) for entry in entries]
    for run in reversed(field_start(rf'TOC \o "1-{levels}" \h \z', dirty=True)):
        lines[0].pPr.addnext(run)
    lines[-1].append(mark_run("fldChar", fldCharType="end"))
    properties = element(
        "sdtPr", element("docPartObj", element("docPartGallery", val="Table of Contents"), element("docPartUnique"))
    )
    title = paragraph("TOCHeading", text_run("目　录"))
    return element("sdt", properties, element("sdtContent", title, *lines))


def contents_line(entry: dict[str, Any], pages: Mapping[str, int], *, tight: bool) -> Element:
    """Return one line: number and heading, dots, page."""
    name = bookmark_name(entry["anchor"])
    page = text_run(str(pages.get(entry["anchor"], "")))
    link = element(
        "hyperlink",
        text_run(f"{entry['label']}{entry['contents_text']}"),
        mark_run("tab"),
        *field(rf"PAGEREF {name} \h", page),
        anchor=name,
        history=1,
    )
    narrow = {"spacing": element("spacing", line=350, lineRule="exact")} if tight else {}
    return paragraph(f"TOC{entry['level']}", link, **narrow)


def bookmark_name(anchor: str) -> str:
    """Return the bookmark of a heading, hidden from Word's list of bookmarks by its first letter."""
    return f"_Toc{anchor}"
