"""What waits for somebody: the shape in which every app offers it to the home page."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Todo:
    """One line of the list: what, how many, by when, and the button that leads there."""

    label: str
    count: int
    url: str
    button: str
    due_on: date | None = None


def sort_by_deadline(items: list[Todo]) -> list[Todo]:
    """Return the lines with the nearest deadline first, those without one last; empty lines are left out."""
    return sorted((item for item in items if item.count), key=lambda item: (item.due_on or date.max, item.label))
