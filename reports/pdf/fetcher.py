"""What a document may load while it is printed: its own style sheets and pictures carried in the page, nothing else.

Whatever a narrative contains, printing it reads no file of the server and calls no address. A refused address ends
the rendering: a document that lost its style or a picture must not come out as if it were whole.
"""

import base64
from pathlib import Path

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

SCHEME = "portal-print:"
STYLES = Path(__file__).resolve().parents[2] / "static" / "css" / "print"
CARRIED = ("image/svg+xml", "image/png", "image/jpeg")


class AddressRefused(FatalURLFetchingError):
    """The document asks for an address that is not on the list."""


class PrintFetcher(URLFetcher):
    """Fetch by allow-list: portal-print:NAME.css and the three kinds of carried pictures."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Return the content of an address on the list; AddressRefused for every other one."""
        scheme, _, rest = url.partition(":")
        if scheme == "data":
            kind, comma, content = rest.partition(";base64,")
            if comma and kind in CARRIED:
                return URLFetcherResponse(url, base64.b64decode(content), {"Content-Type": kind})
        elif url.startswith(SCHEME):
            path = STYLES / rest
            if path.suffix == ".css" and path.resolve().parent == STYLES and path.is_file():
                return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": "text/css; charset=utf-8"})
        raise AddressRefused(f"A document may not load {url[:80]!r}.")
