"""Put a backup in the place of what is there: checked first, exchanged whole, refused where something would be lost."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

from office.domain.archive import files_below, read_manifest, unpack_archive
from office.domain.backup import KEY_NAME, kept_folders
from office.domain.dump import dump_name, load_database
from office.models import User
from office.workflow import Refusal, refuse_unless

Say = Callable[[str], None]


class NotEmpty(Refusal):
    """There is a portal in use in the place of the restored one."""


@dataclass
class Restored:
    """What was put back: the manifest, how many files, and sentences that the person at the terminal must read."""

    manifest: dict[str, Any]
    files: int = 0
    notes: list[str] = field(default_factory=list)


def holds_portal() -> bool:
    """Tell whether the configured database or file store is in use: an account, or a stored file."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
    in_use = User._meta.db_table in tables and User.objects.exists()
    return in_use or next(files_below(Path(settings.MEDIA_ROOT)), None) is not None


def check_archive(path: Path) -> dict[str, Any]:
    """Return the manifest of a backup that this portal can take; refuses another database's and a newer portal's."""
    manifest = read_manifest(path)
    kind = manifest["database"]
    refuse_unless(
        kind == connection.vendor,
        _("The backup is one of %(theirs)s, the database here is %(ours)s.")
        % {"theirs": kind, "ours": connection.vendor},
    )
    known = set(MigrationLoader(None).disk_migrations)
    newer = [f"{app}.{name}" for app, names in manifest["migrations"].items() for name in names]
    newer = [label for label in newer if tuple(label.split(".", 1)) not in known]
    refuse_unless(
        not newer,
        _("The backup comes from a newer version of the portal (%(names)s). Update the portal first.")
        % {"names": ", ".join(newer[:3])},
    )
    return manifest


def restore_archive(path: Path, *, replace: bool = False, say: Say = lambda _sentence: None) -> Restored:
    """Check an archive and put database, files and keys back; returns what was done.

    Everything is unpacked and its hashes are compared before anything here is touched. Raises ``NotEmpty`` unless the
    place is empty or ``replace`` is set, other refusals for an archive that does not fit.
    """
    check_archive(path)
    refuse_unless(
        replace or not holds_portal(),
        _("There are accounts or files here already. To put the backup in their place: --replace"),
        error=NotEmpty,
    )
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR, prefix=".restore-") as name:
        folder = Path(name)
        say(_("Unpacking and checking"))
        restored = Restored(unpack_archive(path, folder))
        say(_("Loading the database"))
        load_database(folder / dump_name(), expected=restored.manifest["tables"])
        say(_("Putting the files back"))
        for part, target in kept_folders().items():
            restored.files += put_back(folder / part, target, whole=part == "media")
        put_key_back(folder / KEY_NAME, restored)
    return restored


def put_back(source: Path, target: Path, *, whole: bool) -> int:
    """Move files to their place; ``whole`` takes away what else is there. Returns how many."""
    if whole and target.exists():
        shutil.rmtree(target)
    count = 0
    for path in files_below(source):
        place = target / path.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(path, place)
        count += 1
    return count


def put_key_back(source: Path, restored: Restored) -> None:
    """Write the secret key where this portal reads its own; one that is set by the environment is only compared."""
    if not source.is_file():
        restored.notes.append(_("The backup holds no keys: one-time links and sessions of before no longer work."))
        return
    key, own = source.read_text(encoding="utf-8"), Path(settings.DATA_DIR) / "secret_key"
    if key == settings.SECRET_KEY:
        return
    if own.is_file() and own.read_text(encoding="utf-8") == settings.SECRET_KEY:
        own.write_text(key, encoding="utf-8")
        return
    restored.notes.append(
        _("SECRET_KEY is another one than the backup's: set the old one, or one-time links of before no longer work.")
    )
