"""Keep what a reader has read, so that the next time only the changes need reading."""

from django.db import transaction
from django.utils import timezone

from office.actor import Actor
from office.domain.audit import record_act
from reports.models import ReadMark, Report
from reports.queries.figure import figure_texts, figures_of
from reports.queries.section import sections_of


def mark_read(report: Report, *, actor: Actor) -> ReadMark:
    """Remember the version of each section and the text of each figure as read by this user now."""
    assert actor.user_id is not None, "a report is read by somebody logged in"
    versions = {str(section.pk): section.version_number for section in sections_of(report)}
    figures = figure_texts(figures_of(report.body, report.year).values())
    with transaction.atomic():
        mark, _made = ReadMark.objects.update_or_create(
            report=report,
            user_id=actor.user_id,
            defaults={"versions": versions, "figures": figures, "read_at": timezone.now()},
        )
        record_act(report, "read", actor=actor)
    return mark
