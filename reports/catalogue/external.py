"""Figures of contests held by others: what they state, and what our schools won there."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from competitions.models import ExternalContest, ExternalResult
from office.quantity import Quantity
from reports.catalogue.base import FigureSpec, YearScope, stated_figures
from reports.catalogue.contest import GROUP


def external_contests_of_year(scope: YearScope) -> list[ExternalContest]:
    """Return the contests elsewhere of the year in which our schools won something, in order of their dates."""
    own = Q(activity__body_id__in=scope.body_ids) | Q(selection__call__body_id__in=scope.body_ids)
    return list(
        ExternalContest.objects.filter(own | Q(activity__isnull=True, selection__isnull=True), year=scope.year)
        .select_related("activity", "selection", "selection__call")
        .order_by("activity__start_on", "pk")
    )


@dataclass(frozen=True)
class PrizeGroup:
    """The results of one contest with one prize, in all tracks or in one (``track`` None or its name)."""

    contest: ExternalContest
    prize: str
    track: str | None
    results: tuple[ExternalResult, ...]
    name: str

    @property
    def stated(self) -> Quantity | None:
        """What is known only as a count, None when all results are named."""
        return next((result.quantity for result in self.results if result.quantity is not None), None)


def key_of(words: str) -> str:
    """Return what stands for a prize or a track in a figure's name: made of the words alone.

    A place in the list would pass on to the next prize when one goes, and a narrative's reference with it.
    """
    return hashlib.sha256(words.encode()).hexdigest()[:8]


def prize_groups(contest: ExternalContest) -> list[PrizeGroup]:
    """Return the results by prize, and where a prize was won in several tracks also by track, in their order.

    A prize with a result that is known only as a count has no total over its tracks.
    """
    by_prize: dict[str, list[ExternalResult]] = {}
    for result in contest.results.select_related("organization").order_by("order", "pk"):
        by_prize.setdefault(result.prize_name, []).append(result)
    groups: list[PrizeGroup] = []
    for prize, results in by_prize.items():
        name = f"external.results:{contest.pk}:{key_of(prize)}"
        tracks = list(dict.fromkeys(result.track_name for result in results))
        if len(tracks) == 1 or all(result.quantity is None for result in results):
            track = tracks[0] if len(tracks) == 1 else None
            groups.append(PrizeGroup(contest, prize, track, tuple(results), name))
        for track in tracks if len(tracks) > 1 else []:
            part = tuple(result for result in results if result.track_name == track)
            groups.append(PrizeGroup(contest, prize, track, part, f"{name}:{key_of(track)}"))
    return groups


def external_figures(scope: YearScope) -> Iterator[FigureSpec]:
    """Yield the stated counts and the results by prize and track of each contest elsewhere."""
    for contest in external_contests_of_year(scope):
        period = contest.activity.date_text if contest.activity else f"{contest.year}年"
        if contest.activity is not None:
            counts = contest.activity.counts.order_by("id")
            yield from stated_figures(counts, label=contest.name, group=GROUP, period=period)
        for group in prize_groups(contest):
            yield group_figure(group, period=period)


def group_figure(group: PrizeGroup, *, period: str) -> FigureSpec:
    """Return one group's figure: named results are counted; a result known only as a count is stated (四所等)."""
    stated = group.stated
    rows = ExternalResult.objects.filter(contest=group.contest, prize_name=group.prize, quantity__isnull=True)
    if group.track is not None:
        rows = rows.filter(track_name=group.track)
    return FigureSpec(
        name=group.name,
        label=f"{group.contest.name}·{group.track or ''}{group.prize}",
        unit="项" if any(result.work_title for result in group.results) else "所",
        group=GROUP,
        rows=rows if stated is None else None,
        stated=stated,
        stated_source=group.contest.name if stated is not None else "",
        scope=group.track or "",
        period=period,
    )
