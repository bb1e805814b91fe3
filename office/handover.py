"""Open work that hangs on a person: the shape in which every app offers it to the hand-over page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from office.actor import Actor


@dataclass(frozen=True)
class OpenWork:
    """One kind of open work: its rows for everybody, and the field that names who is responsible.

    ``seen_by`` returns those of the rows that an actor may work on: a successor must see every one of them.
    """

    key: str
    label: Any
    rows: QuerySet[Any]
    field: str
    seen_by: Callable[[QuerySet[Any], Actor], QuerySet[Any]]

    def of(self, user_id: int) -> QuerySet[Any]:
        """Return the rows that hang on one person."""
        return self.rows.filter(**{f"{self.field}_id": user_id})


def visible_rows(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """Return the rows that the model's own rule shows an actor."""
    return rows.visible_to(actor)  # type: ignore[attr-defined]
