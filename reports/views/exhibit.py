"""Tables and charts of a narrative, filled from the figures when they come into sight."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from office.web.access import door, get_actor
from office.web.page_data import Link
from reports.catalogue import body_scope
from reports.kinds.base import Material
from reports.kinds.exhibit import fill_exhibit
from reports.methods.blocks import SOURCE_TYPES
from reports.pdf.charts import describe_chart
from reports.queries.figure import figures_of
from reports.views.section import find_section
from reports.web.chart import answer_chart
from reports.web.narrative import Figures
from reports.web.report_page import crumbs_below


def find_exhibit(request: HttpRequest, pk: int, block: str) -> tuple[Any, Any, Any]:
    """Return a section, the filled table or chart of one of its blocks (None without data), and the chips."""
    section = find_section(get_actor(request), pk)
    found = next((item for item in section.blocks if item["id"] == block and item["type"] in SOURCE_TYPES), None)
    if found is None:
        raise Http404(block)
    report = section.report
    values = figures_of(report.body, report.year)
    filled = fill_exhibit(found, Material(scope=body_scope(report.body, report.year), values=values))
    return section, filled, Figures(report, values)


@door()
def show_exhibit(request: HttpRequest, pk: int, block: str) -> HttpResponse:
    """Show one table or chart: alone as a page, or as a part that the reading page asks for."""
    section, filled, figures = find_exhibit(request, pk, block)
    context: dict[str, Any] = {"section": section, "filled": filled, "block_id": block}
    if filled and filled["type"] == "table":
        context["rows"] = [
            [figures.chip(cell["figure"]) if isinstance(cell, dict) else cell for cell in row] for row in filled["rows"]
        ]
    elif filled:
        context["description"] = describe_chart(filled)
        context["chips"] = [figures.chip(name) for name in filled.get("figures", [])]
    if request.headers.get("HX-Request") == "true":
        return render(request, "reports/exhibit.html", context)
    crumbs = crumbs_below(
        section.report, get_actor(request), Link(section.heading, section.get_absolute_url()), Link(_("Exhibit"), "")
    )
    return render(request, "reports/exhibit_page.html", {**context, "crumbs": crumbs})


@door()
def show_chart(request: HttpRequest, pk: int, block: str) -> HttpResponse:
    """Answer a chart's picture."""
    _section, filled, _figures = find_exhibit(request, pk, block)
    if not filled or filled["type"] != "chart":
        raise Http404(block)
    return answer_chart(request, filled)
