"""Write the usual reminder rules."""

from typing import Any

from django.core.management.base import BaseCommand

from office.actor import system_actor
from reports.domain.reminder import load_reminder_rules


class Command(BaseCommand):
    """``load_reminder_rules``: part of every set-up; what staff have changed stays."""

    help = "Write the usual rule of each kind of deadline that has none yet."

    def handle(self, *args: Any, **options: Any) -> None:
        for rule in load_reminder_rules(actor=system_actor("load_reminder_rules")):
            self.stdout.write(f"{rule.kind}: {rule.name}")
