"""Print certificates: one, or all of a call; fetch what a job has printed."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association.enums import CertificateState
from association.models import Certificate
from office.models import Job
from office.web.access import door, get_actor
from office.web.page_data import ConfirmPage, Fact, Link
from office.workflow import Refusal
from reports.domain.certificate import JOB_KIND, PACKED, WHOLE, files_of, folder_of, request_print
from reviews.models import Call
from reviews.queries.certificate import certificates_of

TYPES = {WHOLE: "application/pdf", PACKED: "application/zip"}


@require_POST
@door("reports.print_certificate")
def print_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the PDF of one valid certificate that the actor may see."""
    actor = get_actor(request)
    certificate = get_object_or_404(Certificate.objects.visible_to(actor), pk=pk)
    rows = Certificate.objects.filter(pk=certificate.pk)
    try:
        job = request_print(rows, title=_("Certificate %(number)s") % {"number": certificate.number}, actor=actor)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(certificate.get_absolute_url())
    return redirect(job.get_absolute_url())


@door("reports.print_certificates")
def print_call(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask before printing all valid certificates of a call, then start the job."""
    actor = get_actor(request)
    call = get_object_or_404(Call.objects.visible_to(actor), pk=pk)
    rows = certificates_of(call)
    count = rows.filter(state=CertificateState.ISSUED).count()
    page = ConfirmPage(
        title=_("Print certificates: %(call)s") % {"call": call},
        facts=[
            Fact(_("Valid certificates"), count),
            Fact(_("Paper"), _("A4 landscape, one sheet each; numbers and codes stay as they are.")),
            Fact(_("Result"), _("One PDF for the printer, and one file for each certificate.")),
        ],
        submit_label=_("Print"),
        cancel_url=call.get_absolute_url(),
        crumbs=[Link(str(call), call.get_absolute_url()), Link(_("Print certificates"), "")],
        with_reason=False,
    )
    if request.method != "POST":
        return render(request, "ui/confirm.html", {"page": page})
    try:
        job = request_print(rows, title=_("Certificates: %(call)s") % {"call": call}, actor=actor)
    except Refusal as refusal:
        page.error = str(refusal)
        return render(request, "ui/confirm.html", {"page": page}, status=409)
    return redirect(job.get_absolute_url())


def find_job(request: HttpRequest, pk: Any) -> Job:
    """Return a print job that the actor asked for, 404 for others."""
    rows: Any = Job.objects.filter(kind=JOB_KIND, requested_by_id=get_actor(request).user_id)
    return get_object_or_404(rows, pk=pk)


@door("reports.print_certificate")
def show_files(request: HttpRequest, pk: str) -> HttpResponse:
    """Show what a job has printed, while it is kept; one certificate leads straight to its file."""
    job = find_job(request, pk)
    found = files_of(job)
    if not found:
        raise Http404(pk)
    if job.result.get("files") == 1:
        return redirect("reports:certificate_file", pk, WHOLE)
    files = [
        {"label": label, "size": found[name], "url": reverse("reports:certificate_file", args=[pk, name])}
        for name, label in ((WHOLE, _("All in one PDF, for the printer")), (PACKED, _("One file for each, packed")))
        if name in found
    ]
    crumbs = [
        Link(_("Jobs"), reverse("office:job_list")),
        Link(job.title, job.get_absolute_url()),
        Link(_("Files"), ""),
    ]
    context = {"job": job, "files": files, "crumbs": crumbs, "count": job.result.get("files", 0)}
    return render(request, "reports/certificate_files.html", context)


@door("reports.print_certificate")
def open_file(request: HttpRequest, pk: str, name: str) -> FileResponse:
    """Serve one file of a job to whoever asked for it."""
    job = find_job(request, pk)
    if name not in files_of(job):
        raise Http404(name)
    ending = name.rpartition(".")[2]
    return FileResponse((folder_of(job) / name).open("rb"), filename=f"{job.title}.{ending}", content_type=TYPES[name])
