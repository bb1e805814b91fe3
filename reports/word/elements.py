"""The small pieces of WordprocessingML: elements, runs of text, fields, bookmarks."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from reports.pdf.layout import UNPRINTABLE

Element = Any  # lxml's own class, which python-docx derives from
Run = Mapping[str, Any]
_SPACES = re.compile(r"[\t\r\n]+")

# The order that the schema asks of the properties set here; Word refuses a file that breaks it.
PARAGRAPH_ORDER = ("pStyle", "keepNext", "pageBreakBefore", "framePr", "numPr", "spacing", "ind", "jc", "sectPr")


def element(tag: str, /, *children: Element, **attributes: Any) -> Element:
    """Return <w:tag> with its attributes (val=1 is w:val="1") and children."""
    node = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        node.set(qn(f"w:{name}"), str(value))
    node.extend(children)
    return node


def clean_text(text: str) -> str:
    """Return text as XML can carry it: what no XML may hold is left out, line ends and tabs become a space."""
    return _SPACES.sub(" ", UNPRINTABLE.sub("", text))


def clean(value: Any) -> Any:
    """Return a document's plain data with every text in it made fit for XML."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, Mapping):
        return {key: clean(entry) for key, entry in value.items()}
    return [clean(entry) for entry in value] if isinstance(value, list | tuple) else value


def text_run(text: str, *, style: str = "", bold: bool = False, size: int = 0) -> Element:
    """Return a run; ``size`` in half points, 0 for the style's own.

    The hint makes Word set quotation marks and dashes, which Latin and Chinese share, in the Chinese face.
    """
    properties = element("rPr")
    if style:
        properties.append(element("rStyle", val=style))
    properties.append(element("rFonts", hint="eastAsia"))
    if bold:
        properties.extend([element("b"), element("bCs")])
    if size:
        properties.extend([element("sz", val=size), element("szCs", val=size)])
    words = element("t")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element("r", properties, words)


def mark_run(tag: str, **attributes: Any) -> Element:
    """Return a run that holds one mark only: a tab, a break, a part of a field."""
    return element("r", element(tag, **attributes))


def paragraph(style: str, *content: Element, **properties: Element | None) -> Element:
    """Return a paragraph in a style; further properties by their names (``jc=element("jc", val="left")``)."""
    found = {"pStyle": element("pStyle", val=style)} | properties
    ordered = [found[name] for name in PARAGRAPH_ORDER if found.get(name) is not None]
    return element("p", element("pPr", *ordered), *content)


def set_property(target: Element, value: Element) -> None:
    """Give a paragraph one more property, at the place where the schema wants it; an earlier value goes."""
    properties = target.pPr
    name = value.tag.partition("}")[2]
    for old in properties.findall(value.tag):
        properties.remove(old)
    before = PARAGRAPH_ORDER[: PARAGRAPH_ORDER.index(name)]
    place = sum(1 for child in properties if child.tag.partition("}")[2] in before)
    properties.insert(place, value)


def field(instruction: str, *result: Element, dirty: bool = False) -> list[Element]:
    """Return the runs of a field with its last result; a dirty one is worked out anew when Word opens the file."""
    return [*field_start(instruction, dirty=dirty), *result, mark_run("fldChar", fldCharType="end")]


def field_start(instruction: str, *, dirty: bool = False) -> list[Element]:
    """Return the runs before a field's result."""
    begin = mark_run("fldChar", fldCharType="begin", **({"dirty": "true"} if dirty else {}))
    words = mark_run("instrText")
    words[0].text = f" {instruction} "
    words[0].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return [begin, words, mark_run("fldChar", fldCharType="separate")]


def bookmark(name: str, number: int, content: Iterable[Element]) -> list[Element]:
    """Return content inside a bookmark; ``number`` is unique in the document."""
    return [element("bookmarkStart", id=number, name=name), *content, element("bookmarkEnd", id=number)]
