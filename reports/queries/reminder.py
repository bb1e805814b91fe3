"""What the reminders will tell next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from office.methods.stages import stage_day
from office.models import ReminderRule
from office.obligation import Obligation
from office.queries.workday import read_workdays
from reports.queries.obligation import find_kind, look_ahead

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
    """Return the stages of the next two weeks of rules in force, the nearest first, at most ``SHOWN``.

    Eight queries for any number of rules: the working days are read once, and each app reads its kinds together.
    """
    told = [rule for rule in rules if rule.is_active and rule.stages and find_kind(rule.kind)]
    if not told:
        return []
    windows: dict[str, tuple[date, date]] = {}
    for rule in told:
        first, last = window_of(rule, today)
        known = windows.get(rule.kind, (first, last))
        windows[rule.kind] = min(first, known[0]), max(last, known[1])
    table = read_workdays(lenient=True)
    due = look_ahead(windows, published=table.published)
    found = []
    for rule in told:
        for item in due[rule.kind]:
            days = (
                (stage_day(item.due_on, stage, table=table if rule.in_workdays else None), stage)
                for stage in rule.stages
            )
            coming = [(day, stage) for day, stage in days if today < day <= today + AHEAD]
            if coming:
                found.append(Upcoming(*min(coming), item, rule))
    return sorted(found, key=lambda item: (item.day, item.obligation.key))[:SHOWN]


def window_of(rule: ReminderRule, today: date) -> tuple[date, date]:
    """Return the first and the last deadline of which a stage of the rule may lie in the next two weeks."""
    first = today - timedelta(days=max(rule.stages[-1], 0) * 3)
    return first, today + AHEAD + timedelta(days=max(-rule.stages[0], 0) * 3)
