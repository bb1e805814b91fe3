"""The score sheets that count in a round, as rows: one for each sheet, the points by criterion."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from reviews.models import Criterion, Round, Rubric, Score, ScoreSheet
from reviews.queries.rubric import rubrics_of

REVIEWER = "评委%d"


@dataclass(frozen=True)
class GivenSheet:
    """One sheet: its entry, its reviewer by name and by place among the round's reviewers, its points."""

    number: str
    code: str
    title: str
    school: str
    track: str
    reviewer: str
    reviewer_unit: str
    place: int
    rubric: Rubric | None
    points: dict[int, Decimal]
    total: Decimal
    comment: str
    submitted_at: datetime | None

    def reviewer_shown(self, *, named: bool) -> str:
        """The reviewer by name, or as 评委 with a number that is the same through the whole round."""
        return self.reviewer if named else REVIEWER % self.place


@dataclass(frozen=True)
class SheetTable:
    """Names of the criteria, and for each sheet its values in the order of the heads."""

    criteria: list[str]
    rows: list[list[Any]]


def read_sheets(round_: Round) -> list[GivenSheet]:
    """Return the sheets that count by entry number and reviewer; four queries at any size."""
    rubrics = {rubric.track_id: rubric for rubric in rubrics_of(round_)}
    counting = ScoreSheet.objects.filter(assignment__entry__round=round_).counting()
    points: defaultdict[int, dict[int, Decimal]] = defaultdict(dict)
    for sheet, criterion, value in Score.objects.filter(sheet__in=counting).values_list(
        "sheet_id", "criterion_id", "points"
    ):
        points[sheet][criterion] = value
    rows = list(
        counting.select_related(
            "assignment__entry__submission__organization",
            "assignment__entry__submission__track",
            "assignment__member__expert__person__organization",
        )
        .defer("assignment__entry__submission__dossier", "assignment__entry__submission__answers")
        .order_by("assignment__entry__submission__number", "assignment__member_id")
    )
    members = sorted({row.assignment.member_id for row in rows})
    places = {member: place for place, member in enumerate(members, start=1)}
    return [given_sheet(row, points[row.pk], rubrics, places) for row in rows]


def given_sheet(sheet: Any, points: dict[int, Decimal], rubrics: dict[Any, Rubric], places: dict[int, int]) -> Any:
    """Return a sheet as plain data."""
    entry, member = sheet.assignment.entry, sheet.assignment.member
    item, person = entry.submission, member.expert.person
    return GivenSheet(
        number=item.number or "",
        code=entry.code,
        title=item.title,
        school=item.organization.name if item.organization else "",
        track=item.track.name if item.track else "",
        reviewer=person.name,
        reviewer_unit=person.organization.name if person.organization else "",
        place=places[member.pk],
        rubric=rubrics.get(item.track_id) or rubrics.get(None),
        points=points,
        total=sheet.total or Decimal(0),
        comment=sheet.comment,
        submitted_at=sheet.submitted_at,
    )


def tabulate_sheets(round_: Round, *, named: bool) -> SheetTable:
    """Return all sheets under one head; unnamed, entries stand by their review code alone and reviewers by a number.

    Criteria of several rubrics (one a track) stand beside each other; a sheet has points only under its own.
    """
    criteria = [criterion for rubric in rubrics_of(round_) for criterion in rubric.criteria.all()]
    rows = []
    sheets = read_sheets(round_)
    for sheet in sheets if named else sorted(sheets, key=lambda row: (row.code, row.place)):
        entry = (
            [sheet.number, sheet.code, sheet.title, sheet.school, sheet.track] if named else [sheet.code, sheet.track]
        )
        given = [sheet.points.get(item.pk, "") for item in criteria]
        shown = sheet.reviewer_shown(named=named)
        rows.append([*entry, shown, *given, sheet.total, sheet.comment, sheet.submitted_at])
    return SheetTable([criterion_name(criterion) for criterion in criteria], rows)


def criterion_name(criterion: Criterion) -> str:
    """Return a criterion as the head of its column: with its track where it has one, and its points."""
    track = criterion.rubric.track
    return f"{f'{track.name}·' if track else ''}{criterion.name}（{criterion.points.normalize():f}）"
