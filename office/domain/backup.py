"""Make backups: database, files and keys in one dated archive, the newest N kept, each try written to a job's row."""

import platform
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django.utils.translation import gettext as _

from office.actor import Actor, system_actor
from office.domain.archive import ArchiveWriter, files_below
from office.domain.dump import dump_database, dump_name
from office.domain.job import request_job
from office.enums import JobState
from office.models import Job
from office.workflow import Refusal

KIND = "backup"
PATTERN = "portal-*.tar"
KEY_NAME = "keys/secret_key"
# Faces that the set-up fetches or cuts by itself.
MADE_FONTS = ("Fandol", "fandol", "Portal")
Tick = Callable[[str, int], None]


def make_backup(folder: Path, *, with_keys: bool = True, tick: Tick = lambda _stage, _percent: None) -> dict[str, Any]:
    """Write one archive into the folder and return what it holds: file, size in bytes, rows, files, tables, seconds.

    The database is copied first: whatever a row names was written before the row, so its file is there to be copied.
    ``tick`` is called with stage and percent at least every few seconds of work; what it raises ends the backup, and
    nothing is left behind.
    """
    started = timezone.now()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    target = folder / f"portal-{timezone.localtime(started):%Y%m%d-%H%M%S}.tar"
    draft = target.with_suffix(".part")
    try:
        with tempfile.TemporaryDirectory(dir=folder, prefix=".dump-") as name, draft.open("xb") as output:
            draft.chmod(0o600)
            tick("dump", 0)
            copy = Path(name) / Path(dump_name()).name
            tables = dump_database(copy, tick=lambda: tick("dump", 20))
            archive = ArchiveWriter(output)
            archive.add_file(copy, dump_name())
            add_files(archive, tick=tick)
            if with_keys:
                archive.add_bytes(settings.SECRET_KEY.encode(), KEY_NAME)
            manifest = archive.finish(describe(started, tables))
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return {
        "file": str(target),
        "host": platform.node(),
        "size": target.stat().st_size,
        "rows": sum(tables.values()),
        "files": len(manifest["files"]),
        "seconds": round((timezone.now() - started).total_seconds(), 1),
        "with_keys": with_keys,
    }


def describe(started: datetime, tables: dict[str, int]) -> dict[str, Any]:
    """Return the facts of a manifest: when, of what version, which migrations, how many rows in each table."""
    migrations: dict[str, list[str]] = {}
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        migrations.setdefault(app, []).append(name)
    return {
        "made_at": timezone.localtime(started).isoformat(timespec="seconds"),
        "database": connection.vendor,
        "versions": {"django": django.get_version(), "python": platform.python_version()},
        "migrations": migrations,
        "tables": tables,
    }


def kept_folders() -> dict[str, Path]:
    """Return the folders that a backup holds, by their name in the archive: uploads, renditions, the office's fonts."""
    return {"media": Path(settings.MEDIA_ROOT), "fonts": Path(settings.FONT_DIR)}


def add_files(archive: ArchiveWriter, *, tick: Tick) -> None:
    """Add every file; the faces that the set-up makes by itself stay out."""
    paths = [
        (path, f"{name}/{path.relative_to(folder).as_posix()}")
        for name, folder in kept_folders().items()
        for path in files_below(folder)
        if name != "fonts" or not path.name.startswith(MADE_FONTS)
    ]
    for number, (path, name) in enumerate(paths):
        tick("pack", 30 + 65 * number // len(paths))
        archive.add_file(path, name)


def remove_old_backups(folder: Path, *, keep: int) -> list[str]:
    """Remove all but the newest ``keep`` archives, and what broken-off tries left a day ago; returns their names."""
    old = sorted(folder.glob(PATTERN))[:-keep]
    day_ago = timezone.now().timestamp() - 86400
    old += [path for path in folder.glob("portal-*.part") if path.stat().st_mtime < day_ago]
    for path in old:
        path.unlink(missing_ok=True)
    return [path.name for path in old]


def run_backup(*, with_keys: bool, tick: Tick) -> dict[str, Any]:
    """Make a backup as the settings say, then remove old ones; what the nightly job and the command both do."""
    folder = Path(settings.BACKUP_DIR)
    result = make_backup(folder, with_keys=with_keys, tick=tick)
    result["removed"] = remove_old_backups(folder, keep=settings.BACKUP_KEEP)
    return result


def back_up_now(*, with_keys: bool) -> Job:
    """Make a backup in this process and return its job's row, which says what came of it; raises what went wrong."""
    title, started = _("Backup"), timezone.now()
    row: dict[str, Any] = {"kind": KIND, "title": title, "started_at": started, "attempts": 1}
    try:
        result = run_backup(with_keys=with_keys, tick=lambda _stage, _percent: None)
    except (Refusal, OSError) as error:
        Job.objects.create(**row, state=JobState.FAILED, error=str(error), ended_at=timezone.now())
        raise
    return Job.objects.create(**row, state=JobState.DONE, percent=100, result=result, ended_at=timezone.now())


def last_slot(now: datetime) -> datetime:
    """Return the newest instant at which the nightly backup was due."""
    slot = timezone.localtime(now).replace(hour=settings.BACKUP_HOUR, minute=0, second=0, microsecond=0)
    return slot if slot <= now else slot - timedelta(days=1)


def request_due_backup(*, actor: Actor | None = None, now: datetime | None = None) -> Job | None:
    """Ask for the nightly backup when none was tried since its hour; None when nothing is due.

    A server that was off at that hour is backed up when it is on again. A portal younger than the hour waits for the
    next night. Two clocks that ask at the same instant get one backup.
    """
    slot = last_slot(now or timezone.now())
    if not settings.BACKUP_NIGHTLY or Job.objects.filter(kind=KIND, requested_at__gte=slot).exists():
        return None
    born = MigrationRecorder.Migration.objects.order_by("applied").values_list("applied", flat=True).first()
    if born is None or born >= slot:
        return None
    if not cache.add(f"backup:{slot:%Y%m%d%H}", "1", 26 * 3600):
        return None
    return request_job(KIND, actor=actor or system_actor(KIND), title=_("Nightly backup"), arguments={})


def last_backups() -> dict[str, Job | None]:
    """Return the newest good backup and the newest failed one that no good one has followed; two queries."""
    ended = Job.objects.filter(kind=KIND).order_by("-ended_at")
    good = ended.filter(state=JobState.DONE).first()
    failed = ended.filter(state=JobState.FAILED).first()
    if good and failed and good.ended_at and failed.ended_at and failed.ended_at < good.ended_at:
        failed = None
    return {"good": good, "failed": failed}
