"""Count final awards by school, city, track or year, within what an actor may see; every number opens its rows."""

from collections import Counter
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse

from association.enums import RegionLevel
from association.models import Region
from office.actor import Actor
from reviews.enums import RECEIVED_STATES
from reviews.models import Award, Submission

# By what one may count -> the path from a submission to its name, and the filter of the lists that opens it.
GROUPINGS: dict[str, tuple[str, str]] = {
    "school": ("organization__name", "organization"),
    "city": ("organization__region_id", ""),
    "track": ("track__name", "track"),
    "year": ("call__year", "year"),
}
# Levels shown apart; further ones are in the total.
LEVELS = (1, 2, 3)


@dataclass(frozen=True)
class Line:
    """One group: what came in, the awards of the first three levels, and all awards."""

    name: str
    received: int
    levels: tuple[int, ...]
    total: int
    url: str

    @property
    def share(self) -> str:
        """Awards for a hundred entries, to one place half up; "" without entries."""
        if not self.received:
            return ""
        return f"{(2000 * self.total + self.received) // (2 * self.received) / 10:.1f}"


def count_awards(actor: Actor, *, by: str, year: int | None = None) -> list[Line]:
    """Return the groups with their numbers, most awards first; years in order. Three queries at most, at any size."""
    path, filter_name = GROUPINGS[by]
    awards = Award.objects.visible_to(actor).final()
    entries = Submission.objects.visible_to(actor).filter(state__in=RECEIVED_STATES)
    if year:
        awards, entries = awards.filter(submission__call__year=year), entries.filter(call__year=year)
    received = dict(entries.order_by().values_list(path).annotate(Count("pk")))
    counted: dict[Any, dict[int, int]] = {}
    rows = awards.order_by().values_list(f"submission__{path}", "prize__order").annotate(Count("pk"))
    for name, order, number in rows:
        counted.setdefault(name, {})[order] = number
    if by == "city":
        received, counted = fold_cities(received, counted)
    lines = [
        Line(
            name=str(name) if name is not None else "",
            received=received.get(name, 0),
            levels=tuple(counted.get(name, {}).get(order, 0) for order in LEVELS),
            total=sum(counted.get(name, {}).values()),
            url=rows_address(filter_name, name, year=year),
        )
        for name in {*received, *counted}
    ]
    if by == "year":
        return sorted(lines, key=lambda line: line.name, reverse=True)
    return sorted(lines, key=lambda line: (-line.total, -line.received, line.name))


def fold_cities(
    received: dict[Any, int], counted: dict[Any, dict[int, int]]
) -> tuple[dict[Any, int], dict[Any, dict[int, int]]]:
    """Return the numbers by the names of cities: counties count with the city above them."""
    regions = {region.pk: region for region in Region.objects.all()}

    def city(key: Any) -> str | None:
        region = regions.get(key)
        if region is not None and region.level == RegionLevel.COUNTY:
            region = regions.get(region.parent_id, region)
        return region.name if region else None

    entries: Counter[Any] = Counter()
    for key, number in received.items():
        entries[city(key)] += number
    awards: dict[Any, Counter[int]] = {}
    for key, numbers in counted.items():
        awards.setdefault(city(key), Counter()).update(numbers)
    return dict(entries), {name: dict(numbers) for name, numbers in awards.items()}


def rows_address(filter_name: str, name: Any, *, year: int | None) -> str:
    """Return the list of a group's awards, "" where the list has no filter for it."""
    if not filter_name or name is None:
        return ""
    query = {filter_name: name, "state": "final", **({"year": year} if year else {})}
    return f"{reverse('reviews:award_list')}?{urlencode(query)}"
