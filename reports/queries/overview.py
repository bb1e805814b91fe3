"""The year at a glance: the figures that a home page shows first, and what has just changed."""

from collections.abc import Iterable
from typing import Any

from association.models import Body
from association.queries.profile import root_body
from office.actor import Actor
from office.models import AuditEntry
from reports.models import FigureValue, Report

TILES = 6
# Families in the order in which an office tells its year; the first figure of each is shown.
TILE_FAMILIES = (
    "contest.schools",
    "contest.entries",
    "project.applications",
    "paper.received",
    "honor.nominations",
    "group.reviews",
    "publication.issues",
)
# Acts that say nothing to a reader of the home page.
QUIET_ACTS = ("upload", "switch")


def home_body() -> Body | None:
    """Return the association itself: the body whose year the home page tells."""
    return root_body()


def newest_values(body: Body) -> list[FigureValue]:
    """Return the figures of the newest year that has any, in their order; at most one query."""
    values = list(FigureValue.objects.filter(body=body).order_by("-year", "order"))
    return [value for value in values if value.year == values[0].year]


def tiles(values: Iterable[FigureValue]) -> list[FigureValue]:
    """Return the four to six figures that open the year."""
    values = list(values)
    chosen: list[FigureValue] = []
    for family in TILE_FAMILIES:
        of_family = [value for value in values if value.name.startswith(f"{family}:") or value.name == family]
        of_family = [value for value in of_family if f"{value.year}" in value.period]
        if of_family:
            chosen.append(of_family[0])
    return chosen[:TILES]


def report_of(body: Body, year: int) -> Report | None:
    """Return the body's newest report of a year."""
    return Report.objects.filter(body=body, year=year).order_by("-pk").first()


def recent_acts(actor: Actor, *, limit: int = 8) -> Any:
    """Return the newest acts of people on records: all for those who read all, else the actor's own."""
    acts = AuditEntry.objects.filter(user__isnull=False).exclude(action__in=QUIET_ACTS).select_related("content_type")
    if not actor.reads_all:
        acts = acts.filter(user=actor.user_id)
    return acts.order_by("-id")[:limit]
