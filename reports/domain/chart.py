"""Have the charts of a year drawn by the worker, before somebody opens the page that shows them."""

from typing import Any

from django.utils.translation import gettext as _

from association.models import Body
from office.actor import Actor
from office.domain.job import JobRun, handles, request_job
from office.models import Job
from reports.catalogue import body_scope
from reports.kinds.base import Material
from reports.kinds.exhibit import year_charts
from reports.pdf.charts import chart_path, chart_svg
from reports.queries.figure import figures_of

JOB_KIND = "reports.draw_charts"


def request_charts(body: Body, year: int, *, actor: Actor) -> Job | None:
    """Ask for the charts of a body's year that are not drawn yet; None when all of them are."""
    if not waiting_charts(body, year):
        return None
    title = _("Charts of %(body)s, %(year)s") % {"body": body.short_name or body.name, "year": year}
    return request_job(JOB_KIND, actor=actor, title=title, arguments={"body": body.pk, "year": year})


def waiting_charts(body: Body, year: int) -> list[dict[str, Any]]:
    """Return the year's charts whose pictures are not there."""
    material = Material(scope=body_scope(body, year), values=figures_of(body, year))
    return [filled for _source, filled in year_charts(material) if not chart_path(filled).is_file()]


@handles(JOB_KIND)
def draw_by_job(run: JobRun) -> dict[str, Any]:
    """Draw what is missing; repeated after a kill it draws the rest."""
    body = Body.objects.get(pk=run.job.arguments["body"])
    waiting = waiting_charts(body, run.job.arguments["year"])
    for done, filled in enumerate(waiting):
        run.report("draw", round(100 * done / len(waiting)))
        chart_svg(filled)
    return {"drawn": len(waiting)}
