"""Shape of a transition table: which act leads from which states to which.

An app's ``workflow.py`` holds one ``Workflow`` per noun, readable as the secretariat's procedure; ``advance()`` in
``office/domain/transition.py`` is the only code that moves a state.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from office.enums import CalendarState, ImportState


class Refusal(Exception):
    """An act that the rules do not allow now; the message is for the user's eyes."""


class TransitionRefused(Refusal):
    """The object is not in a state from which this act may happen, or somebody else has just acted."""


class StaleRecord(Refusal):
    """Somebody else saved the record after this form was opened."""


@dataclass(frozen=True)
class Transition:
    """One act: its name, the states it starts from, the state it leads to, and how it is shown.

    ``label`` is the lazy text on the button; ``tone`` is "", "danger" or "quiet" (never the strong button of a page);
    ``confirm`` asks on a page of its own, ``reason_required`` there asks why.
    """

    action: str
    sources: tuple[str, ...]
    target: str
    label: Any = ""
    reason_required: bool = False
    confirm: bool = False
    tone: str = ""


@dataclass(frozen=True)
class Workflow:
    """The transition table of one noun."""

    name: str
    transitions: tuple[Transition, ...]
    field: str = "state"

    def find(self, action: str) -> Transition:
        """Return the transition of an act; an unknown act is a programming error (KeyError)."""
        for transition in self.transitions:
            if transition.action == action:
                return transition
        raise KeyError(f"{self.name} has no act {action!r}")

    def possible(self, state: str) -> list[Transition]:
        """Return the acts that may start from a state, in the table's order."""
        return [transition for transition in self.transitions if state in transition.sources]


def chain(name: str, *transitions: Transition, field: str = "state") -> Workflow:
    """Return a workflow from its transitions; a readable spelling for the tables."""
    return Workflow(name=name, transitions=tuple(transitions), field=field)


def refuse_unless(condition: bool, message: str, *, error: type[Refusal] = Refusal) -> None:
    """Raise the named refusal with a sentence for the user unless the condition holds."""
    if not condition:
        raise error(message)


def list_words(words: Iterable[object]) -> str:
    """Join labels with the enumeration mark of the reader's language (、 in Chinese)."""
    return str(_(", ")).join(str(word) for word in words)


WORKDAY_CALENDAR = chain(
    "workday",
    Transition(
        "publish", (CalendarState.DRAFT,), CalendarState.PUBLISHED, gettext_lazy("Publish the year"), confirm=True
    ),
    Transition(
        "reopen",
        (CalendarState.PUBLISHED,),
        CalendarState.DRAFT,
        gettext_lazy("Take the year back"),
        reason_required=True,
        confirm=True,
        tone="danger",
    ),
)


IMPORT = chain(
    "import",
    Transition("check", (ImportState.MAPPING, ImportState.CHECKED), ImportState.CHECKED, gettext_lazy("Check rows")),
    Transition("run", (ImportState.CHECKED, ImportState.STOPPED), ImportState.RUNNING, gettext_lazy("Import rows")),
    Transition("finish", (ImportState.RUNNING,), ImportState.DONE),
    Transition("stop", (ImportState.RUNNING,), ImportState.STOPPED),
    Transition(
        "undo",
        (ImportState.DONE, ImportState.STOPPED),
        ImportState.UNDONE,
        gettext_lazy("Undo import"),
        reason_required=True,
        confirm=True,
        tone="danger",
    ),
    Transition(
        "discard",
        (ImportState.MAPPING, ImportState.CHECKED),
        ImportState.DISCARDED,
        gettext_lazy("Discard"),
        confirm=True,
    ),
)
