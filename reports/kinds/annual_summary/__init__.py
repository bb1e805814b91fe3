"""The annual work summary (年度工作总结报告): which chapters' sentences come from which records."""

from collections.abc import Callable, Iterator

from reports.kinds.annual_summary.contests import propose_contests
from reports.kinds.annual_summary.exchanges import propose_exchanges
from reports.kinds.annual_summary.groups import propose_groups
from reports.kinds.annual_summary.honors import propose_honors
from reports.kinds.annual_summary.publicity import propose_books, propose_publicity
from reports.kinds.annual_summary.research import propose_papers, propose_projects
from reports.kinds.annual_summary.work import propose_activities
from reports.kinds.base import Material, ProposedSection

TITLE = "工作总结报告"

# The names by which an outline's chapters ask for proposals.
SOURCES: dict[str, Callable[[Material], Iterator[ProposedSection]]] = {
    "contests": propose_contests,
    "projects": propose_projects,
    "papers": propose_papers,
    "honors": propose_honors,
    "activities": propose_activities,
    "books": propose_books,
    "groups": propose_groups,
    "exchanges": propose_exchanges,
    "publicity": propose_publicity,
}


def propose_sections(material: Material, source: str) -> list[ProposedSection]:
    """Return the sections that the records of the year propose for one source; none where nothing happened."""
    return [section for section in SOURCES[source](material) if section.blocks]
