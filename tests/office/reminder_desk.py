"""Deadlines in memory, for the tests of the reminders."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from office.domain.reminder import remind_all
from office.domain.reminder_end import name_ended, release_held
from office.enums import Role
from office.obligation import Obligation, ObligationKind, UsualRule

DUE = date(2026, 11, 20)


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=timezone.get_default_timezone())


def day(offset: int) -> datetime:
    """Noon of a day relative to the deadline."""
    return noon(DUE + timedelta(days=offset))


class Desk:
    """Deadlines kept in memory: closed, moved and counted as a test wants it."""

    def __init__(self, number: int = 1, *, users: Sequence[int] = (), due_on: date = DUE) -> None:
        self.open = {f"test:{place}": due_on for place in range(number)}
        self.users = tuple(users)
        self.staff: tuple[int, ...] = ()
        usual = UsualRule("7,3,1", "{事项}{剩余}", "{单位}的“{事项}”{期限}截止（{剩余}）。", "2")
        self.kind = ObligationKind("test", "试验", self.find, usual)

    def find(self, first: date, last: date) -> list[Obligation]:
        return [
            Obligation(key, f"第{key[5:]}件", due_on, "/", self.users, unit="示例学院")
            for key, due_on in self.open.items()
            if first <= due_on <= last
        ]

    def run(self, now: datetime) -> tuple[int, dict[str, int]]:
        told = remind_all([self.kind], holders={Role.SECRETARIAT: self.staff}, now=now)
        ended = name_ended([self.kind], now=now)
        release_held([self.kind], now=now)
        return told.told, {**told.withheld, **ended.withheld}
