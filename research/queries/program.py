"""Rows behind the figures of a research program, in system scope."""

from typing import Any

from django.db.models import Count, IntegerField, Subquery
from django.db.models.functions import Coalesce

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


def sizes_of(program: Program) -> tuple[int, int]:
    """Return how many applications a program received and how many projects it approved, in system scope; one query."""
    received = applications_of(program).order_by().values("submission__call_id").annotate(found=Count("pk"))
    approved = projects_of(program).order_by().values("program_id").annotate(found=Count("pk"))
    rows = Program.objects.filter(pk=program.pk).values_list(
        Coalesce(Subquery(received.values("found"), output_field=IntegerField()), 0),
        Coalesce(Subquery(approved.values("found"), output_field=IntegerField()), 0),
    )
    sizes: tuple[int, int] = rows.get()
    return sizes
