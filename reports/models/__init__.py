"""Tables of reports: outlines, reports and their sections, figures, comments, renditions."""

from reports.models.calendar import CalendarFeed
from reports.models.comment import Comment, ReadMark
from reports.models.figure import FigureValue
from reports.models.outline import Outline
from reports.models.rendition import Rendition
from reports.models.report import Report
from reports.models.section import Proposal, Section, SectionVersion

__all__ = [
    "CalendarFeed",
    "Comment",
    "FigureValue",
    "Outline",
    "Proposal",
    "ReadMark",
    "Rendition",
    "Report",
    "Section",
    "SectionVersion",
]
