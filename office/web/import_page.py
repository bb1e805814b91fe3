"""What the pages of an import show: tabs of verdicts, rows with their changes and questions, acts."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import InvalidPage, Paginator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.audit import mask_value
from office.domain.import_batch import count_undecided_rows, has_open_job
from office.domain.import_kind import IMPORTERS, Importer
from office.enums import ImportOutcome, ImportState, ImportVerdict
from office.forms.import_batch import hide_digits
from office.models import ImportBatch, ImportRow
from office.rules import may
from office.web.list_page import pager
from office.web.page_data import Fact, Tag

ROWS_SHOWN = 50
STATE_TONES = {
    ImportState.MAPPING: "warn",
    ImportState.CHECKED: "info",
    ImportState.RUNNING: "info",
    ImportState.STOPPED: "warn",
    ImportState.DONE: "ok",
    ImportState.UNDONE: "",
    ImportState.DISCARDED: "",
}
VERDICT_TONES = {
    ImportVerdict.NEW: "success",
    ImportVerdict.UPDATE: "info",
    ImportVerdict.SAME: "muted",
    ImportVerdict.CONFLICT: "warn",
    ImportVerdict.ERROR: "danger",
}
OUTCOME_TONES = {
    ImportOutcome.CREATED: "success",
    ImportOutcome.UPDATED: "info",
    ImportOutcome.SAME: "muted",
    ImportOutcome.SKIPPED: "warn",
    ImportOutcome.FAILED: "danger",
}
OVER = {ImportState.RUNNING, ImportState.STOPPED, ImportState.DONE, ImportState.UNDONE}


@dataclass
class RowLine:
    """One row of the sheet on the page."""

    row: ImportRow
    tag: Tag
    cells: list[tuple[str, str]]
    choices: list[tuple[str, Any]]


def may_keep(actor: Actor, batch: ImportBatch) -> bool:
    """Tell whether the actor may go on with an import: staff who may add such records."""
    importer = IMPORTERS.get(batch.kind)
    return importer is not None and may(actor, "office.change_import") and may(actor, importer.permission)


def page_context(request: HttpRequest, batch: ImportBatch, *, actor: Actor) -> dict[str, Any]:
    """Return what the page of an import needs."""
    by_outcome = batch.state in OVER
    words: Any = ImportOutcome if by_outcome else ImportVerdict
    field = "outcome" if by_outcome else "verdict"
    counts = (batch.counts or {}).get("outcomes" if by_outcome else "verdicts", {})
    wanted = request.GET.get("show", "")
    if wanted not in words.values:
        wanted = "" if wanted == "all" else first_tab(counts, by_outcome=by_outcome)
    rows = batch.rows.order_by("line")
    paginator = Paginator(rows.filter(**{field: wanted}) if wanted else rows, ROWS_SHOWN)
    try:
        part = paginator.page(request.GET.get("page") or 1)
    except InvalidPage:
        part = paginator.page(1)
    keeps = may_keep(actor, batch)
    open_job = has_open_job(batch)
    decides = keeps and not open_job and batch.state == ImportState.CHECKED
    lines = [make_line(batch, row, decides=decides) for row in part.object_list]
    undecided = count_undecided_rows(batch) if batch.state == ImportState.CHECKED else 0
    return {
        "batch": batch,
        "importer_label": importer_label(batch),
        "state": Tag(batch.get_state_display(), STATE_TONES[ImportState(batch.state)]),
        "facts": batch_facts(batch),
        "tabs": make_tabs(words, counts, wanted, total=batch.row_count),
        "lines": lines,
        "deciding": any(line.choices for line in lines),
        "by_outcome": by_outcome,
        "pager": pager(request, part, paginator.count),
        "keeps": keeps and not open_job,
        "open_job": batch.job if open_job else None,
        "importing": counts.get("new", 0) + counts.get("update", 0) if not by_outcome else 0,
        "undecided": undecided,
        "problems": sum(counts.get(name, 0) for name in ("error", "conflict", "failed", "skipped")),
    }


def first_tab(counts: dict[str, int], *, by_outcome: bool) -> str:
    """Return the tab that opens by itself: the questions while there are some, else all rows."""
    return "conflict" if not by_outcome and counts.get("conflict") else ""


def importer_label(batch: ImportBatch) -> str:
    """Return what is imported, in the reader's words."""
    importer = IMPORTERS.get(batch.kind)
    return str(importer.label) if importer else batch.kind


def batch_facts(batch: ImportBatch) -> list[Fact]:
    """Return where a sheet came from."""
    user = batch.requested_by
    return [
        Fact(_("What is imported"), importer_label(batch)),
        Fact(_("For"), batch.about),
        Fact(_("Sheet in the file"), batch.sheet),
        Fact(_("Encoding"), batch.layout.get("encoding", "")),
        Fact(_("Number of rows"), batch.row_count),
        Fact(_("Imported by"), user.display_name if user else ""),
        Fact(_("Uploaded"), batch.created_at),
    ]


def make_tabs(words: Any, counts: dict[str, int], wanted: str, *, total: int) -> list[dict[str, Any]]:
    """Return one tab for all rows and one for each verdict that occurs."""
    tabs = [{"label": _("All rows"), "url": "?show=all", "count": total, "active": not wanted}]
    tabs += [
        {"label": words(value).label, "url": f"?show={value}", "count": counts[value], "active": wanted == value}
        for value in words.values
        if counts.get(value)
    ]
    return tabs


def make_line(batch: ImportBatch, row: ImportRow, *, decides: bool) -> RowLine:
    """Return one row with its cells by column; personal ones masked."""
    importer = IMPORTERS.get(batch.kind)
    columns = {column.name: column for column in importer.columns} if importer else {}
    cells = []
    for position, name in enumerate(batch.mapping):
        cell = row.raw[position] if position < len(row.raw) else ""
        if name in columns and cell not in (None, ""):
            text = str(mask_value("phone", str(cell))) if columns[name].personal else hide_digits(str(cell))
            cells.append((str(columns[name].label), text))
    if row.outcome:
        tag = Tag(row.get_outcome_display(), OUTCOME_TONES[ImportOutcome(row.outcome)])
    elif row.verdict:
        tag = Tag(row.get_verdict_display(), VERDICT_TONES[ImportVerdict(row.verdict)])
    else:
        tag = Tag(_("Not checked"), "muted")
    return RowLine(row, tag, cells, row_choices(row, importer) if decides else [])


def row_choices(row: ImportRow, importer: type[Importer] | None) -> list[tuple[str, Any]]:
    """Return what may be decided about an open row."""
    if importer is None or row.outcome or not (row.verdict == ImportVerdict.CONFLICT or row.decision):
        return []
    known = [(key, _("It is “%(record)s”") % {"record": text}) for key, text in row.candidates]
    return [("", _("Not decided yet")), *known, ("new", _("It is a new one")), ("skip", _("Leave it out"))]


def import_crumbs() -> tuple[Any, str]:
    """Return label and address of the list of imports."""
    return _("Imports"), reverse("office:import_list")
