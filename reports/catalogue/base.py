"""What a figure is: a name, a unit, a scope, a period, and the rows behind it.

A family declares figures once for all subjects of its kind (every contest, every prize); the subjects come from the
records, so a new year needs no code. Figures are counted in the system scope: the number is the same for everybody,
which of its rows somebody may open is ``visible_to``'s matter.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from association.enums import CountKind
from association.models import Body, StatedCount
from office.quantity import Quantity

SCHOOL_NOUNS = {
    "secondary": "中职学校",
    "higher_vocational": "高职院校",
    "undergraduate": "本科院校",
    "technician": "技工院校",
}
MIXED_SCHOOL_NOUN = "职业院校"
COUNT_WORDS = {
    CountKind.PARTICIPANTS: "参加人数",
    CountKind.SCHOOLS: "参加学校",
    CountKind.UNITS: "参加单位",
    CountKind.TEAMS: "参加队伍",
    CountKind.PROVINCES: "参加省份",
    CountKind.PROJECTS: "参加项目",
    CountKind.AUDIENCE: "关注人次",
    CountKind.SESSIONS: "场次",
    CountKind.CONTRIBUTORS: "投稿单位",
}


@dataclass(frozen=True)
class YearScope:
    """One body's year: the body with everything below it."""

    body: Body
    year: int
    body_ids: tuple[int, ...] = field(default=())


@dataclass(frozen=True)
class FigureSpec:
    """One figure of one subject.

    ``rows`` is the queryset that is counted, None for a figure that is only stated; ``stated`` is what a source says,
    ``stated_source`` which one. ``group`` is the family's chapter, ``noun`` what the unit counts (所 高职院校).
    """

    name: str
    label: str
    unit: str
    group: str
    noun: str = ""
    rows: QuerySet[Any] | None = None
    stated: Quantity | None = None
    stated_source: str = ""
    scope: str = ""
    period: str = ""


@dataclass(frozen=True)
class CountedFigure:
    """A figure with its value: the ids of its rows, and how it reads."""

    spec: FigureSpec
    row_ids: tuple[int, ...]
    computed: Decimal | None
    text: str
    differs: bool


def body_scope(body: Body, year: int) -> YearScope:
    """Return a body's year with the ids of the body and all bodies below it (branches, committees, alliances)."""
    children: dict[int | None, list[int]] = {}
    for pk, parent_id in Body.objects.values_list("pk", "parent_id"):
        children.setdefault(parent_id, []).append(pk)
    found, waiting = [], [body.pk]
    while waiting:
        current = waiting.pop()
        found.append(current)
        waiting += children.get(current, [])
    return YearScope(body=body, year=year, body_ids=tuple(sorted(found)))


def count_figure(spec: FigureSpec) -> CountedFigure | None:
    """Count a figure's rows; None when there is neither a row nor a stated value: nothing is reported as 0项."""
    row_ids = tuple(spec.rows.order_by("pk").values_list("pk", flat=True)) if spec.rows is not None else ()
    computed = Decimal(len(row_ids)) if spec.rows is not None else None
    if not row_ids and spec.stated is None:
        return None
    differs = computed is not None and spec.stated is not None and not spec.stated.compare(computed).agrees
    return CountedFigure(spec, row_ids, computed, figure_text(spec, computed, differs=differs), differs)


def figure_text(spec: FigureSpec, computed: Decimal | None, *, differs: bool) -> str:
    """Return how a figure reads in a sentence.

    Rows speak first: 27所. A stated figure without rows keeps its qualifier: 200余名. A nominal one that its rows
    confirm reads as the source has it: 百名（实际99人）.
    """
    if computed is None:
        return spec.stated.text() if spec.stated else ""
    if spec.stated is not None and spec.stated.nominal is not None and not differs:
        return spec.stated.text()
    return Quantity.exact(computed, spec.unit).text()


def stated_figures(
    counts: Iterable[StatedCount], *, label: str, group: str, period: str, taken: Sequence[str] = ()
) -> Iterable[FigureSpec]:
    """Yield the stated counts of a record as figures; ``taken`` are kinds that a computed figure stands for."""
    for count in counts:
        if count.kind in taken or count.quantity is None:
            continue
        yield FigureSpec(
            name=f"stated:{count.pk}",
            label=f"{label}·{count.noun or COUNT_WORDS[CountKind(count.kind)]}",
            unit=count.quantity.unit,
            noun=count.noun,
            group=group,
            stated=count.quantity,
            stated_source=count.source,
            scope=count.note,
            period=period,
        )


def stated_name(count: StatedCount) -> str:
    """Return the name of a stated count's figure."""
    return f"stated:{count.pk}"


def school_noun(levels: Iterable[str]) -> str:
    """Return the word for schools of these levels: 高职院校 for one level, 职业院校 for several."""
    known = {level for level in levels if level}
    return SCHOOL_NOUNS.get(known.pop(), MIXED_SCHOOL_NOUN) if len(known) == 1 else MIXED_SCHOOL_NOUN
