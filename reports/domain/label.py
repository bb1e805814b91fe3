"""Print address labels and envelopes of the organizations or persons that a list shows."""

from dataclasses import asdict, dataclass
from typing import Any

from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from association.lists.organization import ORGANIZATIONS
from association.lists.person import PERSONS
from office.actor import Actor, pack_actor, unpack_actor
from office.domain.export import record_export
from office.domain.job import JobRun, handles, request_job
from office.listing import Listing
from office.models import Job
from office.workflow import refuse_unless
from reports.domain.printout import DAY, Printout
from reports.pdf.label_child import PROGRAM
from reports.pdf.labels import PAPERS, Label, Sender, check_labels, labels_context

MOST_LABELS = 5000
# Labels hold addresses of persons: the file goes after a day.
PRINTOUT = Printout("reports.labels", "labels", DAY, PROGRAM, check_labels)
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
    filters = listing.select(actor, MultiValueDict(query)).filters_in_words()
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
    return request_job(PRINTOUT.kind, actor=actor, title=title, arguments=arguments)


@handles(PRINTOUT.kind)
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

    printed = PRINTOUT.write(run, context)
    url = reverse("reports:label_file", args=[run.job.pk])
    return {"url": url, "pages": printed.pages, "without": addressed.without}
