"""Rows behind a contest's figures.

Everything here is in system scope: a figure counts all rows and opens to them; pages add ``visible_to``.
"""

from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from association.models import Organization
from competitions.models import Contest, Entry
from reviews.enums import TAKING_PART_STATES, PrizeKind
from reviews.queries.award import awards_of as awards_of_call
from reviews.queries.submission import finalists_of as finalists_of_call


def contests_of(*, body_id: int, year: int, series_code: str = "") -> Any:
    """Return a body's contests of a year, of one series when named, in system scope."""
    rows = Contest.objects.filter(call__body_id=body_id, call__year=year).select_related("call", "series")
    return rows.filter(series__code=series_code) if series_code else rows


def with_edition_before(contest: Contest) -> tuple[Any, Any]:
    """Return a contest and the edition before it in its series (None when not recorded), with how many took part.

    Each carries ``teams`` and ``schools``, None where some entry names no organization: their number is then not
    known. System scope; one query.
    """
    editions = Q(pk=contest.pk)
    if contest.series_id is not None and contest.edition is not None:
        editions |= Q(series_id=contest.series_id, edition__lt=contest.edition)
    rows = Contest.objects.filter(editions).select_related("call")
    rows = rows.annotate(
        teams=Coalesce(taking_part(Count("pk")), 0),
        named=Coalesce(taking_part(Count("submission__organization_id")), 0),
        schools=Coalesce(taking_part(Count("submission__organization_id", distinct=True)), 0),
    )
    found = list(rows.order_by(F("edition").desc(nulls_last=True))[:2])
    for row in found:
        row.schools = row.schools if row.named == row.teams else None
    return found[0], found[1] if len(found) > 1 else None


def taking_part(count: Count) -> Subquery:
    """Return a count over the entries that take part in the contest of the outer query, parts of teams left out."""
    entries = Entry.objects.filter(
        submission__call_id=OuterRef("pk"), team__isnull=True, submission__state__in=TAKING_PART_STATES
    )
    counted = entries.order_by().values("submission__call_id").annotate(found=count)
    return Subquery(counted.values("found"), output_field=IntegerField())


def teams_of(contest: Contest | int, *, track_code: str = "") -> Any:
    """Return the entries that take part as wholes, in system scope: teams, works, and entries in a single event.

    A team's entry in an event is a part of the team and not counted beside it.
    """
    rows = Entry.objects.filter(
        submission__call=call_id(contest), team__isnull=True, submission__state__in=TAKING_PART_STATES
    )
    return rows.filter(submission__track__code=track_code) if track_code else rows


def event_entries_of(contest: Contest | int, *, event_code: str = "") -> Any:
    """Return the entries in single events that take part, in system scope."""
    rows = Entry.objects.filter(
        submission__call=call_id(contest), event__isnull=False, submission__state__in=TAKING_PART_STATES
    )
    return rows.filter(event__code=event_code) if event_code else rows


def schools_of(contest: Contest | int, *, track_code: str = "") -> Any:
    """Return the organizations of the teams that take part, each once, in system scope.

    One flat subquery: PostgreSQL plans nested ones over freshly filled tables so badly that they run for minutes.
    """
    teams = teams_of(contest, track_code=track_code).order_by()
    return Organization.objects.filter(pk__in=teams.values("submission__organization_id"))


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
