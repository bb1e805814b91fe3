"""Load the shipped outlines."""

from typing import Any

from django.core.management.base import BaseCommand

from reports.domain.outline import load_outlines


class Command(BaseCommand):
    """``load_outlines``: part of every set-up, repeated without change."""

    help = "Load the outlines of reports that ship with the portal."

    def handle(self, *args: Any, **options: Any) -> None:
        for outline in load_outlines():
            self.stdout.write(f"{outline.code}: {outline.name}")
