"""Where entries stand while scoring goes on: a read path of the secretariat's own.

Nothing here is stored and nothing published is read: what others may see of a result comes from public notices and
final awards alone.
"""

from dataclasses import dataclass

from django.db.models import Count, Q

from reviews.enums import TAKING_PART_STATES, AssignmentState, SheetState
from reviews.methods.results import rank_track
from reviews.models import Assignment, Ranking, Round, RoundEntry, Track
from reviews.queries.ranking import results_document


@dataclass(frozen=True)
class Progress:
    """How much of a round's scoring is in."""

    entries: int
    sheets: int
    expected: int
    bare: int
    versions: int


@dataclass(frozen=True)
class StandingRow:
    """One entry as it stands now."""

    rank: int | None
    number: str
    title: str
    result: str
    sheets: int


@dataclass(frozen=True)
class Standing:
    """One track as it stands now."""

    title: str
    rows: tuple[StandingRow, ...]


def progress_of(round_: Round) -> Progress:
    """Return how many sheets are in, of how many assignments in force."""
    submitted = Q(sheet__state=SheetState.SUBMITTED)
    taking_part = Q(entry__submission__state__in=TAKING_PART_STATES)
    given = Assignment.objects.filter(entry__round=round_, state=AssignmentState.ACTIVE).aggregate(
        expected=Count("pk"),
        sheets=Count("pk", filter=submitted),
        read=Count("entry", filter=submitted & taking_part, distinct=True),
    )
    entries = RoundEntry.objects.filter(round=round_, submission__state__in=TAKING_PART_STATES).count()
    return Progress(
        entries=entries,
        sheets=given["sheets"],
        expected=given["expected"],
        bare=entries - given["read"],
        versions=Ranking.objects.filter(round=round_).count(),
    )


def standing_of(round_: Round) -> list[Standing]:
    """Return every track by the sheets submitted so far, by the plain mean: too few sheets are in to adjust or trim."""
    document = {**results_document(round_), "method": "mean"}
    titles = dict(RoundEntry.objects.filter(round=round_).values_list("submission__number", "submission__title"))
    names = dict(Track.objects.filter(call=round_.call_id).values_list("code", "name"))
    found = []
    for track in document["tracks"]:
        _scores, ranked = rank_track(document, track)
        counts: dict[str, int] = {}
        for sheet in track["sheets"]:
            counts[sheet["entry"]] = counts.get(sheet["entry"], 0) + 1
        rows = tuple(
            StandingRow(
                row.rank,
                row.entry,
                titles.get(row.entry, ""),
                "" if row.score is None else f"{row.score:f}",
                counts.get(row.entry, 0),
            )
            for row in ranked
        )
        found.append(Standing(names.get(track["code"], ""), rows))
    return found
