"""Documents of results: the notice that publishes awards, and statistics that open to their rows."""

import io

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import Workbook

from association.views.panels import owner_crumb
from office.actor import Actor
from office.domain.export import record_export
from office.forms.key import read_key
from office.web.access import door, get_actor
from office.web.page_data import ConfirmPage, Fact, Link
from office.web.sheet import MEDIA_TYPE, head_cell, value_cell
from office.workflow import Refusal
from reports.domain.award_notice import PRINTOUT, notice_context, request_notice
from reports.queries.award_statistics import GROUPINGS, Line, count_awards, sum_up
from reports.web.printout import serve_printout
from reviews.models import Call

LABELS = {
    "school": gettext_lazy("By school"),
    "city": gettext_lazy("By city"),
    "track": gettext_lazy("By track"),
    "year": gettext_lazy("By year"),
}


@door("reports.print_award_notice")
def print_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what the award notice of a call will say, then print it in a job."""
    actor = get_actor(request)
    call = get_object_or_404(Call.objects.visible_to(actor).select_related("body"), pk=pk)
    page = ConfirmPage(
        title=_("Award notice: %(call)s") % {"call": call},
        facts=[],
        submit_label=_("Make the PDF"),
        cancel_url=call.get_absolute_url(),
        crumbs=[*owner_crumb(call), Link(_("Award notice"), "")],
        with_reason=False,
    )
    try:
        context = notice_context(call)
        page.facts = [
            Fact(_("Title"), context["title"]),
            *(Fact(_("Text"), paragraph) for paragraph in context["paragraphs"]),
            Fact(_("Annex"), context["annex_title"]),
            Fact(_("Issuer"), context["issuer"]),
        ]
        if request.method == "POST":
            return redirect(request_notice(call, actor=actor).get_absolute_url())
    except Refusal as refusal:
        page.error = str(refusal)
        return render(request, "ui/confirm.html", {"page": page}, status=409)
    return render(request, "ui/confirm.html", {"page": page})


@door("reports.print_award_notice")
def open_notice(request: HttpRequest, pk: str) -> FileResponse:
    """Serve the notice to whoever asked for it."""
    return serve_printout(request, PRINTOUT, pk)


def read_year(request: HttpRequest) -> int | None:
    """Return the year that the page is limited to, None for all."""
    return read_key(request.GET.get("year", ""))


@door("reports.view_award_statistics")
def show_statistics(request: HttpRequest, by: str) -> HttpResponse:
    """Show the final awards counted by school, city, track or year."""
    year = read_year(request)
    lines = lines_of(get_actor(request), by, year)
    query = f"?year={year}" if year else ""
    tabs = [
        {"label": label, "url": reverse("reports:award_statistics", args=[name]) + query, "active": name == by}
        for name, label in LABELS.items()
    ]
    context = {
        "title": _("Award statistics"),
        "crumbs": [Link(_("Award statistics"), "")],
        "tabs": tabs,
        "lines": lines,
        "sum": sum_up(lines, year=year),
        "year": year or "",
        "not_stated": _("Not stated"),
        "all_label": _("All together"),
        "empty_text": _("No award and no entry is on record here."),
        "empty_hint": _("Choose another year, or leave it empty for all years."),
        "name_label": {"school": _("Organization"), "city": _("City"), "track": _("Track"), "year": _("Year")}[by],
        "export_url": reverse("reports:award_statistics_export", args=[by]) + query,
        "print_url": reverse("reports:award_statistics_print", args=[by]) + query,
    }
    return render(request, "reports/award_statistics.html", context)


def lines_of(actor: Actor, by: str, year: int | None) -> list[Line]:
    """Return the counted groups, 404 for an unknown grouping."""
    if by not in GROUPINGS:
        raise Http404(by)
    return count_awards(actor, by=by, year=year)


@door("reports.view_award_statistics")
def export_statistics(request: HttpRequest, by: str) -> HttpResponse:
    """Give the same numbers as a sheet."""
    actor, year = get_actor(request), read_year(request)
    lines = lines_of(actor, by, year)
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title=str(LABELS[by])[:31])
    sheet.freeze_panes = "A2"
    sheet.column_dimensions["A"].width = 32
    heads = [
        LABELS[by],
        _("Received"),
        _("First level"),
        _("Second level"),
        _("Third level"),
        _("Awards"),
        _("Awards per 100 entries"),
    ]
    sheet.append([head_cell(sheet, str(head)) for head in heads])
    for line in lines:
        share = float(line.share) if line.share else ""
        values = [line.name or _("Not stated"), line.received, *line.levels, line.total, share]
        sheet.append([value_cell(sheet, value) for value in values])
    stream = io.BytesIO()
    book.save(stream)
    filters = {str(_("Year")): str(year)} if year else {}
    record_export(str(_("Award statistics")), rows=len(lines), form="xlsx", filters=filters, actor=actor)
    response = HttpResponse(stream.getvalue(), content_type=MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="award-statistics-{by}.xlsx"'
    return response
