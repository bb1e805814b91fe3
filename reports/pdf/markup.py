"""The HTML of our own templates, made ready for WeasyPrint at less cost.

It is well-formed, so that the XML parser reads it, in C. And it has no footnotes: WeasyPrint's own style sheet gives
five kinds of note marks and a list marker to every element of a document, six styles computed for each and never used.
"""

import re
from importlib.resources import files
from typing import Any
from xml.etree import ElementTree as ET

from cssselect2 import ElementWrapper  # type: ignore[import-untyped]
from weasyprint import CSS, HTML
from weasyprint.html import UA_COUNTER_STYLE

from reports.pdf.fetcher import PrintFetcher

_NOTE_MARKS = re.compile(r"^::(footnote|note)-\w+ \{.*\}$", re.MULTILINE)
_MARKER = re.compile(r"^::marker \{", re.MULTILINE)


def _lean_stylesheet() -> CSS:
    """Return WeasyPrint's own style sheet without note marks, and with markers for list items only."""
    text = (files("weasyprint") / "css" / "html5_ua.css").read_text(encoding="utf-8")
    text = _MARKER.sub("li::marker {", _NOTE_MARKS.sub("", text))
    return CSS(string=text, counter_style=UA_COUNTER_STYLE.copy())


LEAN_STYLESHEET = _lean_stylesheet()


class PrintMarkup(HTML):
    """A document for WeasyPrint; what is not well-formed goes to its own HTML parser."""

    def __init__(self, html: str) -> None:
        fetcher = PrintFetcher()
        try:
            root: Any = ET.fromstring(html)  # noqa: S314  our own templates, everything else in it is escaped
        except ET.ParseError:
            super().__init__(string=html, base_url="", url_fetcher=fetcher)
            return
        self.base_url = None
        self.url_fetcher = fetcher
        self.media_type = "print"
        self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:  # noqa: FBT002  WeasyPrint's own signature
        return [LEAN_STYLESHEET]
