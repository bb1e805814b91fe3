"""What a document may load while it is printed: its own style sheets and pictures carried in the page, nothing else.

Whatever a narrative contains, printing it reads no file of the server and calls no address. A refused address ends
the rendering: a document that lost its style or a picture must not come out as if it were whole.
"""

import base64
from pathlib import Path

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

SCHEME = "portal-print:"
STYLES = Path(__file__).resolve().parents[2] / "static" / "css" / "print"
# Joined, because one sheet to match is quicker than four.
SHEETS = {
    "report.css": ("faces.css", "pages.css", "text.css", "tables.css"),
    "labels.css": ("faces.css", "labels.css"),
    "certificate.css": ("certificate.css",),
    "award-notice.css": ("faces.css", "tables.css", "award-notice.css"),
    "result-paper.css": ("faces.css", "tables.css", "result-paper.css"),
    "papers.css": ("papers.css",),
}
CARRIED = ("image/svg+xml", "image/png", "image/jpeg")


class AddressRefused(FatalURLFetchingError):
    """The document asks for an address that is not on the list."""


class PrintFetcher(URLFetcher):
    """Fetch by allow-list: the sheets of SHEETS and the three kinds of carried pictures."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Return the content of an address on the list; AddressRefused for every other one."""
        scheme, _, rest = url.partition(":")
        if scheme == "data":
            kind, comma, text = rest.partition(";base64,")
            if comma and kind in CARRIED:
                return URLFetcherResponse(url, base64.b64decode(text), {"Content-Type": kind})
        elif url.startswith(SCHEME) and rest in SHEETS:
            content = b"\n".join((STYLES / name).read_bytes() for name in SHEETS[rest])
            return URLFetcherResponse(url, content, {"Content-Type": "text/css; charset=utf-8"})
        raise AddressRefused(f"A document may not load {url[:80]!r}.")
