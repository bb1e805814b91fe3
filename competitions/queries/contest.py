"""Rows behind a contest's figures.

Everything here is in system scope: a figure counts all rows and opens to them; pages add ``visible_to``.
"""

from typing import Any

from django.db.models import Count

from competitions.models import Contest, Entry
from reviews.enums import TAKING_PART_STATES, PrizeKind
from reviews.models import Submission
from reviews.queries.award import awards_of as awards_of_call
from reviews.queries.submission import finalists_of as finalists_of_call
from reviews.queries.submission import organizations_of


def contests_of(*, body_id: int, year: int, series_code: str = "") -> Any:
    """Return a body's contests of a year, of one series when named, in system scope."""
    rows = Contest.objects.filter(call__body_id=body_id, call__year=year).select_related("call", "series")
    return rows.filter(series__code=series_code) if series_code else rows


def previous_edition(contest: Contest) -> Contest | None:
    """Return the edition before this one in the same series, None when it is not recorded."""
    if contest.series_id is None or contest.edition is None:
        return None
    earlier = Contest.objects.filter(series_id=contest.series_id, edition__lt=contest.edition).select_related("call")
    return earlier.order_by("-edition").first()


def teams_of(contest: Contest | int, *, track_code: str = "") -> Any:
    """Return the entries that take part as teams or works (not those in single events), in system scope."""
    rows = Entry.objects.filter(
        submission__call=call_id(contest), event__isnull=True, submission__state__in=TAKING_PART_STATES
    )
    return rows.filter(submission__track__code=track_code) if track_code else rows


def event_entries_of(contest: Contest | int, *, event_code: str = "") -> Any:
    """Return the entries in single events that take part, in system scope."""
    rows = Entry.objects.filter(
        submission__call=call_id(contest), event__isnull=False, submission__state__in=TAKING_PART_STATES
    )
    return rows.filter(event__code=event_code) if event_code else rows


def schools_of(contest: Contest | int, *, track_code: str = "") -> Any:
    """Return the organizations of the teams that take part, each once, in system scope."""
    teams = teams_of(contest, track_code=track_code)
    return organizations_of(Submission.objects.filter(pk__in=teams.order_by().values("pk")))


def sizes_of(contests: list[Contest]) -> dict[int, tuple[int | None, int]]:
    """Return how many organizations and how many teams take part, by contest key, in one query and system scope.

    The organizations are None where some entry names none: their number is then not known.
    """
    rows = Entry.objects.filter(
        submission__call__in=[contest.pk for contest in contests],
        event__isnull=True,
        submission__state__in=TAKING_PART_STATES,
    )
    by_call = rows.order_by().values("submission__call_id")
    counted = by_call.annotate(
        schools=Count("submission__organization_id", distinct=True),
        named=Count("submission__organization_id"),
        teams=Count("pk"),
    )
    found = {
        row["submission__call_id"]: (row["schools"] if row["named"] == row["teams"] else None, row["teams"])
        for row in counted
    }
    return {contest.pk: found.get(contest.pk, (0, 0)) for contest in contests}


def finalists_of(contest: Contest | int, *, track_code: str = "", round_order: int | None = None) -> Any:
    """Return the places in a round of the contest (the last one unless named), in system scope."""
    return finalists_of_call(call_id(contest), track_code=track_code, round_order=round_order)


def awards_of(
    contest: Contest | int,
    *,
    kind: PrizeKind | str = "",
    track_code: str = "",
    prize_code: str = "",
    order: int | None = None,
) -> Any:
    """Return the contest's final awards, in system scope."""
    return awards_of_call(call_id(contest), kind=kind, track_code=track_code, prize_code=prize_code, order=order)


def call_id(contest: Contest | int) -> int:
    """Return the key that a contest shares with its call."""
    return contest if isinstance(contest, int) else contest.pk
