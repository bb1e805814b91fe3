"""Figures of research: applications, approved projects, papers and their prizes."""

from collections.abc import Iterator

from reports.catalogue.awards import award_figures
from reports.catalogue.base import FigureSpec, YearScope
from research.models import Program
from research.queries.paper import papers_of
from research.queries.program import applications_of, projects_of
from reviews.enums import CallKind, CallState
from reviews.models import Call

GROUP = "research"


def programs_of_year(scope: YearScope) -> list[Program]:
    """Return the body's project programs of the year."""
    return list(
        Program.objects.filter(call__body_id__in=scope.body_ids, call__year=scope.year)
        .exclude(call__state=CallState.DRAFTED)
        .select_related("call")
        .order_by("call_id")
    )


def paper_calls_of_year(scope: YearScope) -> list[Call]:
    """Return the body's calls for papers of the year."""
    return list(
        Call.objects.filter(body_id__in=scope.body_ids, year=scope.year, kind=CallKind.PAPER)
        .exclude(state=CallState.DRAFTED)
        .order_by("pk")
    )


def project_figures(scope: YearScope) -> Iterator[FigureSpec]:
    """Yield applications, and approved projects by category and by category and track."""
    for program in programs_of_year(scope):
        call = program.call
        if call.is_complete:
            yield FigureSpec(
                name=f"project.applications:{call.code}",
                label=f"{call.title}·申报课题",
                unit="项",
                noun="课题",
                group=GROUP,
                rows=applications_of(program),
                period=f"{call.year}年",
            )
        for category in program.categories.all():
            projects = projects_of(program, category_code=category.code)
            label = f"{call.title}·立项{category.name}"
            name = f"project.approved:{call.code}:{category.code}"
            yield FigureSpec(name, label, "项", GROUP, category.name, projects, period=f"{call.year}年")
            for track in call.tracks.all():
                yield FigureSpec(
                    name=f"{name}:{track.code}",
                    label=f"{label}·{track.name}",
                    unit="项",
                    group=GROUP,
                    rows=projects_of(program, category_code=category.code, track_code=track.code),
                    scope=track.name,
                    period=f"{call.year}年",
                )


def paper_figures(scope: YearScope) -> Iterator[FigureSpec]:
    """Yield papers received, in all and by track, and their prizes."""
    for call in paper_calls_of_year(scope):
        papers = papers_of(call)
        name, label = f"paper.received:{call.code}", f"{call.title}·收到论文"
        if call.is_complete:
            yield FigureSpec(name, label, "篇", GROUP, "论文", papers, period=f"{call.year}年")
            for track in call.tracks.all():
                yield FigureSpec(
                    name=f"{name}:{track.code}",
                    label=f"{label}·{track.name}",
                    unit="篇",
                    group=GROUP,
                    rows=papers_of(call, track_code=track.code),
                    scope=track.name,
                    period=f"{call.year}年",
                )
        yield from award_figures(call, group=GROUP)
