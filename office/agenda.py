"""What stands in the calendar: the shape in which every app offers its days."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Entry:
    """One thing on one day or several: its stable name, a short mark (截止, 活动), title and page.

    ``at`` is the exact time where there is one; ``vague`` tells that only the month is known. ``tone`` is "", "danger"
    for deadlines or "accent".
    """

    key: str
    mark: str
    title: str
    first: date
    last: date
    url: str
    at: datetime | None = None
    place: str = ""
    tone: str = ""
    vague: bool = False


@dataclass(frozen=True)
class Span:
    """The days asked for, both included, and whether only what concerns the asker's own school is wanted."""

    first: date
    last: date
    own: bool = False
