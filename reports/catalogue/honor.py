"""Figures of honor selections: nominations received, and who was honored."""

from collections.abc import Iterator

from django.db.models import F

from competitions.models import HonorEdition
from competitions.queries.honor import nominations_of
from reports.catalogue.awards import award_figures
from reports.catalogue.base import FigureSpec, YearScope
from reviews.enums import CallState

GROUP = "honors"


def honor_editions_of_year(scope: YearScope) -> list[HonorEdition]:
    """Return the body's honor selections of the year."""
    return list(
        HonorEdition.objects.filter(call__body_id__in=scope.body_ids, call__year=scope.year)
        .exclude(call__state=CallState.DRAFTED)
        .select_related("call", "call__activity", "call__body", "scheme")
        .order_by(F("call__activity__start_on").asc(nulls_last=True), "call_id")
    )


def honor_figures(scope: YearScope) -> Iterator[FigureSpec]:
    """Yield nominations (where all are on record) and awards of each selection."""
    for edition in honor_editions_of_year(scope):
        call = edition.call
        if call.is_complete:
            yield FigureSpec(
                name=f"honor.nominations:{call.code}",
                label=f"{call.title}·{call.entry_noun or '参选材料'}",
                unit=call.entry_measure,
                noun=call.entry_noun,
                group=GROUP,
                rows=nominations_of(edition),
                period=f"{call.year}年",
            )
        yield from award_figures(call, group=GROUP)
