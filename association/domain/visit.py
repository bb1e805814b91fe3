"""Keep visits: their period follows their single days, and only what happened counts as held."""

from typing import Any

from django.db import transaction
from django.db.models import Max, Min

from association.domain.activity import refuse_ahead
from association.enums import ActivityState
from association.models import Visit, VisitDay
from association.workflow import VISIT
from office.actor import Actor
from office.domain.record import change_record, create_record, remove_record
from office.domain.transition import advance


def hold_visit(visit: Visit, *, actor: Actor, reason: str = "") -> Visit:
    """Mark a planned visit as held; refused before its first day."""
    refuse_ahead(visit)
    advance(visit, "hold", actor=actor, workflow=VISIT, reason=reason)
    return visit


def change_visit(visit: Visit, *, actor: Actor, changes: dict[str, Any], revision: int | None = None) -> Visit:
    """Change a visit; where single days are listed they decide its period, whatever the form says."""
    for name, value in {**changes, **period_of(visit)}.items():
        setattr(visit, name, value)
    if visit.state == ActivityState.HELD:
        refuse_ahead(visit)
    change_record(visit, actor=actor, changes={**changes, **period_of(visit)}, revision=revision)
    return visit


def create_day(day: VisitDay, *, actor: Actor) -> VisitDay:
    """Add a single day to a visit and let the visit's period follow."""
    with transaction.atomic():
        create_record(day, actor=actor)
        follow_days(day.visit, actor=actor)
    return day


def change_day(day: VisitDay, *, actor: Actor, changes: dict[str, Any]) -> VisitDay:
    """Change a single day and let the visit's period follow."""
    with transaction.atomic():
        change_record(day, actor=actor, changes=changes)
        follow_days(day.visit, actor=actor)
    return day


def remove_day(day: VisitDay, *, actor: Actor, reason: str = "") -> None:
    """Remove a single day; the period follows the days that are left, and stays when none is."""
    visit = day.visit
    with transaction.atomic():
        remove_record(day, actor=actor, reason=reason)
        follow_days(visit, actor=actor)


def period_of(visit: Visit) -> dict[str, Any]:
    """Return the period that a visit's single days give, empty when none is listed."""
    found = visit.days.order_by().aggregate(first=Min("on"), last=Max("on"))
    if found["first"] is None:
        return {}
    end = found["last"] if found["last"] != found["first"] else None
    return {"start_on": found["first"], "end_on": end, "date_precision": "day"}


def follow_days(visit: Visit, *, actor: Actor) -> None:
    """Write the period that the single days give; raises ``ValidationError`` when it leaves the visit's year."""
    change_record(visit, actor=actor, changes=period_of(visit))
