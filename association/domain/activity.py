"""Move activities along their life, and keep what is said about them true."""

from typing import Any

from django.utils.translation import gettext as _

from association.enums import ActivityState
from association.models import Activity, ActivitySession
from association.queries.grant import today
from association.workflow import ACTIVITY
from office.actor import Actor
from office.domain.record import change_record, create_record
from office.domain.transition import advance
from office.workflow import Refusal, refuse_unless


class NotYetHeld(Refusal):
    """What lies ahead cannot be marked as held."""


class SessionOutside(Refusal):
    """A session's day lies outside the activity."""


def hold_activity(activity: Activity, *, actor: Actor, reason: str = "") -> Activity:
    """Mark a planned activity as held; refused before its first day."""
    refuse_ahead(activity)
    advance(activity, "hold", actor=actor, workflow=ACTIVITY, reason=reason)
    return activity


def change_activity(
    activity: Activity, *, actor: Actor, changes: dict[str, Any], revision: int | None = None
) -> Activity:
    """Change an activity; one that was held cannot get a day that lies ahead."""
    for name, value in changes.items():
        setattr(activity, name, value)
    if activity.state == ActivityState.HELD:
        refuse_ahead(activity)
    change_record(activity, actor=actor, changes=changes, revision=revision)
    return activity


def refuse_ahead(row: Any) -> None:
    """Refuse when a dated row begins after today, or, without a day, in a year to come."""
    if row.start_on is not None:
        refuse_unless(
            row.start_on <= today(),
            _("“%(object)s” begins only on %(day)s.") % {"object": row, "day": row.start_on},
            error=NotYetHeld,
        )
    else:
        refuse_unless(
            row.year <= today().year,
            _("“%(object)s” is planned for %(year)s.") % {"object": row, "year": row.year},
            error=NotYetHeld,
        )


def create_session(session: ActivitySession, *, actor: Actor) -> ActivitySession:
    """Store a session; its day must lie within the activity's period where both are known to the day."""
    refuse_outside(session)
    create_record(session, actor=actor)
    return session


def change_session(session: ActivitySession, *, actor: Actor, changes: dict[str, Any]) -> ActivitySession:
    """Change a session; the same rule holds as for a new one."""
    for name, value in changes.items():
        setattr(session, name, value)
    refuse_outside(session)
    change_record(session, actor=actor, changes=changes)
    return session


def refuse_outside(session: ActivitySession) -> None:
    """Refuse a session's day before or after its activity."""
    activity = session.activity
    if session.held_on is None or activity.start_on is None or activity.date_precision != "day":
        return
    last = activity.end_on or activity.start_on
    refuse_unless(
        activity.start_on <= session.held_on <= last,
        _("The session's day lies outside the activity (%(first)s to %(last)s).")
        % {"first": activity.start_on, "last": last},
        error=SessionOutside,
    )
