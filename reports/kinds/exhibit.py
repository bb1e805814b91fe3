"""Tables and charts of a report, filled from the figures: every cell refers to a figure that can be opened."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from competitions.models import Contest
from reports.catalogue.awards import award_name, prize_words
from reports.catalogue.contest import entry_words
from reports.kinds.base import Material
from reports.methods.blocks import Run, figure_run
from reports.models import FigureValue
from research.models import Program
from reviews.enums import CallKind
from reviews.models import Call

# What a table or chart is before its figures are put in: cells are texts or figure runs.
Filled = dict[str, Any]
CHART_SOURCE = "按秘书处业务记录统计"


def fill_exhibit(block: dict[str, Any], material: Material) -> Filled | None:
    """Return a table or chart block as the document's schema has it; None when the year has no data for it.

    A table's cells are texts or runs ``{"figure": name}``; a chart's values are the figures' computed numbers.
    """
    family, _separator, code = str(block.get("source", "")).partition(":")
    fill = FILLERS.get((block["type"], family))
    return fill(code, material) if fill else None


def names_in(filled: Filled) -> list[str]:
    """Return the figures that a filled table or chart refers to."""
    cells = [cell for row in filled.get("rows", []) for cell in row]
    return [cell["figure"] for cell in cells if isinstance(cell, dict)] + list(filled.get("figures", []))


def awards_table(code: str, material: Material) -> Filled | None:
    """Prizes of a call by track: a row for each track, a column for each prize."""
    call = Call.objects.filter(code=code).first()
    if call is None:
        return None
    tracks = list(call.tracks.all())
    prizes = list(call.prizes.select_related("track"))
    columns: list[str] = list(dict.fromkeys(prize_words(prize) for prize in prizes))
    rows = []
    for track in tracks:
        cells: list[str | Run] = [track.name]
        for column in columns:
            names = [
                award_name(call, prize, "" if prize.track_id else track.code)
                for prize in prizes
                if prize_words(prize) == column and prize.track_id in (None, track.pk)
            ]
            cells.append(cell(next(iter(names), ""), material))
        if any(isinstance(item, dict) for item in cells):
            rows.append(cells)
    if len(rows) < 2 and len(columns) < 2:
        return None
    # The tracks of a contest are ranked apart, so a sum over them says nothing; papers have one.
    summed = [] if call.kind == CallKind.CONTEST else prizes
    totals = [cell(award_name(call, prize), material) for prize in summed if prize.track_id is None]
    if len(totals) == len(columns) and any(isinstance(item, dict) for item in totals):
        rows.append(["合计", *totals])
    return {
        "type": "table",
        "title": f"{call.title}获奖情况",
        "heads": ["组别", *columns],
        "rows": rows,
        "source": CHART_SOURCE,
        "total_rows": 1 if rows and rows[-1][0] == "合计" else 0,
        "align": ["left", *["right"] * len(columns)],
    }


def cell(name: str, material: Material) -> str | Run:
    """Return a figure's cell, a dash where the year has no such figure."""
    return figure_run(name) if material.has(name) else "—"


def contests_named(material: Material) -> dict[str, Contest]:
    """Return the contests whose entries are among the figures, by code, in one query."""
    codes = [name.partition(":")[2] for name in material.values if name.startswith("contest.entries:")]
    contests = Contest.objects.filter(call__code__in=codes).select_related("call", "series")
    return {contest.call.code: contest for contest in contests}


