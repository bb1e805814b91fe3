"""Address labels and envelopes as plain data: what a job freezes and the child process prints."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from reports.pdf.document import DocumentError

# Cells of a sheet of labels, columns by rows; sizes in static/css/print/labels.css. Envelopes by GB/T 1416-2003.
SHEETS = {"sheet-24": 24, "sheet-21": 21, "sheet-14": 14}
ENVELOPES = ("envelope-5", "envelope-6", "envelope-7", "envelope-9")
PAPERS = (*SHEETS, *ENVELOPES)
LONG_ADDRESS, LONG_NAME = 36, 26
KEYS = {"paper", "labels", "sender", "title"}


@dataclass(frozen=True)
class Label:
    """One addressee: where, which unit, and who there (with 收)."""

    postcode: str
    address: str
    unit: str
    name: str

    @property
    def is_long(self) -> bool:
        """True when the text needs smaller type to stay on its label."""
        return len(self.address) > LONG_ADDRESS or len(self.unit) + len(self.name) > LONG_NAME


@dataclass(frozen=True)
class Sender:
    """Who sends; printed on envelopes."""

    postcode: str = ""
    address: str = ""
    name: str = ""


def labels_context(labels: list[Label], *, paper: str, sender: Sender, title: str) -> dict[str, Any]:
    """Return the context that the child process prints."""
    return {"paper": paper, "title": title, "sender": asdict(sender), "labels": [asdict(label) for label in labels]}


def check_labels(context: Mapping[str, Any]) -> None:
    """Raise ``DocumentError`` for a context that is none of labels."""
    if set(context) != KEYS or context["paper"] not in PAPERS or not context["labels"]:
        raise DocumentError("The context of the labels is incomplete.")
