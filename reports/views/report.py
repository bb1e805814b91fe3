"""Pages of a report as a whole: list, creation, reading, acts, history."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from office.queries.audit import history_of
from office.web.access import door, get_actor
from office.web.act_page import view_act, view_remove
from office.web.form_page import view_change, view_create
from office.web.history import history_lines
from office.web.list_page import view_export, view_list
from office.web.page_data import Link
from reports.domain.reading import mark_read
from reports.forms.comment import CommentForm
from reports.models import Report
from reports.queries.report import reports_to_show
from reports.web.report_page import REPORT_NOUN, REPORT_TITLE_NOUN, build_report_page, crumbs_below
from reports.workflow import REPORT

list_reports = view_list(REPORT_NOUN)
export_reports = view_export(REPORT_NOUN)
create = view_create(REPORT_NOUN)
act = view_act(REPORT_NOUN)
remove = view_remove(REPORT_NOUN)
change = view_change(REPORT_TITLE_NOUN)

HISTORY_SHOWN = 100


@door()
def show_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a report to read: live figures, comments beside, changes since the last reading.

    ``?comment=<section>:<block>`` opens the comment form at a paragraph.
    """
    actor = get_actor(request)
    report = get_object_or_404(reports_to_show(actor), pk=pk)
    page = build_report_page(report, actor)
    place = request.GET.get("comment", "")
    if place and page.may_comment:
        page.commenting = place
        page.comment_form = CommentForm(initial={"block": place.partition(":")[2]})
    return render(request, "reports/report_detail.html", {"page": page})


@door()
def show_history(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what happened to a report."""
    report = get_object_or_404(Report.objects.visible_to(get_actor(request)).select_related("body"), pk=pk)
    crumbs = crumbs_below(report, get_actor(request), Link(_("History"), ""))
    lines = history_lines(history_of(report, limit=HISTORY_SHOWN), workflow=REPORT)
    return render(request, "reports/report_history.html", {"report": report, "crumbs": crumbs, "history": lines})


@require_POST
@door()
def mark(request: HttpRequest, pk: int) -> HttpResponse:
    """Remember that the actor has read the report as it stands now."""
    actor = get_actor(request)
    report = get_object_or_404(Report.objects.visible_to(actor).select_related("body"), pk=pk)
    mark_read(report, actor=actor)
    return redirect(report)
