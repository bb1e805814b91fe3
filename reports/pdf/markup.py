"""The HTML of our own templates, read by the XML parser: it is well-formed, and C reads it in no time."""

from typing import Any
from xml.etree import ElementTree as ET

from cssselect2 import ElementWrapper  # type: ignore[import-untyped]
from weasyprint import HTML

from reports.pdf.fetcher import PrintFetcher


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
