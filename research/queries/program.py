"""Rows behind the figures of a research program, in system scope."""

from typing import Any

from research.models import Program, Project, ProjectApplication
from reviews.enums import RECEIVED_STATES


def programs_of(*, body_id: int, year: int) -> Any:
    """Return a body's programs of a year, in system scope."""
    return Program.objects.filter(call__body_id=body_id, call__year=year).select_related("call")


def applications_of(program: Program | int, *, track_code: str = "") -> Any:
    """Return the applications received by a program, in system scope."""
    key = program if isinstance(program, int) else program.pk
    rows = ProjectApplication.objects.filter(submission__call=key, submission__state__in=RECEIVED_STATES)
    return rows.filter(submission__track__code=track_code) if track_code else rows


def projects_of(program: Program | int, *, category_code: str = "", track_code: str = "") -> Any:
    """Return the projects approved in a program, whatever became of them, in system scope."""
    rows = Project.objects.filter(program=program)
    if category_code:
        rows = rows.filter(category__code=category_code)
    return rows.filter(track__code=track_code) if track_code else rows
