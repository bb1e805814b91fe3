"""Tables of research: programs, applications, projects, papers."""

from research.models.application import ProjectApplication
from research.models.paper import Paper
from research.models.program import Program, ProgramCategory
from research.models.project import Project

__all__ = ["Paper", "Program", "ProgramCategory", "Project", "ProjectApplication"]
