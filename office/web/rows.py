"""Render a list's rows: the hot loop of the portal, so plain string work instead of a template per cell."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe

from office.listing import Column, Listing, show_value

# A text no longer than this stays on one line on the desk: a track or a name is not broken because a title is long.
SHORT = 8
# Nor is a number or a code, which has no place to break at: a certificate's, an entry's.
CODE = 24


def is_whole(text: str) -> bool:
    """True for a text that stays on one line: a short one, or a code without spaces."""
    length = len(text)
    return length <= SHORT or (length <= CODE and text.isascii() and " " not in text)


def render_rows(listing: Listing, columns: Sequence[Column], rows: Iterable[Any], *, linked: bool) -> SafeString:
    """Return the ``<tr>`` elements of a list; every value is escaped, the first cell links to the record.

    ``data-label`` repeats the head for the phone, where rows are shown as cards.
    """
    labels = [escape(str(column.label)) for column in columns]
    parts: list[str] = []
    for row in rows:
        parts.append("<tr>")
        for position, column in enumerate(columns):
            text: str = escape(show_value(column.read(row)))
            short = " is-short" if is_whole(text) else ""
            if position == 0 and linked:
                text = f'<a class="row-link" href="{escape(row.get_absolute_url())}">{text or "—"}</a>'
            elif column.kind == "state" and text:
                tone = listing.tone(row) if listing.tone else ""
                text = f'<span class="tag tag-{escape(tone) or "plain"}">{text}</span>'
            parts.append(f'<td class="cell-{column.kind}{short}" data-label="{labels[position]}">{text}</td>')
        parts.append("</tr>")
    return mark_safe("".join(parts))


def render_cells(rows: Iterable[Sequence[tuple[Any, Any]]]) -> SafeString:
    """Return the ``<tr>`` elements of a panel's table from pairs of head and cell; every value is escaped.

    A cell that only repeats its head (an act) carries no label of its own on the phone.
    """
    parts: list[str] = []
    labels: dict[Any, str] = {}
    for row in rows:
        parts.append("<tr>")
        for head, cell in row:
            label = labels.get(head)
            if label is None:
                label = labels[head] = escape(str(head))
            text: str = conditional_escape(cell.shown)
            short = " is-short" if is_whole(text) else ""
            if cell.url:
                text = f'<a href="{escape(cell.url)}">{text}</a>'
            elif cell.kind == "state":
                text = f'<span class="tag tag-{escape(cell.tone) or "plain"}">{text}</span>'
            named = "" if head == cell.text else f' data-label="{label}"'
            parts.append(f'<td class="cell-{escape(cell.kind)}{short}"{named}>{text}</td>')
        parts.append("</tr>\n")
    return mark_safe("".join(parts))
