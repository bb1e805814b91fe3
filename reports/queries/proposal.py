"""Read the sentences proposed for a report."""

from reports.enums import ProposalState
from reports.models import Proposal, Report, Section

CHAPTER = "chapter:"


def proposals_of(report: Report, *states: str) -> list[Proposal]:
    """Return a report's proposals in these states (default: offered), in the records' order."""
    wanted = states or (ProposalState.OFFERED,)
    return list(Proposal.objects.filter(report=report, state__in=wanted).order_by("order", "id"))


def proposals_for(section: Section) -> list[Proposal]:
    """Return what is offered for a section: its own subject, and for a chapter everything under it."""
    chapter = section.key.removeprefix(CHAPTER) if section.key.startswith(CHAPTER) else ""
    offered = proposals_of(section.report)
    return [item for item in offered if item.key == section.key or (chapter and item.chapter_key == chapter)]
