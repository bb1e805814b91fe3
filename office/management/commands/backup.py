"""``manage.py backup``: database, files and keys into one dated archive."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from office.domain.backup import back_up_now, make_backup
from office.workflow import Refusal


class Command(BaseCommand):
    """Make a backup in BACKUP_DIR and keep the newest BACKUP_KEEP, or one single archive elsewhere."""

    help = "Put database, files and keys into one dated archive; the portal may run meanwhile."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", default="", help="another folder, in which nothing is removed")
        parser.add_argument("--without-keys", action="store_true", help="leave the secret key out")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["to"] and not Path(options["to"]).is_absolute():
            raise CommandError("Write the whole path of the folder after --to.")
        with_keys = settings.BACKUP_KEYS and not options["without_keys"]
        try:
            if options["to"]:
                result = make_backup(Path(options["to"]), with_keys=with_keys)
            else:
                result = back_up_now(with_keys=with_keys).result
        except (Refusal, OSError) as error:
            raise CommandError(f"No backup was made: {error}") from error
        size = result["size"] / 1024 / 1024
        self.stdout.write(
            f"{result['file']}: {size:.1f} MB, {result['rows']} rows, {result['files']} files, {result['seconds']} s"
        )
        for name in result.get("removed", ()):
            self.stdout.write(f"Removed the old {name}")
        if result["with_keys"]:
            self.stderr.write(
                "The archive holds the secret key and personal data: keep it where only its keeper can read it,\n"
                "and a copy outside this building. With --without-keys the key stays out; then keep that by itself."
            )
