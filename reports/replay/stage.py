"""The stage of a replay: its clock, its people with their log-ins, its worker, and what it says of its progress."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count
from time import sleep
from typing import Any

from celery import current_app
from django.conf import settings
from django.test import Client
from django.utils.timezone import localtime

from reports.replay.clock import MORNING, Clock
from reports.replay.walker import Walker, WayLost, at

PASSWORD = "wanfeng-hefei-1216"  # noqa: S105 - of invented people in a database made for the replay
JOB = r"/office/jobs/([0-9a-f-]{36})/"
RUN_JOB = "office.run_job"
# What the page of a job carries while it goes on, and for how many seconds somebody looks again.
UNFINISHED, PATIENCE = 'http-equiv="refresh"', 300
# Sooner than the portal logs out who rests.
RESTED = timedelta(minutes=20)
_places = count(1)


def half_up(number: int, scale: float) -> int:
    """Return a part of a number, at least 1; all of it at full size."""
    return number if scale >= 1 else max(1, int(number * scale + 0.5))


def minutes(moment: datetime) -> str:
    """Return an instant as a form takes it, in the portal's zone."""
    return localtime(moment).strftime("%Y-%m-%dT%H:%M")


def local(day: date, at_time: time = MORNING) -> str:
    """Return a time of a day as a form takes it."""
    return f"{day:%Y-%m-%d}T{at_time:%H:%M}"


class Colleague(Walker):
    """A walker with an account of his own, who logs in again when the portal has logged him out."""

    def __init__(self, stage: "Stage", name: str, username: str = "") -> None:
        super().__init__(visitor(), name)
        self.stage, self.username, self.hurried = stage, username, stage.is_small
        self.seen: datetime | None = None

    def open(self, address: str, *, status: int = 200) -> Walker:
        """Open an address, after logging in where the last session has ended."""
        now = self.stage.clock.now()
        if self.username and (self.seen is None or now - self.seen > RESTED):
            self.client.cookies.clear()
            self.seen = now
            super().open(at("account_login"))
            self.send({"login": self.username, "password": PASSWORD})
            if self.address.startswith(at("account_login")):
                raise WayLost(self.told("log-in"))
        self.seen = now
        return super().open(address, status=status)


def visitor() -> Client:
    """Return a browser at a place of its own, which speaks to the portal under a name that it answers to."""
    number = next(_places)
    host = next((name for name in settings.ALLOWED_HOSTS if not name.startswith(("*", "."))), "localhost")
    scheme = "https" if settings.HTTPS else "http"
    place = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    speech: dict[str, Any] = {"SERVER_NAME": host, "REMOTE_ADDR": place, "wsgi.url_scheme": scheme}
    return Client(**speech)


@dataclass
class Stage:
    """All that the acts of a replay share; ``scale`` below 1 makes a smaller year of the same stages."""

    clock: Clock
    say: Callable[[str], None]
    scale: float = 1.0
    people: dict[str, Colleague] = field(default_factory=dict)
    strangers: list[Walker] = field(default_factory=list)

    @property
    def is_small(self) -> bool:
        """True for a smaller year."""
        return self.scale < 1

    def tell(self, title: str, what: str, **numbers: int) -> None:
        """Print one step of a contest with the day and its numbers."""
        counted = "，".join(f"{word}{number}" for word, number in numbers.items() if number)
        self.say(f"{localtime(self.clock.now()):%Y-%m-%d} {title}：{what}" + (f"（{counted}）" if counted else ""))

    def sized(self, number: int) -> int:
        """Return a number at the size of this replay."""
        return half_up(number, self.scale)

    def person(self, name: str, username: str = "") -> Colleague:
        """Return somebody with an account, by name; the first time with the user name."""
        if name not in self.people:
            self.people[name] = Colleague(self, name, username)
        return self.people[name]

    def stranger(self, name: str) -> Walker:
        """Return somebody without an account, for a link or a public page."""
        walker = Walker(visitor(), name)
        walker.hurried = self.is_small
        self.strangers.append(walker)
        return walker

    def do_job(self, walker: Walker) -> Walker:
        """Do the job whose page is open as the worker does, or wait for the worker who has it; look at its page."""
        address = walker.address
        current_app.loader.import_default_modules()
        found = re.search(JOB, address)
        current_app.tasks[RUN_JOB](found[1] if found else walker.one(JOB))
        walker.open(address)
        for _ in range(PATIENCE):
            if UNFINISHED not in walker.text():
                return walker
            sleep(1)
            walker.open(address)
        raise WayLost(walker.told("a job that does not end"))

    @property
    def requests(self) -> int:
        """How many pages were asked for so far."""
        return sum(walker.requests for walker in (*self.people.values(), *self.strangers))


def pick(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values that are filled in: an empty field stays as the page shows it."""
    return {name: value for name, value in values.items() if value not in (None, "", False)}
