"""A page of a list without counting what stands before it: for lists that pass fifty thousand rows."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from office.listing import PAGE_SIZE
from office.web.history import read_key
from office.web.list_page import with_query


def keyset_page(
    request: HttpRequest, rows: QuerySet[Any], *, size: int = PAGE_SIZE
) -> tuple[list[Any], dict[str, Any]]:
    """Return the rows of a page, newest first, and its pager; ``older`` and ``newer`` in the address name the keys.

    One query, whatever the page's place; the rows must be ordered by their keys, newest first.
    """
    older, newer = read_key(request, "older"), read_key(request, "newer")
    if newer is not None:
        found = list(rows.filter(pk__gt=newer).order_by("pk")[: size + 1])
        has_newer, has_older = len(found) > size, True
        shown = found[:size][::-1]
    else:
        part = rows if older is None else rows.filter(pk__lt=older)
        found = list(part.order_by("-pk")[: size + 1])
        has_newer, has_older = older is not None, len(found) > size
        shown = found[:size]
    addresses = {
        "newer": with_query(request, newer=str(shown[0].pk), older="") if shown and has_newer else "",
        "older": with_query(request, older=str(shown[-1].pk), newer="") if shown and has_older else "",
    }
    return shown, {"previous_url": addresses["newer"], "next_url": addresses["older"], "pages_text": "", "first": 0}
