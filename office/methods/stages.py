"""Stages of a reminder: days before and after a deadline. Pure."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import gettext as _

from office.methods.workdays import Workdays, add_workdays

NUMBER = re.compile(r"[0-9]{1,3}")
SEPARATORS = re.compile(r"[,，、;；\s]+")
FURTHEST = 365


class StagesUnreadable(ValueError):
    """A list of days that cannot be read; the text tells which part."""


def read_days(text: str) -> tuple[int, ...]:
    """Return the days that a list names, each once, as written "14, 7、1"; raises ``StagesUnreadable``."""
    parts = [part for part in SEPARATORS.split(text.strip()) if part]
    for part in parts:
        if not NUMBER.fullmatch(part) or int(part) > FURTHEST:
            raise StagesUnreadable(part)
    return tuple(dict.fromkeys(int(part) for part in parts))


def read_stages(before: str, after: str) -> tuple[int, ...]:
    """Return the stages relative to the deadline, earliest first: negative before it, 0 on it, positive after it."""
    return tuple(sorted({-day for day in read_days(before)} | set(read_days(after))))


def stage_day(due_on: date, stage: int, *, table: Workdays | None = None) -> date:
    """Return the day of a stage; with a (lenient) table the stage counts working days."""
    if table is None or stage == 0:
        return due_on + timedelta(days=stage)
    return add_workdays(due_on, stage, table=table).day


def reached(due_on: date, stages: Iterable[int], today: date, *, table: Workdays | None = None) -> list[int]:
    """Return the stages whose day has come, earliest first: the last one is to be sent, those before are overtaken."""
    return [stage for stage in sorted(stages) if stage_day(due_on, stage, table=table) <= today]


def stage_words(stage: int) -> str:
    """Return a stage in words: 7 days before, on the day, 3 days after."""
    if stage == 0:
        return _("on the day")
    if stage < 0:
        return _("%(days)s days before") % {"days": -stage}
    return _("%(days)s days after") % {"days": stage}
