"""Read rubrics. Functions named ``*_of`` work in system scope."""

from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

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
    rows = rows.defer("created_at", "updated_at", "rubric__created_at", "rubric__updated_at", "rubric__revision")
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


def keep_rubrics(round_: Round) -> None:
    """Read the rubrics of a round with their criteria onto it, for a page that asks for them in several places."""
    prefetch_related_objects([round_], Prefetch("rubrics", full_rubrics()))


def full_rubrics() -> Any:
    """Return rubrics with their tracks and criteria: two queries."""
    return Rubric.objects.select_related("track").prefetch_related("criteria")


def has_kept(round_: Round) -> bool:
    """Tell whether ``keep_rubrics`` has read the rubrics onto this round."""
    return "rubrics" in getattr(round_, "_prefetched_objects_cache", {})


def rubrics_of(round_: Round) -> list[Rubric]:
    """Return the rubrics of a round with their criteria: those that ``keep_rubrics`` read, else as stored now."""
    if has_kept(round_):
        return list(round_.rubrics.all())
    return list(full_rubrics().filter(round=round_))


def sums_of(round_: Round) -> dict[int | None, Decimal]:
    """Return the points of each rubric of a round by its track, None for the general one."""
    return {row.track_id: sum((item.points for item in row.criteria.all()), Decimal(0)) for row in rubrics_of(round_)}


def codes_of(round_: Round) -> dict[str, str]:
    """Return the criteria of a round as code and name, each code once: what a chain of tie-breaking may name."""
    if has_kept(round_):
        rubrics = sorted(round_.rubrics.all(), key=lambda row: row.pk)
        pairs = [(item.code, item.name) for rubric in rubrics for item in rubric.criteria.all()]
    else:
        rows = Criterion.objects.filter(rubric__round=round_).order_by("rubric_id", "order", "id")
        pairs = list(rows.values_list("code", "name"))
    names: dict[str, str] = {}
    for code, name in pairs:
        names.setdefault(code, name)
    return names
