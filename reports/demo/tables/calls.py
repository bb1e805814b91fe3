"""The facts of a call, and how a fixed number of prizes is spread over entries of which the source says nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from association.enums import RecognitionLevel, SchoolLevel
from reviews.enums import CallKind, PrizeKind

Item = TypeVar("Item")
PrizeFacts = tuple[PrizeKind, str, str, str, str]
HIGHER_TRACK, SECONDARY_TRACK, UNDERGRADUATE_TRACK = "gaozhi", "zhongzhi", "benke"


@dataclass(frozen=True, kw_only=True)
class CallFacts:
    """One call. ``received_on`` is the last day by which everything must have come in: the source gives no days.

    ``tracks`` are code, name, school level; ``prizes`` kind, code, name, measure word, stated number ("" for none).
    """

    code: str
    kind: CallKind
    body: str
    title: str
    received_on: date
    year: int = 2020
    edition: int | None = None
    activity: str = ""
    level: RecognitionLevel = RecognitionLevel.ASSOCIATION
    issuer: str = ""
    basis: str = ""
    entry_measure: str = "项"
    entry_noun: str = ""
    is_complete: bool = True
    tracks: tuple[tuple[str, str, SchoolLevel], ...] = ()
    prizes: tuple[PrizeFacts, ...] = ()


def ranked(prizes: Sequence[PrizeFacts]) -> Iterator[tuple[PrizeFacts, int]]:
    """Yield the prizes with their rank among those of their kind, 1 the highest."""
    orders: dict[PrizeKind, int] = {}
    for prize in prizes:
        orders[prize[0]] = orders.get(prize[0], 0) + 1
        yield prize, orders[prize[0]]


def deal(items: Sequence[Item], counts: Sequence[int], *, step: int) -> list[list[Item]]:
    """Deal entries into portions of these sizes, walking the list by a step that shares no factor with its length.

    Which entry won is not known, so the winners are spread evenly and the same way every time.
    """
    walked = [items[position * step % len(items)] for position in range(len(items))]
    portions, start = [], 0
    for count in counts:
        portions.append(walked[start : start + count])
        start += count
    return portions
