"""Pages of background jobs: how far, cancel, result."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from office.domain.job import cancel_job
from office.enums import JOB_OPEN_STATES
from office.models import Job
from office.web.access import door, get_actor
from office.web.page_data import Link


@door("office.list_job")
def list_jobs(request: HttpRequest) -> HttpResponse:
    """Show the actor's newest jobs."""
    jobs = Job.objects.visible_to(get_actor(request)).select_related("requested_by")[:50]
    return render(request, "office/job_list.html", {"jobs": jobs, "crumbs": [Link(_("Jobs"), "")]})


@door()
def show_job(request: HttpRequest, pk: str) -> HttpResponse:
    """Show one job; htmx asks again for the same address and gets only the part that moves."""
    job = get_object_or_404(Job.objects.visible_to(get_actor(request)), pk=pk)
    context = {"job": job, "is_open": job.state in JOB_OPEN_STATES, "result_url": job.result.get("url", "")}
    moving = request.headers.get("HX-Request") == "true" and request.headers.get("HX-Boosted") != "true"
    return render(request, "office/job_progress.html" if moving else "office/job_detail.html", context)


@require_POST
@door()
def cancel(request: HttpRequest, pk: str) -> HttpResponse:
    """Ask a job to stop."""
    job = get_object_or_404(Job.objects.visible_to(get_actor(request)), pk=pk)
    cancel_job(job, actor=get_actor(request))
    return redirect("office:job_detail", pk=pk)
