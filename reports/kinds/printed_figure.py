"""Open a printed figure: the rows as they were, and what has changed since."""

from dataclasses import dataclass, field
from typing import Any

from association.models import Organization, Succession
from office.actor import Actor
from reports.catalogue import body_scope, count_figure, declared_figures
from reports.models import Rendition
from reports.queries.figure import row_model


@dataclass(frozen=True)
class PrintedRow:
    """One row behind a printed figure: its text as printed, its text now, and a note on what became of it."""

    label: str
    label_now: str
    url: str
    note: str = ""

    @property
    def changed(self) -> bool:
        """Whether the row reads differently now or is gone."""
        return bool(self.note) or self.label != self.label_now


@dataclass(frozen=True)
class PrintedFigure:
    """A printed figure with its rows for one actor, and what the records say now."""

    name: str
    entry: dict[str, Any]
    rows: list[PrintedRow]
    total: int
    added: list[str] = field(default_factory=list)
    removed: int = 0
    text_now: str = ""

    @property
    def hidden(self) -> int:
        """How many rows exist that this actor may not open."""
        return self.total - len(self.rows)


def printed_figure(rendition: Rendition, name: str, actor: Actor) -> PrintedFigure | None:
    """Return one frozen figure of a rendition as the actor may open it; None when it is not in the document.

    Whoever may read the rendition reads the printed rows that he may see today; rows that were removed since are shown
    to those who read all.
    """
    entry = rendition.figures.get(name)
    if entry is None:
        return None
    ids, labels = entry["row_ids"], entry["row_labels"]
    counted = current_figure(rendition, name, label=entry["label"])
    text_now = counted.text if counted else ""
    if not entry["row_model"]:
        return PrintedFigure(name, entry, rows=[], total=0, text_now=text_now)
    model = row_model(entry["row_model"])
    existing = model._base_manager.in_bulk(ids)
    seen = visible_ids(model, ids, actor)
    notes = succession_notes(ids) if model is Organization else {}
    rows = [
        printed_row(label, existing.get(pk), notes.get(pk, ""))
        for pk, label in zip(ids, labels, strict=True)
        if pk in seen or (pk not in existing and actor.reads_all)
    ]
    current = list(counted.row_ids) if counted else []
    fresh = [pk for pk in current if pk not in set(ids)]
    added = [str(row) for row in model._base_manager.filter(pk__in=fresh)] if actor.reads_all else []
    return PrintedFigure(
        name=name,
        entry=entry,
        rows=rows,
        total=len(ids),
        added=added,
        removed=len(set(ids) - set(current)),
        text_now=text_now,
    )


def printed_row(label: str, row: Any, note: str) -> PrintedRow:
    """Return a row as printed beside what it is now."""
    if row is None:
        return PrintedRow(label, "", "", note="该记录已删除")
    return PrintedRow(label, str(row), row.get_absolute_url(), note)


def visible_ids(model: Any, ids: list[int], actor: Actor) -> set[int]:
    """Return those of the ids whose rows the actor may see."""
    manager = model._default_manager
    rows = manager.visible_to(actor) if hasattr(manager, "visible_to") else manager.all() if actor.reads_all else None
    return set(rows.filter(pk__in=ids).values_list("pk", flat=True)) if rows is not None else set()


def succession_notes(ids: list[int]) -> dict[int, str]:
    """Return for organizations what became of them: merged into, renamed, split, upgraded, and when."""
    notes: dict[int, str] = {}
    for step in Succession.objects.filter(predecessor_id__in=ids).select_related("successor").order_by("on", "pk"):
        if step.successor_id != step.predecessor_id:
            notes[step.predecessor_id] = f"{step.on:%Y-%m-%d} {step.get_kind_display()}：{step.successor.name}"
    return notes


def current_figure(rendition: Rendition, name: str, *, label: str) -> Any:
    """Count one figure of a rendition's scope anew; one that has another name since is known by its label."""
    declared = list(declared_figures(body_scope(rendition.report.body, rendition.report.year)))
    named = [spec for spec in declared if spec.name == name] or [spec for spec in declared if spec.label == label]
    return count_figure(named[0]) if len(named) == 1 else None
