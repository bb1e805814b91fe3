"""Short office papers as plain data: letters of appointment (聘书) and payment lists of fees (评审费发放表)."""

from collections.abc import Mapping
from typing import Any

from reports.pdf.document import DocumentError

KEYS = {
    "letter": {"paper", "title", "holder", "text", "issuer", "date_text", "number"},
    "fees": {"paper", "title", "subtitle", "rates", "heads", "rows", "total", "capitals", "signatures", "printed"},
}


def check_paper(context: Mapping[str, Any]) -> None:
    """Raise ``DocumentError`` for a context that is none of a paper."""
    if set(context) != KEYS.get(str(context.get("paper")), set()):
        raise DocumentError("The context of the paper is incomplete.")


def space_name(name: str) -> str:
    """Return a name as it is set: one of two signs with a space between."""
    return f"{name[0]}\u3000{name[1]}" if len(name) == 2 else name
