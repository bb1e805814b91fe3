"""The year at a glance: the figures that a home page shows first, and what has just changed."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q

from association.enums import ActivityState
from association.models import Activity, Body
from association.queries.grant import today
from association.queries.profile import root_body
from office.actor import Actor
from office.models import AuditEntry
from reports.models import FigureValue, Report

TILES = 6
FEWEST_TILES = 4
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
    """Return the figures of the year that the home page tells, in their order; at most one query.

    It is the newest year that fills a row of tiles: a new year's first contest does not push the last one from the
    page. While no year does, the one with the most tiles.
    """
    years: dict[int, list[FigureValue]] = {}
    for value in FigureValue.objects.filter(body=body).defer("row_ids").order_by("-year", "order"):
        years.setdefault(value.year, []).append(value)
    full = (values for values in years.values() if len(tiles(values)) >= FEWEST_TILES)
    return next(full, None) or max(years.values(), key=lambda values: len(tiles(values)), default=[])


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


def recent_acts(actor: Actor, *, limit: int = 8) -> list[AuditEntry]:
    """Return the newest acts of people on records: all for those who read all, else the actor's own.

    Of a bulk act only the last row stands for the whole; a record and the engine's row beside it, made by one form, are
    one act.
    """
    newer = AuditEntry.objects.filter(batch=OuterRef("batch"), pk__gt=OuterRef("pk"))
    acts = AuditEntry.objects.filter(Q(batch=None) | ~Exists(newer), user__isnull=False)
    acts = acts.exclude(action__in=QUIET_ACTS).select_related("content_type")
    if not actor.reads_all:
        acts = acts.filter(user=actor.user_id)
    found: list[AuditEntry] = []
    for act in acts.order_by("-id")[: 2 * limit]:
        if not (found and made_together(found[-1], act)):
            found.append(act)
    return found[:limit]


def latest_activities(actor: Actor, *, limit: int = 6) -> list[Activity]:
    """Return what was held last of the activities that the actor may see, newest first; one query."""
    held = Activity.objects.visible_to(actor).filter(state=ActivityState.HELD, start_on__lte=today())
    return list(held.order_by("-start_on", "-pk")[:limit])


def made_together(later: AuditEntry, earlier: AuditEntry) -> bool:
    """Tell whether two neighboring rows are one making: records one to one beside each other share their key."""
    return (
        later.action == earlier.action == "create"
        and (later.user_id, later.object_id) == (earlier.user_id, earlier.object_id)
        and later.content_type_id != earlier.content_type_id
        and later.at - earlier.at < timedelta(seconds=2)
    )
