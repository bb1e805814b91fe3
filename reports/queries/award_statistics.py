"""Count final awards by school, city, track or year, within what an actor may see; every number opens its rows."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse

from association.enums import RegionLevel
from association.models import Organization, Region
from association.queries.region import city_of
from office.actor import Actor
from reports.pdf.result_papers import section
from reports.pdf.tables import BLANK
from reviews.enums import RECEIVED_STATES, CallKind
from reviews.models import Award, Submission

# By what one may count -> the path from a submission to the key of its group.
GROUPINGS = {
    "school": "organization_id",
    "city": "organization__region_id",
    "track": "track__name",
    "year": "call__year",
}
NAMES = {"school": "单位", "city": "城市", "track": "组别", "year": "年度"}
# Of units whose address names the province alone.
NO_CITY = "%s（未填到市）"
# Levels shown apart; further ones are in the total.
LEVELS = (1, 2, 3)
LEVEL_HEADS = ("一等奖", "二等奖", "三等奖")


@dataclass(frozen=True)
class Line:
    """One group: what came in, prizes of the first three levels, all awards and honors; ``query`` opens its rows.

    ``name`` is empty where the group is not stated, and on the line of all groups together.
    """

    name: str
    received: int
    levels: tuple[int, ...]
    total: int
    query: dict[str, Any]

    @property
    def share(self) -> str:
        """Awards for a hundred entries, to one place half up; "" without entries."""
        if not self.received:
            return ""
        return f"{(2000 * self.total + self.received) // (2 * self.received) / 10:.1f}"

    @property
    def received_url(self) -> str:
        """The list of what came in."""
        return address("submission", self.query | {"received": "true"})

    @property
    def opened_levels(self) -> list[tuple[int, str]]:
        """The numbers of the levels, each with the list of its awards."""
        return [
            (count, address("award", self.query | {"state": "final", "graded": "true", "level": level}))
            for level, count in zip(LEVELS, self.levels, strict=True)
        ]

    @property
    def total_url(self) -> str:
        """The list of all awards."""
        return address("award", self.query | {"state": "final"})


def address(noun: str, query: dict[str, Any]) -> str:
    """Return the address of a list as it is filtered."""
    return f"{reverse(f'reviews:{noun}_list')}?{urlencode(query)}"


def count_awards(actor: Actor, *, by: str, year: int | None = None) -> list[Line]:
    """Return the groups with their numbers, most awards first, unstated last; years in order. Four queries."""
    path = GROUPINGS[by]
    awards = Award.objects.visible_to(actor).final()
    entries = Submission.objects.visible_to(actor).filter(state__in=RECEIVED_STATES)
    if year:
        awards, entries = awards.filter(submission__call__year=year), entries.filter(call__year=year)
    folded = city_of() if by == "city" else {}
    received: Counter[Any] = Counter()
    for key, number in entries.order_by().values_list(path).annotate(Count("pk")):
        received[folded.get(key, key)] += number
    counted: dict[Any, Counter[int]] = {}
    rows = awards.order_by().values_list(f"submission__{path}", "prize__order", "prize__call__kind")
    for key, order, kind, number in rows.annotate(Count("pk")):
        # Honors have no first, second and third: they are in the total.
        counted.setdefault(folded.get(key, key), Counter())[0 if kind == CallKind.HONOR else order] += number
    keys = {*received, *counted}
    names = names_of(by, keys)
    lines = [
        Line(
            name=names.get(key, ""),
            received=received[key],
            levels=tuple(counted.get(key, Counter())[order] for order in LEVELS),
            total=sum(counted.get(key, Counter()).values()),
            query=group_query(by, key, names.get(key, ""), year=year),
        )
        for key in keys
    ]
    if by == "year":
        return sorted(lines, key=lambda line: line.name, reverse=True)
    return sorted(lines, key=lambda line: (not line.name, -line.total, -line.received, line.name))


def names_of(by: str, keys: Iterable[Any]) -> dict[Any, str]:
    """Return the names of groups by their keys; one query where names stand in a table of their own."""
    stated = [key for key in keys if key is not None]
    if by == "school":
        return dict(Organization.objects.filter(pk__in=stated).values_list("pk", "name"))
    if by == "city":
        rows = Region.objects.filter(pk__in=stated).values_list("pk", "name", "level")
        return {key: name if level != RegionLevel.PROVINCE else NO_CITY % name for key, name, level in rows}
    return {key: str(key) for key in stated}


def group_query(by: str, key: Any, name: str, *, year: int | None) -> dict[str, Any]:
    """Return what the lists of awards and of submissions are filtered by to show one group."""
    query: dict[str, Any] = {"year": year} if year else {}
    if key is None:
        return query | {"unstated": by}
    return (
        query
        | {
            "school": {"organization": f"{name}（#{key}）"},
            "city": {"city": key},
            "track": {"track": name},
            "year": {"year": key},
        }[by]
    )


def sum_up(lines: list[Line], *, year: int | None) -> Line:
    """Return the line of all groups together."""
    return Line(
        name="",
        received=sum(line.received for line in lines),
        levels=tuple(sum(line.levels[place] for line in lines) for place in range(len(LEVELS))),
        total=sum(line.total for line in lines),
        query={"year": year} if year else {},
    )


def statistics_paper(actor: Actor, *, by: str, year: int | None) -> dict[str, Any]:
    """Return the numbers as a paper with a line of sums; the groups stand as on the page."""
    lines = count_awards(actor, by=by, year=year)
    rows = [[str(place), line.name or "未填", *numbers_of(line)] for place, line in enumerate(lines, start=1)]
    rows.append([BLANK, "合计", *numbers_of(sum_up(lines, year=year))])
    heads = ["序号", NAMES[by], "参评", *LEVEL_HEADS, "获奖合计", "获奖率（%）"]
    name = f"获奖情况统计表（按{NAMES[by]}）"
    return {
        "title": f"{f'{year}年度' if year else ''}{name}",
        "name": name,
        "subtitle": f"{year}年度" if year else "历年",
        "facts": ["单位：项"],
        "sections": [
            section("", heads, rows, total_rows=1, notes=["注：获奖合计含一、二、三等奖以外的奖项；只计已定奖项。"])
        ],
        "is_wide": False,
        "printed": "",
    }


def numbers_of(line: Line) -> list[str]:
    """Return the numbers of a line as a printed table shows them."""
    return [str(line.received), *map(str, line.levels), str(line.total), line.share]
