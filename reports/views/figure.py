"""Pages of a report's figures: the table of all, one with the rows behind, and reading them anew."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from office.rules import may
from office.web.access import door, get_actor, require
from office.web.page_data import Link
from reports.domain.chart import request_charts
from reports.domain.figure import refresh_figures
from reports.models import FigureValue
from reports.views.proposal import find_report
from reports.web.figure_page import build_figure_page, list_figure_rows
from reports.web.report_page import crumbs_below


@door()
def list_figures(request: HttpRequest, pk: int) -> HttpResponse:
    """Show all figures of a report's body and year; ``?differs=1`` only those that differ from their source."""
    actor = get_actor(request)
    report = find_report(actor, pk)
    only_differing = request.GET.get("differs") == "1"
    chapters, total, differing = list_figure_rows(report, only_differing=only_differing)
    context = {
        "report": report,
        "chapters": chapters,
        "total": total,
        "differing": differing,
        "only_differing": only_differing,
        "may_refresh": may(actor, "reports.refresh_figure", report),
        "crumbs": crumbs_below(report, actor, Link(_("Figures"), "")),
    }
    return render(request, "reports/figure_list.html", context)


@door()
def show_figure(request: HttpRequest, pk: int, figure_pk: int) -> HttpResponse:
    """Show one figure: value, source, comparison, where it is used, and the rows that the actor may see."""
    actor = get_actor(request)
    report = find_report(actor, pk)
    values = FigureValue.objects.filter(body=report.body, year=report.year)
    value = get_object_or_404(values, pk=figure_pk)
    page = build_figure_page(report, value, actor)
    return render(request, "reports/figure_detail.html", {"page": page})


@require_POST
@door()
def refresh(request: HttpRequest, pk: int) -> HttpResponse:
    """Read all figures of a report's body and year anew from the records."""
    actor = get_actor(request)
    report = find_report(actor, pk)
    require(actor, "reports.refresh_figure", report)
    values = refresh_figures(report.body, report.year)
    request_charts(report.body, report.year, actor=actor)
    messages.success(request, _("%(count)s figures have been read from the records.") % {"count": len(values)})
    return redirect("reports:figure_list", pk=report.pk)
