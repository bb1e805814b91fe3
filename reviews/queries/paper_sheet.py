"""Read which sheets of a reviewer may come in on paper, and how far each is."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from reviews.enums import AssignmentState, PaperState, SheetState
from reviews.models import Assignment, PanelMember, PaperSheet, Round, Score


@dataclass(frozen=True)
class PaperLine:
    """One entry of a reviewer: its sheet from paper where one was typed in, and whether the screen is used instead."""

    assignment: Assignment
    paper: PaperSheet | None
    on_screen: bool

    @property
    def is_open(self) -> bool:
        """True while nothing has come in for it."""
        return self.paper is None and not self.on_screen

    @property
    def waits(self) -> bool:
        """True while a second person has to type it."""
        return self.paper is not None and self.paper.state == PaperState.ENTERED


def paper_lines(round_: Round, member: PanelMember) -> list[PaperLine]:
    """Return the entries of a reviewer in a round by their codes, each with how its sheet came in; one query."""
    rows = Assignment.objects.filter(entry__round=round_, member=member, state=AssignmentState.ACTIVE)
    rows = rows.annotate(begun=Exists(Score.objects.filter(sheet__assignment=OuterRef("pk"))))
    rows = rows.select_related("entry__submission", "sheet__paper__entered_by", "sheet__paper__checked_by")
    rows = rows.defer("entry__submission__dossier", "entry__submission__answers")
    return [line_of(row) for row in rows.order_by("entry__code", "pk")]


def line_of(assignment: Any) -> PaperLine:
    """Return how far one assignment's sheet is; an opened sheet without scores is not begun."""
    sheet = getattr(assignment, "sheet", None)
    paper = getattr(sheet, "paper", None)
    done = sheet is not None and sheet.state == SheetState.SUBMITTED
    return PaperLine(assignment, paper, on_screen=paper is None and (assignment.begun or done))
