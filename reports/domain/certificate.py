"""Print certificates in a job: a file for each, one for the printer, and all of them packed together."""

import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils.translation import gettext as _

from association.enums import CertificateState
from association.models import Certificate
from office.actor import Actor
from office.domain.export import record_export
from office.domain.job import JobCanceled, JobRun, handles, request_job
from office.models import Job
from office.workflow import refuse_unless
from reports.domain.printout import is_young
from reports.pdf.certificate_child import PROGRAM
from reports.pdf.certificates import (
    HEADS,
    Sheet,
    certificates_context,
    check_certificates,
    chinese_date,
    order_text,
    salutation,
    sentence_of,
)
from reports.pdf.supervisor import RenderCancelled, render_in_child

JOB_KIND = "reports.certificates"
MOST = 5000
# Certificates name persons: what was printed is fetched within three days, and printed again after that.
KEPT_SECONDS = 3 * 24 * 3600
# Raised when template or style change what is printed.
TEMPLATE_VERSION = 2


def check_page() -> str:
    """Return the address of the public check page as it is printed, without the protocol."""
    return f"{settings.PUBLIC_URL}{reverse('verify')}".partition("://")[2].rstrip("/")


def sheet_of(row: Certificate) -> Sheet:
    """Return a certificate as it is printed; its file bears the digest of all that, so a reprint is the same file."""
    values: dict[str, Any] = {
        "head": HEADS[row.kind],
        "holder": salutation(row.holder, row.unit, work=row.work, role=row.role),
        "sentence": sentence_of(
            row.kind, holder=row.holder, unit=row.unit, work=row.work, occasion=row.occasion, role=row.role
        ),
        "prize": row.prize,
        "people": [*row.people, *([["本人排序", order]] if (order := order_text(row.place, row.places)) else [])],
        "issuer": row.issuer,
        "date_text": chinese_date(row.issued_on),
        "number": row.number,
        "code": row.shown_code,
        "address": f"{settings.PUBLIC_URL}{reverse('verify')}?code={row.shown_code}",
    }
    digest = hashlib.sha256(json.dumps([TEMPLATE_VERSION, values], ensure_ascii=False).encode()).hexdigest()
    return Sheet(file=f"{row.number}-{digest[:12]}.pdf", **values)


def request_print(rows: Any, *, title: str, actor: Actor) -> Job:
    """Ask for the PDF files of valid certificates; refused without one and for more than a print run holds."""
    keys = list(rows.filter(state=CertificateState.ISSUED).order_by("pk").values_list("pk", flat=True)[: MOST + 1])
    refuse_unless(bool(keys), _("There is no valid certificate to print."))
    refuse_unless(
        len(keys) <= MOST, _("At most %(limit)s certificates are printed at once; filter the list.") % {"limit": MOST}
    )
    record_export(str(Certificate._meta.verbose_name_plural), rows=len(keys), form="PDF", filters={}, actor=actor)
    return request_job(JOB_KIND, actor=actor, title=title, arguments={"certificates": keys})


@handles(JOB_KIND)
def print_by_job(run: JobRun) -> dict[str, Any]:
    """Print the certificates of a job; those revoked meanwhile are left out, a repeat writes the same files."""
    run.report("collect", 2)
    rows = Certificate.objects.filter(pk__in=run.job.arguments["certificates"], state=CertificateState.ISSUED)
    sheets = [sheet_of(row) for row in rows.order_by("pk")]
    refuse_unless(bool(sheets), _("There is no valid certificate to print."))
    forget_old_files()
    folder = folder_of(run.job)
    context = certificates_context(sheets, folder=str(folder), title=run.job.title, check_page=check_page())

    def tell(stage: str, fraction: float) -> None:
        run.report(stage, min(95, 5 + int(85 * fraction)) if stage == "lay_out" else 96)

    try:
        printed = render_in_child(
            context,
            folder / WHOLE,
            on_progress=tell,
            should_cancel=run.should_cancel,
            program=PROGRAM,
            check=check_certificates,
            timeout=3600,
        )
    except RenderCancelled as error:
        raise JobCanceled(str(run.job.pk)) from error
    pack(folder, [sheet.file for sheet in sheets])
    url = reverse("reports:certificate_files", args=[run.job.pk])
    return {"url": url, "pages": printed.pages, "files": len(sheets), "missing": printed.missing}


WHOLE, PACKED = "all.pdf", "all.zip"


def pack(folder: Path, names: list[str]) -> None:
    """Pack the files of a run into one; PDF is packed already, so they are stored as they are."""
    part = folder / f".{PACKED}.part"
    with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as archive:
        for name in names:
            archive.write(folder / name, name)
    part.replace(folder / PACKED)


def folder_of(job: Job) -> Path:
    """Return where the files of a job lie."""
    return Path(default_storage.path(f"certificates/{job.pk}"))


def files_of(job: Job) -> dict[str, int]:
    """Return the files of a job that can still be fetched, with their sizes; empty once their time is over."""
    kept = [folder_of(job) / name for name in (WHOLE, PACKED)]
    return {file.name: file.stat().st_size for file in kept if is_young(file, KEPT_SECONDS)}


def forget_old_files() -> int:
    """Remove the files of runs that ended days ago; returns how many."""
    top, count = Path(default_storage.path("certificates")), 0
    for folder in top.iterdir() if top.is_dir() else ():
        if folder.is_dir() and not is_young(folder, KEPT_SECONDS):
            for file in folder.iterdir():
                file.unlink(missing_ok=True)
                count += 1
            folder.rmdir()
    return count
