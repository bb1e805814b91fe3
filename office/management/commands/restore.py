"""``manage.py restore``: a backup into the place of what is there."""

import fcntl
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from office.domain.archive import read_manifest
from office.domain.backup import make_backup
from office.domain.restore import NotEmpty, check_archive, holds_portal, restore_archive
from office.workflow import Refusal


class Command(BaseCommand):
    """Restore an archive of ``manage.py backup`` on an empty portal, or over one with --replace."""

    help = "Put a backup back: hashes checked first, older ones migrated, newer ones refused."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("archive", help="the portal-....tar")
        parser.add_argument("--replace", action="store_true", help="also when there is a portal here; it is backed up")
        parser.add_argument("--discard", action="store_true", help="with --replace: without backing that up")

    def handle(self, *args: Any, archive: str, **options: Any) -> None:
        path = Path(archive)
        if not path.is_file():
            raise CommandError(f"There is no file {archive}.")
        with (Path(settings.DATA_DIR) / "server.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise CommandError("The portal runs on this data folder. Stop it first.") from error
            try:
                self.restore(path, replace=options["replace"], discard=options["discard"])
            except (Refusal, OSError, OperationalError) as error:
                raise CommandError(f"Nothing was restored: {error}") from error

    def restore(self, path: Path, *, replace: bool, discard: bool) -> None:
        """Back up what is there, put the archive in its place, and bring it up to date."""
        check_archive(path)
        if holds_portal():
            if not replace:
                raise NotEmpty("there are accounts or files here already. To put the backup in their place: --replace")
            if not discard:
                kept = make_backup(Path(settings.BACKUP_DIR) / "before-restore")
                self.stdout.write(f"What was here is kept in {kept['file']}")
        restored = restore_archive(path, replace=replace, say=self.stdout.write)
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        made_at = read_manifest(path)["made_at"]
        rows = sum(restored.manifest["tables"].values())
        self.stdout.write(f"Restored the state of {made_at}: {rows} rows, {restored.files} files.")
        for note in restored.notes:
            self.stderr.write(note)
