"""The exported trail: a sheet that says on every page who took it out, when and what for."""

import io
from collections.abc import Iterable
from typing import Any

from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from office.actor import Actor
from office.listing import Column, Selection
from office.models import AuditEntry
from office.web.audit_list import ON_SCREEN
from office.web.change_words import changes_of, summary_words
from office.web.sheet import head_cell, value_cell

WIDTHS = {"at": 18, "text": 36, "reason": 28, "changes": 60}
# Entries whose changes are put into words at once.
PIECE = 500


def watermark(actor: Actor, purpose: str) -> str:
    """Return the sentence that the sheet carries: who, in which role, when, what for."""
    return _("Exported by %(who)s (%(role)s) on %(when)s for: %(purpose)s") % {
        "who": actor.name,
        "role": actor.role_label,
        "when": f"{localtime(now()):%Y-%m-%d %H:%M}",
        "purpose": purpose,
    }


def write_audit_sheet(selection: Selection, *, actor: Actor, purpose: str, limit: int) -> bytes:
    """Return the entries as an xlsx file with the watermark above the rows and in head and foot of each printed page.

    Text is written as text: no formula comes out of what somebody once typed.
    """
    mark = watermark(actor, purpose)
    columns = [column for column in selection.listing.columns if column.name != ON_SCREEN]
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title=str(selection.listing.title)[:31])
    sheet.freeze_panes, sheet.print_title_rows = "A3", "1:2"
    # In Excel's head and foot "&" begins a command.
    sheet.oddHeader.center.text = sheet.oddFooter.center.text = mark.replace("&", "&&")[:200]
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", "9"
    for number, name in enumerate([*(column.name for column in columns), "changes"], start=1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDTHS.get(name, 14)
    sheet.append([value_cell(sheet, mark)])
    sheet.append([head_cell(sheet, str(label)) for label in (*(column.label for column in columns), _("Changes"))])
    piece: list[AuditEntry] = []
    for entry in selection.rows[:limit].iterator(chunk_size=PIECE):
        piece.append(entry)
        if len(piece) == PIECE:
            append_rows(sheet, piece, columns)
            piece = []
    append_rows(sheet, piece, columns)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def append_rows(sheet: Any, entries: list[AuditEntry], columns: Iterable[Column]) -> None:
    """Append entries with their changes in words."""
    for entry, changes in zip(entries, changes_of(entries), strict=True):
        values = [column.read(entry) for column in columns]
        sheet.append([value_cell(sheet, value) for value in (*values, summary_words(changes))])
