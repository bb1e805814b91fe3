"""Fetch a printout."""

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404

from office.models import Job
from office.web.access import get_actor
from reports.domain.printout import Printout


def serve_printout(request: HttpRequest, printout: Printout, pk: str) -> FileResponse:
    """Serve the file of a job to whoever asked for it, while it is kept; 404 to others and afterwards."""
    job = get_object_or_404(Job.objects.filter(kind=printout.kind, requested_by_id=get_actor(request).user_id), pk=pk)
    path = printout.file_of(job)
    if not path.is_file():
        raise Http404(pk)
    return FileResponse(path.open("rb"), filename=f"{job.title}.pdf", content_type="application/pdf")
