"""Fetch a printout."""

from collections.abc import Callable

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404

from office.models import Job
from office.web.access import get_actor, require
from reports.domain.printout import Printout


def serve_printout(
    request: HttpRequest, printout: Printout, pk: str, *, permission: Callable[[Job], str] | None = None
) -> FileResponse:
    """Serve the file of a job to whoever asked for it, while it is kept; 404 to others and afterwards.

    ``permission`` names what one must still hold where the door cannot tell it without the job; 403 without.
    """
    job = get_object_or_404(Job.objects.filter(kind=printout.kind, requested_by_id=get_actor(request).user_id), pk=pk)
    if not printout.is_kept(job):
        raise Http404(pk)
    if permission is not None:
        require(get_actor(request), permission(job))
    return FileResponse(printout.file_of(job).open("rb"), filename=f"{job.title}.pdf", content_type="application/pdf")
