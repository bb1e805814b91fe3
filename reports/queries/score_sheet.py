"""The submitted score sheets of a round as rows: one for each sheet, a column for each criterion."""

from dataclasses import dataclass
from typing import Any

from reviews.enums import SheetState
from reviews.models import Criterion, Round, Score, ScoreSheet


@dataclass(frozen=True)
class SheetTable:
    """Names of the criteria, and for each sheet its values in the order of the heads."""

    criteria: list[str]
    rows: list[list[Any]]


def tabulate_sheets(round_: Round) -> SheetTable:
    """Return a round's submitted sheets by entry number and reviewer; three queries at any size.

    Criteria of several rubrics (one a track) stand beside each other; a sheet has points only under its own.
    """
    criteria = list(
        Criterion.objects.filter(rubric__round=round_).select_related("rubric__track").order_by("rubric_id", "order")
    )
    points: dict[tuple[int, int], Any] = {
        (sheet, criterion): value
        for sheet, criterion, value in Score.objects.filter(sheet__assignment__entry__round=round_).values_list(
            "sheet_id", "criterion_id", "points"
        )
    }
    sheets = (
        ScoreSheet.objects.filter(assignment__entry__round=round_, state=SheetState.SUBMITTED)
        .select_related(
            "assignment__entry__submission__organization",
            "assignment__entry__submission__track",
            "assignment__member__expert__person",
        )
        .defer("assignment__entry__submission__dossier")
        .order_by("assignment__entry__submission__number", "assignment__member_id")
    )
    rows = [sheet_row(sheet, [points.get((sheet.pk, item.pk), "") for item in criteria]) for sheet in sheets]
    return SheetTable([criterion_name(criterion) for criterion in criteria], rows)


def sheet_row(sheet: ScoreSheet, points: list[Any]) -> list[Any]:
    """Return the row of one sheet: its entry, its reviewer, the points of the criteria in order, and the total."""
    entry = sheet.assignment.entry
    item = entry.submission
    return [
        item.number,
        entry.code,
        item.title,
        item.organization.name if item.organization else "",
        item.track.name if item.track else "",
        sheet.assignment.member.expert.person.name,
        *points,
        sheet.total,
        sheet.comment,
        sheet.submitted_at,
    ]


def criterion_name(criterion: Criterion) -> str:
    """Return a criterion as the head of its column: with its track where it has one, and its points."""
    track = criterion.rubric.track
    return f"{f'{track.name}·' if track else ''}{criterion.name}（{criterion.points.normalize():f}）"
