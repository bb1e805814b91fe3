"""Read renditions."""

from reports.enums import ReportState
from reports.models import Rendition, Report


def published_form(report: Report) -> Rendition | None:
    """Return the newest printed form of a report's present publication, None before it was printed."""
    return (
        Rendition.objects.filter(
            report=report, report_state=ReportState.PUBLISHED, version=report.version, rendered_at__isnull=False
        )
        .defer("context")
        .order_by("-pk")
        .first()
    )
