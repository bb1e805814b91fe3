"""Fill the working days of the years that are known."""

from typing import Any

from django.core.management.base import BaseCommand

from office.actor import system_actor
from office.domain.workday import load_calendars


class Command(BaseCommand):
    """``load_workdays``: part of every set-up, repeated without change."""

    help = "Fill and publish the working days of the years whose notices ship with the portal."

    def handle(self, *args: Any, **options: Any) -> None:
        years = load_calendars(actor=system_actor("load_workdays"))
        if years:
            self.stdout.write(f"Working days: {years[0]} to {years[-1]}")
