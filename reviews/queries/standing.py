"""Where entries stand while scoring goes on: a read path of the secretariat's own.

Nothing here is stored and nothing published is read: what others may see of a result comes from public notices and
final awards alone.
"""

from dataclasses import dataclass

from reviews.enums import TAKING_PART_STATES
from reviews.methods.results import rank_track
from reviews.models import Assignment, Ranking, Round, RoundEntry, Track
from reviews.queries.ranking import counting_sheets, results_document


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
    sheets = counting_sheets(round_)
    entries = RoundEntry.objects.filter(round=round_, submission__state__in=TAKING_PART_STATES)
    done = set(sheets.values_list("assignment__entry_id", flat=True))
    keys = set(entries.values_list("pk", flat=True))
    return Progress(
        entries=len(keys),
        sheets=sheets.count(),
        expected=Assignment.objects.filter(entry__round=round_, state="active").count(),
        bare=len(keys - done),
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
