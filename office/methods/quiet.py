"""When an e-mail may go out: quiet hours, days of rest, and the hour of the daily digest. Pure arithmetic on times."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from office.methods.workdays import Workdays

ONE_DAY = timedelta(days=1)
# Longer than any holiday: a search that ends.
FURTHEST_DAYS = 31


@dataclass(frozen=True)
class Quiet:
    """Hours in which nothing is sent, from ``begins`` to ``ends``, over midnight where it begins later than it ends.

    Equal times are no quiet hours. ``on_rest_days`` keeps the whole of a day that is not worked quiet too.
    """

    begins: time
    ends: time
    on_rest_days: bool = False

    def covers(self, moment: time) -> bool:
        """Tell whether a time of day is quiet: the beginning is, the end is not."""
        if self.begins <= self.ends:
            return self.begins <= moment < self.ends
        return moment >= self.begins or moment < self.ends


def release_time(now: datetime, quiet: Quiet, *, table: Workdays) -> datetime:
    """Return when something written now may be sent: now, or the end of the quiet stretch.

    ``now`` is aware, in the office's time zone; days of rest go by a lenient table.
    """
    moment = now
    for _step in range(2 * FURTHEST_DAYS):
        if quiet.on_rest_days and not table.is_workday(moment.date()):
            moment = at(moment, moment.date() + ONE_DAY, time(0))
        elif quiet.covers(moment.time()):
            day = moment.date() + ONE_DAY if moment.time() >= quiet.ends else moment.date()
            moment = at(moment, day, quiet.ends)
        else:
            return moment
    return moment


def digest_time(now: datetime, hour: time, quiet: Quiet, *, table: Workdays) -> datetime:
    """Return when the next digest goes out: at its hour today, or tomorrow when that has passed, not in quiet hours."""
    moment = at(now, now.date(), hour)
    if moment <= now:
        moment = at(now, now.date() + ONE_DAY, hour)
    return release_time(moment, quiet, table=table)


def at(like: datetime, day: date, hour: time) -> datetime:
    """Return an hour of a day in the time zone of another time; the office's zone has no summer time."""
    return datetime.combine(day, hour, tzinfo=like.tzinfo)
