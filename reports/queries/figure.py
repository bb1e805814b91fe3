"""Read figure values and the rows behind them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet

from association.models import Body
from office.actor import Actor
from reports.models import FigureValue

ROWS_SHOWN = 500


def figures_of(body: Body, year: int) -> dict[str, FigureValue]:
    """Return all figure values of a body's year by name, in one query."""
    return {value.name: value for value in FigureValue.objects.filter(body=body, year=year)}


def figure_texts(values: Iterable[FigureValue]) -> dict[str, str]:
    """Return how each figure reads in a sentence, by name."""
    return {value.name: value.text for value in values}


@dataclass(frozen=True)
class RowsBehind:
    """The rows of a figure as one actor may open them: "n of N"."""

    rows: list[Model]
    seen: int
    total: int
    missing: int

    @property
    def hidden(self) -> int:
        """How many rows exist that this actor may not open."""
        return self.total - self.seen


def row_model(name: str) -> Any:
    """Return the model of a stored "app.model" name."""
    return apps.get_model(name)


def rows_behind(value: FigureValue, actor: Actor) -> RowsBehind:
    """Return the rows that were counted: those that the actor may see, and how many there are in all.

    ``missing`` counts rows that no longer exist; the figure is then out of date until it is read again.
    """
    if not value.row_model:
        return RowsBehind(rows=[], seen=0, total=0, missing=0)
    model = row_model(value.row_model)
    visible: QuerySet[Any] = (
        model._default_manager.visible_to(actor)
        if hasattr(model._default_manager, "visible_to")
        else model._default_manager.all()
        if actor.reads_all
        else model._default_manager.none()
    )
    rows = list(joined(visible.filter(pk__in=value.row_ids)).order_by("pk")[:ROWS_SHOWN])
    existing = model._base_manager.filter(pk__in=value.row_ids).count()
    return RowsBehind(
        rows=rows,
        seen=len(rows) if len(rows) < ROWS_SHOWN else visible.filter(pk__in=value.row_ids).count(),
        total=len(value.row_ids),
        missing=len(value.row_ids) - existing,
    )


def joined(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Return the rows with what their texts are made of: ``label_joins`` of a model names the relations."""
    names = getattr(rows.model, "label_joins", ())
    return rows.select_related(*names) if names else rows


def row_labels(model_name: str, row_ids: Iterable[int]) -> list[str]:
    """Return the rows' texts in the order of the ids, for freezing; a row without text keeps its number."""
    if not model_name:
        return []
    rows = joined(row_model(model_name)._base_manager.all()).in_bulk(list(row_ids))
    return [str(rows[pk]) if pk in rows else f"#{pk}" for pk in row_ids]
