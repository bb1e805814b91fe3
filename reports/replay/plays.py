"""Several contests of one year, each at its own days: who is next in the calendar goes on."""

import heapq
from collections.abc import Iterable, Iterator
from datetime import date

from reports.replay.stage import Stage

# A contest as it goes on: before each of its steps it names the day of that step.
Play = Iterator[date]


def run_plays(stage: Stage, plays: Iterable[Play]) -> None:
    """Play all of them through the year, day by day."""
    queue: list[tuple[date, int, Play]] = []
    for order, play in enumerate(plays):
        push(queue, order, play)
    while queue:
        day, order, play = heapq.heappop(queue)
        stage.clock.reach(day)
        push(queue, order, play)


def push(queue: list[tuple[date, int, Play]], order: int, play: Play) -> None:
    """Let a play go on to its next day, and keep it unless it is over."""
    day = next(play, None)
    if day is not None:
        heapq.heappush(queue, (day, order, play))
