"""Pages of short office papers: ask for one, fetch the file for a day."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from office.web.access import door, get_actor
from reports.domain.paper import FEES, LETTER, PRINTOUT, request_fees, request_letter
from reports.web.printout import serve_printout
from reviews.models import FeeList, PanelMember

PERMISSIONS = {LETTER: "reviews.number_panelmember", FEES: "reviews.print_fee"}


@require_POST
@door("reviews.number_panelmember")
def print_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the letter of appointment of a member."""
    member = get_object_or_404(PanelMember.objects.visible_to(get_actor(request)), pk=pk)
    return redirect("office:job_detail", request_letter(member, actor=get_actor(request)).pk)


@require_POST
@door("reviews.print_fee")
def print_fees(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the payment list of a round's fees."""
    rows = FeeList.objects.visible_to(get_actor(request)).select_related("round__call")
    job = request_fees(get_object_or_404(rows, pk=pk), actor=get_actor(request))
    return redirect("office:job_detail", job.pk)


@door()
def open_file(request: HttpRequest, pk: str) -> FileResponse:
    """Serve a paper to whoever asked for it and may still have it printed, for a day."""
    return serve_printout(request, PRINTOUT, pk, permission=lambda job: PERMISSIONS[job.arguments["paper"]])
