"""Rows behind the figures of contests held by others, in system scope."""

from typing import Any

from association.models import Organization
from competitions.models import ExternalContest, ExternalResult


def externals_of(*, year: int, series_code: str = "") -> Any:
    """Return the recorded contests of others of a year, of one series when named, in system scope."""
    rows = ExternalContest.objects.filter(year=year)
    return rows.filter(series__code=series_code) if series_code else rows


def results_of(
    contest: ExternalContest | int, *, prize_name: str = "", track_name: str = "", named_only: bool = True
) -> Any:
    """Return the results in a contest of others, in system scope; without those known only as a count by default."""
    rows = ExternalResult.objects.filter(contest=contest)
    if named_only:
        rows = rows.filter(quantity__isnull=True)
    if prize_name:
        rows = rows.filter(prize_name=prize_name)
    return rows.filter(track_name=track_name) if track_name else rows


def winners_of(contest: ExternalContest | int) -> Any:
    """Return the organizations with a named result in a contest of others, each once, in system scope."""
    named = results_of(contest).filter(organization__isnull=False)
    return Organization.objects.filter(pk__in=named.order_by().values("organization_id"))
