"""Which step of a report may follow which: the secretariat writes, the head reads, approves and publishes."""

from django.utils.translation import gettext_lazy as _

from office.workflow import Transition, chain
from reports.enums import ProposalState, ReportState

REPORT = chain(
    "report",
    Transition("submit", (ReportState.DRAFT,), ReportState.UNDER_REVIEW, _("Submit for review")),
    Transition(
        "return", (ReportState.UNDER_REVIEW,), ReportState.DRAFT, _("Return for revision"), reason_required=True
    ),
    Transition("approve", (ReportState.UNDER_REVIEW,), ReportState.FINAL, _("Approve"), confirm=True),
    Transition("reopen", (ReportState.FINAL,), ReportState.DRAFT, _("Reopen"), reason_required=True),
    Transition("publish", (ReportState.FINAL,), ReportState.PUBLISHED, _("Publish"), confirm=True),
)

# Only a draft is written on; a leader comments while it is under review.
WRITABLE_STATES = (ReportState.DRAFT,)

# Sentences proposed from the records: staff take them, or drop them and may change their mind.
PROPOSAL = chain(
    "proposal",
    Transition("take", (ProposalState.OFFERED,), ProposalState.TAKEN, _("Take")),
    Transition("drop", (ProposalState.OFFERED,), ProposalState.DROPPED, _("Drop")),
    Transition("offer", (ProposalState.DROPPED,), ProposalState.OFFERED, _("Offer again")),
)
