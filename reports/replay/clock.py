"""The clock of this process, set to an instant of 2020 and running on from there."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from datetime import time as day_time
from unittest import mock
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

MORNING = day_time(9)


class Clock:
    """An instant that can be moved on and then runs at the speed of real time, as rows and sessions expect."""

    def __init__(self) -> None:
        self.set_at, self.instant, self.is_moved = time.monotonic(), datetime.now(UTC), False

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC as ``timezone.now`` does."""
        return self.instant + timedelta(seconds=time.monotonic() - self.set_at)

    def today(self) -> date:
        """Return the present day in the portal's zone."""
        return timezone.localtime(self.now()).date()

    def reach(self, day: date, at: day_time = MORNING) -> None:
        """Move to a time of a day unless it is past already."""
        if at_portal(day, at) > self.now() or not self.is_moved:
            self.move(day, at)

    def move(self, day: date, at: day_time = MORNING) -> None:
        """Move to a time of a day in the portal's zone; never back."""
        instant = at_portal(day, at)
        if instant < self.now() and self.is_moved:
            raise ValueError(f"The clock does not run back: {instant} is before {self.now()}.")
        self.set_at, self.instant, self.is_moved = time.monotonic(), instant, True


def at_portal(day: date, at: day_time) -> datetime:
    """Return a time of a day in the portal's zone as an instant in UTC."""
    return datetime.combine(day, at, tzinfo=ZoneInfo(settings.TIME_ZONE)).astimezone(UTC)


@contextmanager
def moved_clock(day: date) -> Iterator[Clock]:
    """Let this process live at a day in the past: ``timezone.now`` is all that the portal asks for the time.

    Signed links carry the machine's own time and are made and read within it; other processes are not touched.
    """
    clock = Clock()
    clock.move(day)
    with mock.patch.object(timezone, "now", clock.now):
        yield clock
