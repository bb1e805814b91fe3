"""The empty file that a report is written into: our own parts, read as they lie in skeleton/."""

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from lxml import etree  # type: ignore[import-untyped]

from reports.pdf.document import Document
from reports.pdf.numbering import DECIMAL

FOLDER = Path(__file__).with_name("skeleton")
PARTS = {
    "[Content_Types].xml": "content-types.xml",
    "_rels/.rels": "package-rels.xml",
    "word/document.xml": "document.xml",
    "word/_rels/document.xml.rels": "document-rels.xml",
    "word/styles.xml": "styles.xml",
    "word/settings.xml": "settings.xml",
    "word/fontTable.xml": "font-table.xml",
    "docProps/core.xml": "core.xml",
}
NUMBERING = {False: "numbering-chinese.xml", True: "numbering-decimal.xml"}
EXTENDED = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"
# Entries carry one fixed time, so that the same document is the same file.
STAMP = (2000, 1, 1, 0, 0, 0)


def open_skeleton(document: Document, *, pages: int) -> Any:
    """Return python-docx's document with our styles and the document's numbering, and no content yet."""
    output = BytesIO()
    with zipfile.ZipFile(output, "w") as package:
        for name, file in PARTS.items():
            package.writestr(name, bare_xml((FOLDER / file).read_bytes()))
        numbering = NUMBERING[document.numbering == DECIMAL]
        package.writestr("word/numbering.xml", bare_xml((FOLDER / numbering).read_bytes()))
        package.writestr("docProps/app.xml", extended_properties(document, pages))
    output.seek(0)
    return docx.Document(output)


def bare_xml(source: bytes) -> bytes:
    """Return a part without the comments and line ends that are for its reader here."""
    root = etree.fromstring(source, etree.XMLParser(remove_comments=True, remove_blank_text=True))
    return serialize(root)


def extended_properties(document: Document, pages: int) -> bytes:
    """Return docProps/app.xml: how many pages, and whose report it is."""
    root = etree.fromstring((FOLDER / "app.xml").read_bytes(), etree.XMLParser(remove_blank_text=True))
    for name, text in (("Pages", str(max(1, pages))), ("Company", document.body_name)):
        found = root.find(f"{EXTENDED}{name}")
        assert found is not None
        found.text = text
    return serialize(root)


def serialize(root: Any) -> bytes:
    """Return a part as it stands in the file."""
    part: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return part


def pack(written: Any) -> bytes:
    """Return the finished file: parts compressed, the content types first, every entry with the same time."""
    loose = BytesIO()
    written.save(loose)
    output = BytesIO()
    with zipfile.ZipFile(loose) as source, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as target:
        names = sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name != "_rels/.rels"))
        for name in names:
            entry = zipfile.ZipInfo(name, date_time=STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, source.read(name))
    return output.getvalue()
