"""Read a report as a whole: what is still open in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast

from office.actor import Actor
from office.models import AuditEntry
from reports.enums import ProposalState
from reports.methods.blocks import figure_names
from reports.models import FigureValue, Report
from reports.queries.comment import standing_comments
from reports.queries.figure import figures_of
from reports.queries.proposal import proposals_of
from reports.queries.section import sections_of
from reports.workflow import REPORT


def reports_to_show(actor: Actor) -> QuerySet[Any]:
    """Return the reports that the actor may see, with ``offered`` proposals, ``removed_count`` and the last move.

    The removed sections are counted through the base table: ``report.sections`` leaves them out.
    """
    offered = Count("proposals", filter=Q(proposals__state=ProposalState.OFFERED), distinct=True)
    removed = Count("sections", filter=Q(sections__removed_at__isnull=False), distinct=True)
    rows = Report.objects.visible_to(actor).select_related("body", "prepared_by", "outline")
    return with_last_move(rows.annotate(offered=offered, removed_count=removed))


def with_last_move(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Add ``last_move``, the last act that moved the report between its states, and the reason given for it."""
    moves = AuditEntry.objects.filter(
        content_type__app_label="reports",
        content_type__model="report",
        object_id=Cast(OuterRef("pk"), CharField()),
        action__in=[move.action for move in REPORT.transitions],
    ).order_by("-id")
    return rows.annotate(
        last_move=Subquery(moves.values("action")[:1]),
        last_reason=Subquery(moves.values("reason")[:1]),
    )


@dataclass(frozen=True)
class OpenMatters:
    """What somebody should know before a report goes on.

    ``comments`` counts open comments, ``proposals`` sentences nobody decided on; ``empty`` are headings without text,
    ``differing`` the used figures whose stated value the records do not confirm, ``missing`` names that no figure has.
    """

    comments: int
    proposals: int
    empty: list[str]
    differing: list[FigureValue]
    missing: list[str]
    figures: int


def open_matters(report: Report) -> OpenMatters:
    """Return what is still open in a report, in four queries."""
    sections = list(sections_of(report))
    values = figures_of(report.body, report.year)
    used = used_figures(sections)
    return OpenMatters(
        comments=standing_comments().filter(section__report=report).count(),
        proposals=len(proposals_of(report)),
        empty=list(empty_sections(sections).values()),
        differing=[values[name] for name in used if name in values and values[name].differs],
        missing=[name for name in used if name not in values],
        figures=len(used),
    )


def used_figures(sections: Iterable[Any]) -> list[str]:
    """Return the names of the figures that the narrative refers to, in order, each once."""
    names: dict[str, None] = {}
    for section in sections:
        names.update(dict.fromkeys(figure_names(section.blocks)))
    return list(names)


def empty_sections(sections: list[Any]) -> dict[int, str]:
    """Return the sections that have neither text nor a section below them: their headings by id."""
    return {
        section.pk: section.heading
        for position, section in enumerate(sections)
        if not section.blocks and not has_sections_below(sections, position)
    }


def has_sections_below(sections: list[Any], position: int) -> bool:
    """Tell whether the next section stands below this one."""
    following = position + 1
    return following < len(sections) and sections[following].level > max(sections[position].level, 1)
