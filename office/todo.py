"""What waits for somebody: the shape in which every app offers it to the home page."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet


@dataclass(frozen=True)
class Todo:
    """One line of the list: what, how many, by when, and the button that leads there."""

    label: str
    count: int
    url: str
    button: str
    due_on: date | None = None


@dataclass(frozen=True)
class Waiting:
    """A line that is not counted yet: the rows that wait, and the name or expression of their deadline (a date).

    Apps offer these instead of numbers, so that the home page counts all of them in one query
    (``office/queries/todo.py``).
    """

    label: str
    rows: QuerySet[Any]
    url: str
    button: str
    due: Any = None


def sort_by_deadline(items: list[Todo]) -> list[Todo]:
    """Return the lines with the nearest deadline first, those without one last; empty lines are left out."""
    return sorted((item for item in items if item.count), key=lambda item: (item.due_on or date.max, item.label))
