"""``manage.py prepare``: what must be done between a new version of the code and its first page."""

import hashlib
import shutil
import subprocess
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

# django-htmx carries four versions of htmx; the set-up has put the one in use into the vendor folder.
UNUSED_STATIC_FILES = ["django_htmx"]


class Command(BaseCommand):
    """Bring the database, the catalogue, the static files and the demo year up to date."""

    help = "Bring database, message catalogue, static files and demo year up to date; what already is stays untouched."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("part", nargs="?", choices=["database", "static"], help="one part only (default: both)")

    def handle(self, *args: Any, part: str | None = None, **options: Any) -> None:
        if part != "database":
            self.collect_static_files()
        if part != "static":
            self.prepare_database()

    def prepare_database(self) -> None:
        """Bring the database up to date, with the catalogue that names what stands in it."""
        self.compile_catalogue()
        self.migrate()
        call_command("load_outlines", verbosity=0)
        call_command("load_workdays", verbosity=0)
        call_command("load_reminder_rules", verbosity=0)
        if settings.DEMO:
            call_command("load_demo", show_logins=True, stdout=self.stdout)
        elif not get_user_model().objects.exists():
            self.stdout.write("Nobody can log in yet. For a one-time link: .venv/bin/python manage.py create_admin")

    def migrate(self) -> None:
        """Apply what the database lacks, and make the cache's table."""
        try:
            executor = MigrationExecutor(connection)
        except OperationalError as error:
            raise CommandError(f"The database does not answer: {error}") from error
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Migrating the database")
            call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)

    def compile_catalogue(self) -> None:
        """Compile message catalogues that are newer than what was compiled from them."""
        sources = [path for folder in settings.LOCALE_PATHS for path in Path(folder).rglob("*.po")]
        stale = [path for path in sources if newer(path, path.with_suffix(".mo"))]
        if not stale:
            return
        if not shutil.which("msgfmt"):
            self.stderr.write("msgfmt is missing, so pages stay in English: apt-get install gettext")
            return
        for path in stale:
            command = ["msgfmt", "--output-file", str(path.with_suffix(".mo")), str(path)]
            subprocess.run(command, check=True)  # noqa: S603 - gettext's own program

    def collect_static_files(self) -> None:
        """Collect, name and compress the static files when any of them has changed."""
        stamp = Path(settings.DATA_DIR) / "static.made-from"
        wanted = static_fingerprint()
        if stamp.is_file() and stamp.read_text() == wanted:
            return
        self.stdout.write("Collecting static files")
        call_command("collectstatic", interactive=False, clear=True, verbosity=0, ignore_patterns=UNUSED_STATIC_FILES)
        stamp.write_text(wanted)


def newer(source: Path, product: Path) -> bool:
    """Tell whether the product is missing or older than its source."""
    return not product.is_file() or product.stat().st_mtime < source.stat().st_mtime


def static_fingerprint() -> str:
    """Return a digest of all static files' names, sizes and times."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list(UNUSED_STATIC_FILES):
            facts = Path(storage.path(name)).stat()
            digest.update(f"{name} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()