def editions_chart(code: str, material: Material) -> Filled | None:
    """Schools and entries of a contest beside the edition before."""
    contests = contests_named(material)
    contest = contests.get(code)
    if contest is None or contest.edition is None:
        return None
    earlier = [
        other
        for other in contests.values()
        if other.series_id == contest.series_id and (other.edition or 0) < contest.edition
    ]
    before = max(earlier, key=lambda other: other.edition or 0, default=None)
    if before is None:
        return None
    labels, old, new, names = [], [], [], []
    for label, family in (("参赛院校（所）", "contest.schools"), ("", "contest.entries")):
        pair = [f"{family}:{before.call.code}", f"{family}:{code}"]
        if not all(material.has(name) for name in pair):
            continue
        labels.append(label or f"{entry_words(contest.call)}（{contest.call.entry_measure}）")
        old.append(number(pair[0], material))
        new.append(number(pair[1], material))
        names += pair
    if not labels:
        return None
    return {
        "type": "chart",
        "kind": "grouped_bar",
        "title": f"{contest.series.name}两届参赛规模" if contest.series else f"{contest.call.title}参赛规模",
        "labels": labels,
        "series": [
            {"name": f"{before.call.year}年", "values": old},
            {"name": f"{contest.call.year}年", "values": new},
        ],
        "source": CHART_SOURCE,
        "figures": names,
    }


def projects_chart(code: str, material: Material) -> Filled | None:
    """Approved projects of a program by category and track."""
    program = Program.objects.filter(call__code=code).select_related("call").first()
    if program is None:
        return None
    categories, tracks = list(program.categories.all()), list(program.call.tracks.all())
    series, names = [], []
    for track in tracks:
        wanted = [f"project.approved:{code}:{category.code}:{track.code}" for category in categories]
        series.append({"name": track.name, "values": [number(name, material) for name in wanted]})
        names += [name for name in wanted if material.has(name)]
    if not names:
        return None
    return {
        "type": "chart",
        "kind": "grouped_bar",
        "title": f"{program.call.title}立项情况",
        "unit": "项",
        "labels": [category.name for category in categories],
        "series": series,
        "source": CHART_SOURCE,
        "figures": names,
    }


def number(name: str, material: Material) -> str | None:
    """Return a figure's computed number as a decimal string, None where there is none."""
    value = material.values.get(name)
    return None if value is None or value.computed is None else f"{value.computed.normalize():f}"


Filler = Callable[[str, Material], Filled | None]
# Family of figures: the exhibits that they name, as block type, source and words.
CHOICES = {
    "award": (("table", "awards", "获奖情况"),),
    "contest.entries": (("chart", "editions", "两届参赛规模"),),
    "project.applications": (("chart", "projects", "立项情况"),),
}
FILLERS: dict[tuple[str, str], Filler] = {
    ("table", "awards"): awards_table,
    ("chart", "editions"): editions_chart,
    ("chart", "projects"): projects_chart,
}


def chart_sources(values: Iterable[str]) -> list[str]:
    """Return the sources of charts that figures name, each once."""
    sources: dict[str, None] = {}
    for name in values:
        family, _separator, rest = name.partition(":")
        code = rest.partition(":")[0]
        if family == "contest.entries":
            sources[f"editions:{code}"] = None
        elif family == "project.applications":
            sources[f"projects:{code}"] = None
    return list(sources)


def year_charts(material: Material) -> Iterator[tuple[str, Filled]]:
    """Yield the charts that a year's figures fill, with their sources."""
    for source in chart_sources(material.values):
        filled = fill_exhibit({"type": "chart", "source": source}, material)
        if filled:
            yield source, filled


@dataclass(frozen=True)
class ExhibitChoice:
    """A table or chart that a year's figures may fill; ``kind`` is its type of block."""

    kind: str
    source: str
    title: str


def exhibit_choices(values: Iterable[FigureValue]) -> list[ExhibitChoice]:
    """Return the tables and charts to choose from, named by what their figures count; no query is made for it.

    Whether the records fill one of them shows only when it is filled.
    """
    choices: dict[tuple[str, str], ExhibitChoice] = {}
    for value in values:
        family, _separator, rest = value.name.partition(":")
        for kind, sort, words in CHOICES.get(family, ()):
            source = f"{sort}:{rest.partition(':')[0]}"
            title = f"{value.label.partition('·')[0]}{words}"
            choices.setdefault((kind, source), ExhibitChoice(kind, source, title))
    return list(choices.values())


def exhibit_sources() -> Sequence[tuple[str, str]]:
    """Return the kinds of table and chart that can be put into a narrative."""
    return tuple(FILLERS)
