"""Render a report: freeze it, print it in a child process, keep one file for one state of the records."""

import hashlib
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.job import JobCanceled, JobRun, handles, request_job
from office.domain.seal import head_for_print
from office.models import Job
from reports.domain.figure import refresh_figures
from reports.enums import FileFormat, RenditionState
from reports.kinds.printed import build
from reports.models import Rendition, Report
from reports.pdf.printed import Printed
from reports.pdf.supervisor import PDF_PROGRAM, RenderCancelled, render_in_child
from reports.word.child import PROGRAM as WORD_PROGRAM

JOB_KIND = "reports.render"
COLLECT, LAY_OUT, WRITE = "collect", "lay_out", "write"
PROGRAMS = {FileFormat.PDF: PDF_PROGRAM, FileFormat.DOCX: WORD_PROGRAM}
# Share of the whole that each stage takes, in percent: from, to.
SPANS = {COLLECT: (0, 15), LAY_OUT: (15, 70), WRITE: (70, 99)}


def request_rendition(report: Report, *, file_format: str = FileFormat.PDF, actor: Actor) -> Job:
    """Ask for a report's file; returns the job, whose page shows the progress and then the result."""
    title = _("%(report)s as %(format)s") % {"report": report, "format": FileFormat(file_format).label}
    return request_job(JOB_KIND, actor=actor, title=title, arguments={"report": report.pk, "format": str(file_format)})


@handles(JOB_KIND)
def render_by_job(run: JobRun) -> dict[str, Any]:
    """Do one rendering job: collect, lay out, write; repeated after a kill it ends with the same single file."""
    report = Report.objects.select_related("body").get(pk=run.job.arguments["report"])

    def tell(stage: str, fraction: float) -> None:
        first, last = SPANS.get(stage, SPANS[WRITE])
        run.report(stage, round(first + (last - first) * fraction))

    run.report(COLLECT, 1)
    rendition = freeze(report, file_format=run.job.arguments["format"], on_progress=tell)
    Rendition.objects.filter(pk=rendition.pk).update(job=run.job)

    try:
        print_rendition(rendition, on_progress=tell, should_cancel=run.should_cancel)
    except RenderCancelled as error:
        raise JobCanceled(str(run.job.pk)) from error
    rendition.refresh_from_db()
    return {"url": rendition.get_absolute_url(), "rendition": rendition.pk, "pages": rendition.pages}


def freeze(report: Report, *, file_format: str, on_progress: Any = None) -> Rendition:
    """Read the figures anew and keep the document as it stands; the same state gives the same row.

    ``on_progress`` is told between the steps, so that a long collection keeps its lease and can be canceled.
    """
    tell = on_progress or (lambda _stage, _fraction: None)
    read_at = timezone.now()
    refresh_figures(report.body, report.year)
    tell(COLLECT, 0.5)
    printed = build(report)
    tell(COLLECT, 0.9)
    rendition, _created = Rendition.objects.get_or_create(
        report=report,
        format=file_format,
        fingerprint=printed.fingerprint,
        defaults={
            # Outside the fingerprint: the trail grows with every act, and the same state is the same document.
            "context": lambda: printed.context | {"audit_head": head_for_print()},
            "figures": printed.figures,
            "report_state": report.state,
            "version": report.version,
            "frozen_at": read_at,
        },
    )
    if rendition.frozen_at < read_at:
        Rendition.objects.filter(pk=rendition.pk, frozen_at__lt=read_at).update(frozen_at=read_at)
        rendition.refresh_from_db(fields=["frozen_at"])
    return rendition


def print_rendition(rendition: Rendition, *, on_progress: Any = None, should_cancel: Any = None) -> Rendition:
    """Write a rendition's file unless it is there already; older ones of the same report and format are superseded.

    The name follows from the fingerprint, and the file appears by a rename: two attempts leave one file. A rendering
    that ends after that of a newer state is superseded itself.
    """
    name = f"renditions/{rendition.report_id}/{rendition.fingerprint[:24]}.{rendition.format}"
    target = Path(default_storage.path(name))
    if rendition.state == RenditionState.WAITING or not target.is_file():
        program = PROGRAMS[FileFormat(rendition.format)]
        result = render_in_child(
            rendition.context, target, on_progress=on_progress, should_cancel=should_cancel, program=program
        )
    else:
        result = Printed(pages=rendition.pages, missing=rendition.missing_glyphs)
    content = target.read_bytes()
    with transaction.atomic():
        state = take_its_place(rendition)
        Rendition.objects.filter(pk=rendition.pk).update(
            state=state,
            file=name,
            sha256=hashlib.sha256(content).hexdigest(),
            size=len(content),
            pages=result.pages,
            missing_glyphs=result.missing,
            rendered_at=timezone.now(),
        )
    rendition.refresh_from_db()
    return rendition


def take_its_place(rendition: Rendition) -> RenditionState:
    """Supersede the files of older states and return the state of this one, inside the caller's transaction.

    The UPDATE that changes nothing takes the report's row, so that of two renderings that end at once the second sees
    what the first has written.
    """
    Report.objects.filter(pk=rendition.report_id).update(version=F("version"))
    frozen_at = Rendition.objects.values_list("frozen_at", flat=True).get(pk=rendition.pk)
    ready = Rendition.objects.filter(
        report_id=rendition.report_id, format=rendition.format, state=RenditionState.READY
    ).exclude(pk=rendition.pk)
    ready.filter(frozen_at__lte=frozen_at).update(state=RenditionState.SUPERSEDED)
    return RenditionState.SUPERSEDED if ready.filter(frozen_at__gt=frozen_at).exists() else RenditionState.READY
