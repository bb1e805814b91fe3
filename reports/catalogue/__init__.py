"""The catalogue of figures: every figure that a report may use is declared here, once.

Each family is a function of a body's year that yields ``FigureSpec``s; their order is the order of the list of figures.
"""

from collections.abc import Callable, Iterable, Iterator

from reports.catalogue.base import CountedFigure, FigureSpec, YearScope, body_scope, count_figure
from reports.catalogue.contest import contest_figures
from reports.catalogue.external import external_figures
from reports.catalogue.group import group_figures
from reports.catalogue.honor import honor_figures
from reports.catalogue.research import paper_figures, project_figures
from reports.catalogue.work import activity_figures, publication_figures, visit_figures

FAMILIES: tuple[Callable[[YearScope], Iterable[FigureSpec]], ...] = (
    contest_figures,
    external_figures,
    project_figures,
    paper_figures,
    honor_figures,
    activity_figures,
    group_figures,
    visit_figures,
    publication_figures,
)


def declared_figures(scope: YearScope) -> Iterator[FigureSpec]:
    """Yield every figure of a body's year, each name once."""
    seen: set[str] = set()
    for family in FAMILIES:
        for spec in family(scope):
            if spec.name not in seen:
                seen.add(spec.name)
                yield spec


__all__ = ["CountedFigure", "FigureSpec", "YearScope", "body_scope", "count_figure", "declared_figures"]
