"""What falls due for somebody: the shape in which every app offers its deadlines to the reminders."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from office.enums import ReminderAudience


@dataclass(frozen=True)
class Obligation:
    """One open deadline: its name ("unsent_submission:12"), what it is, by when, where to act, and whose it is.

    ``responsible`` are the users who must act, beside the holders of the kind's roles; ``unit`` is shown in texts;
    ``about`` is the record's content type and id. An obligation that is done or closed is not offered any more.
    """

    key: str
    title: str
    due_on: date
    url: str
    responsible: tuple[int, ...] = ()
    unit: str = ""
    about: tuple[int, str] | None = None


# The kinds of deadlines that are asked about, each with the first and the last day, both included.
Windows = Mapping[str, tuple[date, date]]


@dataclass(frozen=True)
class UsualRule:
    """The rule with which a kind of deadline begins; staff change it on the page of reminders."""

    before: str
    subject: str
    text: str
    after: str = ""
    audience: str = ReminderAudience.RESPONSIBLE
    is_active: bool = True


@dataclass(frozen=True)
class ObligationKind:
    """A kind of deadline: its stored word, its label, and the open ones due between two days, both included.

    ``find`` asks the database a number of times that does not grow with what it finds. Whoever holds one of ``roles``
    is responsible for all of the kind.
    """

    name: str
    label: Any
    find: Callable[[date, date], Sequence[Obligation]]
    usual: UsualRule
    roles: frozenset[str] = frozenset()


def outermost(windows: Windows, *names: str) -> tuple[date, date] | None:
    """Return the first and the last day of several kinds together, None where none of them is asked about."""
    asked = [windows[name] for name in names if name in windows]
    return (min(first for first, _last in asked), max(last for _first, last in asked)) if asked else None
