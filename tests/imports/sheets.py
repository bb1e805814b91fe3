"""Build sheets as offices make them, run them through, and read all domain tables."""

import io
from typing import Any

from django.apps import apps
from openpyxl import Workbook

from office.actor import Actor
from office.domain.import_batch import map_columns, receive_sheet, start_check, start_run, start_undo
from office.models import ImportBatch

DOMAIN_APPS = ("association", "reviews", "competitions", "research", "groups", "reports")


def sheet(
    *rows: list[Any], title: str = "", head: int = 1, notes: tuple[str, ...] = (), merges: tuple[str, ...] = ()
) -> bytes:
    """Return an xlsx file: a merged title, a blank line, the rows (the head first), merged notes below."""
    book = Workbook()
    page: Any = book.active
    width = max(len(row) for row in rows)
    if title:
        page.append([title])
        page.merge_cells(start_row=1, end_row=1, start_column=1, end_column=width)
        page.append([])
    for row in rows:
        page.append(row)
    for merge in merges:
        page.merge_cells(merge)
    for note in notes:
        page.append([note])
        page.merge_cells(start_row=page.max_row, end_row=page.max_row, start_column=1, end_column=width)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def check(kind: str, content: bytes, *, actor: Actor, name: str = "名单.xlsx", **given: Any) -> ImportBatch:
    """Send a sheet in, take the guessed columns, and check it."""
    batch = receive_sheet(content, name=name, kind=kind, actor=actor, **given)
    map_columns(batch, batch.mapping, actor=actor)
    assert start_check(batch, actor=actor) is None
    batch.refresh_from_db()
    return batch


def run(batch: ImportBatch, *, actor: Actor) -> ImportBatch:
    """Import a checked sheet."""
    assert start_run(batch, actor=actor) is None
    batch.refresh_from_db()
    return batch


def undo(batch: ImportBatch, *, actor: Actor) -> ImportBatch:
    """Take an import back."""
    assert start_undo(batch, actor=actor, reason="发错了表") is None
    batch.refresh_from_db()
    return batch


def verdicts(batch: ImportBatch) -> list[str]:
    """Return the verdicts in the order of the lines."""
    return list(batch.rows.order_by("line").values_list("verdict", flat=True))


def messages(batch: ImportBatch) -> list[str]:
    """Return the messages in the order of the lines."""
    return list(batch.rows.order_by("line").values_list("message", flat=True))


def domain_tables() -> dict[str, list[dict[str, Any]]]:
    """Return every row of every table of the association's records, column by column."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for app in DOMAIN_APPS
        for model in apps.get_app_config(app).get_models()
    }
