"""What the reminders will tell next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from office.methods.stages import stage_day
from office.models import ReminderRule
from office.obligation import Obligation
from office.queries.workday import read_workdays
from reports.queries.obligation import find_kind

AHEAD = timedelta(days=14)
SHOWN = 30


@dataclass(frozen=True)
class Upcoming:
    """A stage that will be told: when, of what, by which rule."""

    day: date
    stage: int
    obligation: Obligation
    rule: ReminderRule


def upcoming(rules: Iterable[ReminderRule], *, today: date) -> list[Upcoming]:
    """Return the stages of the next two weeks of rules in force, the nearest first, at most ``SHOWN``."""
    found = []
    for rule in rules:
        kind = find_kind(rule.kind)
        if kind is None or not rule.is_active or not rule.stages:
            continue
        table = read_workdays(lenient=True) if rule.in_workdays else None
        first = today - timedelta(days=max(rule.stages[-1], 0) * 3)
        last = today + AHEAD + timedelta(days=max(-rule.stages[0], 0) * 3)
        for item in kind.find(first, last):
            days = ((stage_day(item.due_on, stage, table=table), stage) for stage in rule.stages)
            coming = [(day, stage) for day, stage in days if today < day <= today + AHEAD]
            if coming:
                found.append(Upcoming(*min(coming), item, rule))
    return sorted(found, key=lambda item: (item.day, item.obligation.key))[:SHOWN]
