"""``manage.py replay_contests``: the contests of 2020 once more through the pages, into an empty database."""

import json
import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from reports.replay.clock import moved_clock
from reports.replay.stage import PASSWORD, Stage
from reports.replay.tally import count_acts
from reports.replay.year import BEGIN, PLAYS, replay_year


class Command(BaseCommand):
    """Replay the year; every act goes through its page under its own log-in."""

    help = "Replay the contests and honor selections of 2020 through the portal's own pages, into an empty database."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--scale", type=float, default=1.0, help="a part of the year's size, as 0.05 (default: 1)")

        parser.add_argument(
            "--only", nargs="+", choices=list(PLAYS), default=[], help="parts of the year (default: all)"
        )

    def handle(self, *args: Any, scale: float = 1.0, only: Sequence[str] = (), **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("PRODUCTION is on: invented people and contests never go into a production database.")
        if not 0 < scale <= 1:
            raise CommandError("--scale is above 0 and not above 1.")
        if holds_calls():
            raise CommandError("This database holds contests or other calls already: the replay needs an empty one.")
        call_command("load_workdays", stdout=StringIO())
        began = time.monotonic()
        with quiet(), moved_clock(BEGIN) as clock:
            stage = Stage(clock, self.stdout.write, scale)
            replay_year(stage, only)
            acts = count_acts(stage)
        self.stdout.write("审计留痕（角色、操作、次数）")
        for (role, act), number in sorted(acts.items()):
            self.stdout.write(f"  {role}\t{act}\t{number}")
        people = "、".join(person.username for person in stage.people.values() if person.username.startswith("fp-"))
        self.stdout.write(f"办公室账号：{people}，密码均为 {PASSWORD}")
        self.stdout.write(f"重演完成：请求{stage.requests}次，用时{time.monotonic() - began:.0f}秒")


def holds_calls() -> bool:
    """Return whether the database holds a call of any kind; Django's own command reads it, nothing is written."""
    out = StringIO()
    call_command("dumpdata", "reviews.call", stdout=out, verbosity=0)
    return bool(json.loads(out.getvalue() or "[]"))


@contextmanager
def quiet() -> Iterator[None]:
    """Keep thousands of lines about requests out of the way of the lines that tell of the replay."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(before)
