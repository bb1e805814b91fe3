"""Print address labels and envelopes of the organizations or persons that a list shows."""

import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from association.lists.organization import ORGANIZATIONS
from association.lists.person import PERSONS
from office.actor import Actor, pack_actor, unpack_actor
from office.domain.export import record_export, told_filters
from office.domain.job import JobCanceled, JobRun, handles, request_job
from office.listing import Listing
from office.models import Job
from office.workflow import refuse_unless
from reports.pdf.label_child import PROGRAM
from reports.pdf.labels import PAPERS, Label, Sender, check_labels, labels_context
from reports.pdf.supervisor import RenderCancelled, render_in_child

JOB_KIND = "reports.labels"
MOST_LABELS = 5000
# Labels hold addresses of persons: the file goes after a day.
KEPT_SECONDS = 24 * 3600
LISTINGS: dict[str, Listing] = {"organizations": ORGANIZATIONS, "persons": PERSONS}


@dataclass(frozen=True)
class Addressed:
    """The labels of a list, and how many of its rows have no address to print."""

    labels: list[Label]
    without: int


def address_rows(kind: str, *, actor: Actor, query: Any, attention: str = "") -> Addressed:
    """Return the labels of the rows that a list shows an actor; who has no postal address is counted, not printed.

    ``attention`` is the line under an organization's name (教务处); 收 follows. A person is addressed at the employer.
    """
    rows = LISTINGS[kind].select(actor, query).rows
    labels, without = [], 0
    for row in rows.iterator(chunk_size=1000):
        unit = row.organization if kind == "persons" else row
        if unit is None or not unit.address:
            without += 1
            continue
        name = row.name if kind == "persons" else attention.strip()
        labels.append(Label(unit.postcode, unit.address, unit.name, f"{name}（收）" if name else "（收）"))
    return Addressed(labels, without)


def request_labels(
    kind: str, *, paper: str, query: dict[str, list[str]], sender: Sender, attention: str, actor: Actor
) -> Job:
    """Ask for the labels of a list's rows; refused without a printable row, and for more than a mailing holds."""
    addressed = address_rows(kind, actor=actor, query=MultiValueDict(query), attention=attention)
    refuse_unless(paper in PAPERS, _("Choose a paper from the list."))
    refuse_unless(bool(addressed.labels), _("None of these rows has a postal address."))
    refuse_unless(
        len(addressed.labels) <= MOST_LABELS,
        _("At most %(limit)s labels are printed at once; filter the list.") % {"limit": MOST_LABELS},
    )
    listing = LISTINGS[kind]
    filters = told_filters(MultiValueDict(query))
    record_export(str(listing.title), rows=len(addressed.labels), form=paper, filters=filters, actor=actor)
    title = _("Labels: %(list)s, %(count)s") % {"list": listing.title, "count": len(addressed.labels)}
    arguments = {
        "kind": kind,
        "paper": paper,
        "query": query,
        "sender": asdict(sender),
        "attention": attention,
        "actor": pack_actor(actor),
    }
    return request_job(JOB_KIND, actor=actor, title=title, arguments=arguments)


@handles(JOB_KIND)
def print_by_job(run: JobRun) -> dict[str, Any]:
    """Print the labels; a repeat after a kill writes the same file again."""
    given = run.job.arguments
    actor = unpack_actor(given["actor"])
    run.report("collect", 5)
    query = MultiValueDict(given["query"])
    addressed = address_rows(given["kind"], actor=actor, query=query, attention=given["attention"])
    context = labels_context(
        addressed.labels, paper=given["paper"], sender=Sender(**given["sender"]), title=run.job.title
    )

    def tell(stage: str, fraction: float) -> None:
        run.report(stage, min(99, 10 + int(85 * fraction)))

    forget_old_files()
    try:
        printed = render_in_child(
            context,
            file_of(run.job),
            on_progress=tell,
            should_cancel=run.should_cancel,
            program=PROGRAM,
            check=check_labels,
        )
    except RenderCancelled as error:
        raise JobCanceled(str(run.job.pk)) from error
    url = reverse("reports:label_file", args=[run.job.pk])
    return {"url": url, "pages": printed.pages, "without": addressed.without}


def file_of(job: Job) -> Path:
    """Return where the labels of a job are written."""
    return Path(default_storage.path(f"labels/{job.pk}.pdf"))


def forget_old_files() -> None:
    """Remove the files of labels that were printed a day ago or earlier."""
    folder = Path(default_storage.path("labels"))
    for path in folder.glob("*.pdf") if folder.is_dir() else ():
        if time.time() - path.stat().st_mtime > KEPT_SECONDS:
            path.unlink(missing_ok=True)
