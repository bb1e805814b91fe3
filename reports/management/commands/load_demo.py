"""``manage.py load_demo``: the year 2020 of the Anhui association as records."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from reports.demo.accounts import PASSWORD, login_lines
from reports.demo.load import load_year


class Command(BaseCommand):
    """Load the demo year; a second run changes nothing."""

    help = "Load the demo year 2020 of the Anhui association; what is loaded already stays as it is."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--show-logins", action="store_true", help="print the demo log-ins, one line each")

    def handle(self, *args: Any, show_logins: bool = False, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError(
                "PRODUCTION is on: demo data and demo log-ins never go into a production database. "
                "For the first account use: manage.py create_admin"
            )
        added = load_year()
        rows = sum(sum(counts.values()) for counts in added.values())
        if rows:
            self.stdout.write(f"Loaded the demo year 2020: {rows} rows in {len(added)} chapters.")
        if show_logins:
            self.stdout.write(f"Demo log-ins (password of all: {PASSWORD})")
            for line in login_lines():
                self.stdout.write(f"  {line}")
