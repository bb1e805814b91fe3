"""Pages of labels and envelopes: choose the addressees by their list, the paper, and fetch the file."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from office.web.access import door, get_actor
from office.web.list_page import build_page
from office.web.page_data import Link
from office.workflow import Refusal
from reports.domain.label import LISTINGS, PRINTOUT, address_rows, request_labels
from reports.forms.label import LabelForm
from reports.queries.sender import usual_sender
from reports.web.printout import serve_printout


@door("reports.print_label")
def show_index(request: HttpRequest) -> HttpResponse:
    """Lead to the organizations."""
    return redirect("reports:label_list", "organizations")


@door("reports.print_label")
def list_addressees(request: HttpRequest, kind: str) -> HttpResponse:
    """Show the addressees by their list's own filters, with the form that prints them."""
    form = LabelForm(persons=kind == "persons", initial=usual_sender())
    return show(request, kind, form, request.GET)


@require_POST
@door("reports.print_label")
def request_file(request: HttpRequest, kind: str) -> HttpResponse:
    """Ask for the labels of the rows that the list showed."""
    if kind not in LISTINGS:
        raise Http404(kind)
    form = LabelForm(request.POST, persons=kind == "persons")
    query = QueryDict(request.POST.get("query", "")[:4000].replace("\0", ""))
    if not form.is_valid():
        return show(request, kind, form, query, status=422)
    try:
        job = request_labels(
            kind,
            paper=form.cleaned_data["paper"],
            query={name: query.getlist(name) for name in query},
            sender=form.sender,
            attention=form.cleaned_data.get("attention", ""),
            actor=get_actor(request),
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return show(request, kind, form, query, status=422)
    return redirect("office:job_detail", job.pk)


def show(request: HttpRequest, kind: str, form: LabelForm, query: Any, *, status: int = 200) -> HttpResponse:
    """Return the page of the addressees."""
    if kind not in LISTINGS:
        raise Http404(kind)
    request.GET = query  # after a refused form the list stands as it was filtered
    page = build_page(request, LISTINGS[kind], crumbs=[Link(_("Labels and envelopes"), "")])
    page.title = _("Labels and envelopes")
    tabs = [
        {"label": listing.title, "url": reverse("reports:label_list", args=[name]), "active": name == kind}
        for name, listing in LISTINGS.items()
    ]
    addressed = address_rows(kind, actor=get_actor(request), query=query)
    context = {
        "page": page,
        "tabs": tabs,
        "form": form,
        "query": query.urlencode(),
        "request_url": reverse("reports:label_request", args=[kind]),
        "printable": len(addressed.labels),
        "without": addressed.without,
    }
    return render(request, "reports/label_list.html", context, status=status)


@door("reports.print_label")
def open_file(request: HttpRequest, pk: str) -> FileResponse:
    """Serve the labels to whoever asked for them, for a day."""
    return serve_printout(request, PRINTOUT, pk)
