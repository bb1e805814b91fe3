"""Pages of background jobs: how far, cancel, result."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from office.actor import Actor
from office.domain.job import cancel_job
from office.enums import JOB_OPEN_STATES, JobState
from office.listing import Column, Listing
from office.models import Job
from office.rules import may
from office.web.access import door, get_actor, require
from office.web.list_page import build_page
from office.web.page_data import Link

STAGES = {
    "collect": gettext_lazy("Collecting the figures"),
    "lay_out": gettext_lazy("Laying out the pages"),
    "write": gettext_lazy("Writing the file"),
    "draw": gettext_lazy("Drawing the charts"),
    "check": gettext_lazy("Checking the rows"),
    "import": gettext_lazy("Importing the rows"),
    "undo": gettext_lazy("Undoing the import"),
    "compare": gettext_lazy("Comparing the records"),
    "assign": gettext_lazy("Assigning the reviewers"),
    "dump": gettext_lazy("Copying the database"),
    "pack": gettext_lazy("Copying the files"),
}


def visible_jobs(actor: Actor) -> Any:
    """Return the jobs that an actor may see."""
    return Job.objects.visible_to(actor).select_related("requested_by")


JOBS = Listing(
    name="job",
    title=gettext_lazy("Jobs"),
    rows=visible_jobs,
    columns=(
        Column("title", gettext_lazy("Job"), kind="link"),
        Column("state", gettext_lazy("State"), "get_state_display", kind="state", sort="state"),
        Column("percent", gettext_lazy("Progress (%)"), kind="number"),
        Column("requested_by", gettext_lazy("Requested by"), "requested_by.display_name"),
        Column("requested_at", gettext_lazy("Requested"), kind="date", sort="requested_at"),
        Column("ended_at", gettext_lazy("Ended"), kind="date"),
        Column("attempts", gettext_lazy("Attempts"), kind="number", chosen=False),
    ),
    order=("-requested_at",),
    empty_text=gettext_lazy("No jobs yet"),
    empty_hint=gettext_lazy("Rendering a report starts one; its progress then shows here."),
    tone=lambda job: {"done": "ok", "failed": "danger", "running": "info", "canceled": "warn"}.get(job.state, ""),
)


@door("office.list_job")
def list_jobs(request: HttpRequest) -> HttpResponse:
    """Show the jobs that the actor may see, newest first."""
    return render(request, "ui/list.html", {"page": build_page(request, JOBS, crumbs=[Link(JOBS.title, "")])})


@door()
def show_job(request: HttpRequest, pk: str) -> HttpResponse:
    """Show one job; htmx asks the same address again and gets only the part that moves."""
    actor = get_actor(request)
    job = get_object_or_404(Job.objects.visible_to(actor), pk=pk)
    # Who keeps the system sees every job run, but reads no records: what a job made opens to those alone who may.
    opens = actor.reads_all or job.requested_by_id == actor.user_id
    context = {
        "job": job,
        "crumbs": [Link(_("Jobs"), reverse("office:job_list")), Link(job.title, "")],
        "is_open": job.state in JOB_OPEN_STATES,
        "poll_url": reverse("office:job_detail", args=[pk]),
        "cancel_url": reverse("office:job_cancel", args=[pk]) if may(actor, "office.cancel_job", job) else "",
        "stage_label": STAGES.get(job.stage, job.stage),
        "result_url": job.result.get("url", "") if opens else "",
        "advice": _("Try again. If it fails a second time, tell the system administrator the sentence above.")
        if job.state == JobState.FAILED
        else "",
    }
    part = request.headers.get("HX-Request") == "true"
    return render(request, "ui/job.html" if part else "office/job_detail.html", context)


@require_POST
@door()
def cancel(request: HttpRequest, pk: str) -> HttpResponse:
    """Ask a job to stop."""
    actor = get_actor(request)
    job = get_object_or_404(Job.objects.visible_to(actor), pk=pk)
    require(actor, "office.cancel_job", job)
    cancel_job(job, actor=actor)
    return redirect("office:job_detail", pk=pk)
