"""One dated archive: an uncompressed tar of the database's copy, the files and the keys, with its manifest at the end.

The manifest comes last, so an archive that was cut off has none and is refused as a whole.
"""

import hashlib
import io
import json
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Any

from django.utils.translation import gettext as _

from office.workflow import Refusal, refuse_unless

FORMAT = 1
MANIFEST = "manifest.json"
CHUNK = 1024 * 1024


class ArchiveBroken(Refusal):
    """The archive is cut off, changed, or not one of ours."""


class HashingReader:
    """A file that is read once: what was read is counted and hashed on the way."""

    def __init__(self, content: IO[bytes]) -> None:
        self.content, self.digest, self.size = content, hashlib.sha256(), 0

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        data = self.content.read(size)
        self.digest.update(data)
        self.size += len(data)
        return data


class ArchiveWriter:
    """Writes members one after the other and remembers the hash of each; ``finish`` adds the manifest."""

    def __init__(self, target: IO[bytes]) -> None:
        self.tar = tarfile.open(fileobj=target, mode="w", format=tarfile.PAX_FORMAT)  # noqa: SIM115 - closed by finish
        self.files: dict[str, dict[str, Any]] = {}

    def add_file(self, path: Path, name: str) -> None:
        """Add a file under a name; one that has gone meanwhile is left out."""
        try:
            content = path.open("rb")
        except FileNotFoundError:
            return
        with content:
            self.add(content, name, size=path.stat().st_size)

    def add_bytes(self, data: bytes, name: str) -> None:
        """Add a small member from memory."""
        self.add(io.BytesIO(data), name, size=len(data))

    def add(self, content: IO[bytes], name: str, *, size: int) -> None:
        """Add a member of a known size."""
        reader = HashingReader(content)
        member = tarfile.TarInfo(name)
        member.size, member.mode = size, 0o600
        self.tar.addfile(member, reader)
        self.files[name] = {"sha256": reader.digest.hexdigest(), "size": reader.size}

    def finish(self, facts: dict[str, Any]) -> dict[str, Any]:
        """Write the manifest of the facts and the hashes, close, and return it."""
        manifest = {"format": FORMAT, **facts, "files": self.files}
        data = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
        member = tarfile.TarInfo(MANIFEST)
        member.size, member.mode = len(data), 0o600
        self.tar.addfile(member, io.BytesIO(data))
        self.tar.close()
        return manifest


def read_manifest(path: Path) -> dict[str, Any]:
    """Return an archive's manifest; raises ``ArchiveBroken`` with a sentence when there is none that we know."""
    try:
        with tarfile.open(path, "r:") as tar:
            content = tar.extractfile(MANIFEST)
            manifest = json.load(content) if content else None
    except (OSError, tarfile.TarError, KeyError, ValueError) as error:
        raise ArchiveBroken(
            _("%(name)s is not a whole backup: its manifest is missing.") % {"name": path.name}
        ) from error
    known = isinstance(manifest, dict) and manifest.get("format") == FORMAT
    refuse_unless(known, _("%(name)s is a backup of a kind unknown here.") % {"name": path.name}, error=ArchiveBroken)
    assert isinstance(manifest, dict)
    return manifest


def unpack_archive(path: Path, folder: Path, *, tick: Callable[[str], None] = lambda _name: None) -> dict[str, Any]:
    """Unpack an archive into an empty folder, checking every hash; returns the manifest.

    Raises ``ArchiveBroken`` when a member is missing, is too many, was changed, or has a name that leads elsewhere.
    """
    manifest = read_manifest(path)
    wanted = dict(manifest["files"])
    with tarfile.open(path, "r:") as tar:
        for member in tar:
            if member.name == MANIFEST:
                continue
            facts = wanted.pop(member.name, None)
            plain = member.isfile() and is_inside(member.name)
            refuse_unless(bool(facts) and plain, changed(path, member.name), error=ArchiveBroken)
            assert facts is not None
            tick(member.name)
            content = tar.extractfile(member)
            assert content is not None
            digest = write_out(content, folder / member.name)
            refuse_unless(digest == facts["sha256"], changed(path, member.name), error=ArchiveBroken)
    for name in wanted:
        raise ArchiveBroken(changed(path, name))
    return manifest


def changed(path: Path, member: str) -> str:
    """Return the sentence about a member that is not as the manifest says."""
    return _("%(name)s has been changed or damaged: %(member)s is not what the manifest says.") % {
        "name": path.name,
        "member": member,
    }


def is_inside(name: str) -> bool:
    """Tell whether a member's name stays inside the folder."""
    parts = PurePosixPath(name)
    return not parts.is_absolute() and ".." not in parts.parts


def write_out(content: IO[bytes], target: Path) -> str:
    """Write a member into a file and return its sha256."""
    target.parent.mkdir(parents=True, exist_ok=True)
    reader = HashingReader(content)
    with target.open("wb") as output:
        while data := reader.read(CHUNK):
            output.write(data)
    return reader.digest.hexdigest()


def files_below(folder: Path) -> Iterator[Path]:
    """Yield the regular files below a folder in a fixed order, half-written ones (a leading dot) left out."""
    if folder.is_dir():
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink() and not path.name.startswith("."):
                yield path
