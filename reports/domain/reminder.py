"""Run the reminders over the deadlines of every app."""

from datetime import datetime

from association.queries.obligation import holders_of_roles
from office.actor import Actor
from office.domain.reminder import Run, load_rules, remind_all
from office.domain.reminder_end import name_ended, release_held
from office.models import ReminderRule
from reports.queries.obligation import KINDS


def send_reminders(*, now: datetime | None = None) -> Run:
    """Tell what is due and unsent up to now, say why ended deadlines are told no more, let go of held e-mails.

    Safe to run at any time, after days without it, and several times at once.
    """
    run = remind_all(KINDS, holders=holders_of_roles(), now=now)
    for reason, number in name_ended(KINDS, now=now).withheld.items():
        run.withheld[reason] = run.withheld.get(reason, 0) + number
    release_held(KINDS, now=now)
    return run


def load_reminder_rules(*, actor: Actor) -> list[ReminderRule]:
    """Write the usual rule of each kind of deadline that has none yet; returns the new ones."""
    return load_rules(KINDS, actor=actor)
