"""Read rubrics. Functions named ``*_of`` work in system scope."""

from decimal import Decimal
from typing import Any

from reviews.methods.score_rules import Limit
from reviews.models import Criterion, Round, RoundEntry, Rubric


def rubric_of(entry: RoundEntry) -> Rubric | None:
    """Return the rubric by which an entry is scored: its track's, else the round's general one."""
    rows = {row.track_id: row for row in Rubric.objects.filter(round_id=entry.round_id)}
    return rows.get(entry.submission.track_id) or rows.get(None)


def criteria_of(entry: RoundEntry) -> list[Criterion]:
    """Return the criteria by which an entry is scored, in order; one query."""
    track = entry.submission.track_id
    rows = Criterion.objects.filter(rubric__round_id=entry.round_id).select_related("rubric")
    by_track: dict[Any, list[Criterion]] = {}
    for row in rows.order_by("order", "id"):
        by_track.setdefault(row.rubric.track_id, []).append(row)
    return by_track.get(track) or by_track.get(None) or []


def limit_of(criterion: Criterion) -> Limit:
    """Return a criterion's bounds as plain data."""
    return Limit(
        key=criterion.pk,
        points=criterion.points,
        step=criterion.step,
        comment_below=criterion.comment_below,
        comment_above=criterion.comment_above,
    )


def sums_of(round_: Round) -> dict[int | None, Decimal]:
    """Return the points of each rubric of a round by its track, None for the general one."""
    sums: dict[int | None, Decimal] = {row.track_id: Decimal(0) for row in Rubric.objects.filter(round=round_)}
    for track, points in Criterion.objects.filter(rubric__round=round_).values_list("rubric__track_id", "points"):
        sums[track] += points
    return sums


def codes_of(round_: Round) -> dict[str, str]:
    """Return the criteria of a round as code and name, each code once: what a chain of tie-breaking may name."""
    rows = Criterion.objects.filter(rubric__round=round_).order_by("rubric_id", "order", "id")
    names: dict[str, str] = {}
    for code, name in rows.values_list("code", "name"):
        names.setdefault(code, name)
    return names
