"""Remind now."""

from typing import Any

from django.core.management.base import BaseCommand

from reports.domain.reminder import send_reminders


class Command(BaseCommand):
    """``send_reminders``: what the clock asks for every few minutes; a repeat tells nobody twice."""

    help = "Tell everybody what is due and unsent up to now."

    def handle(self, *args: Any, **options: Any) -> None:
        run = send_reminders()
        withheld = ", ".join(f"{reason} {number}" for reason, number in sorted(run.withheld.items()))
        self.stdout.write(f"Told: {run.told}. Not told: {withheld or 0}.")
