"""An archive that was changed, cut off or forged is found out before anything is unpacked for use."""

import io
import json
import tarfile
from pathlib import Path
from typing import Any

import pytest

from office.domain.archive import MANIFEST, ArchiveBroken, ArchiveWriter, files_below, read_manifest, unpack_archive

pytestmark = pytest.mark.pure

MEMBERS = {
    "database/copy": b"rows" * 5000,
    "media/a/通知": "通知全文".encode(),
    "keys/secret_key": b"0123456789-abcdefg",
}


def write(path: Path, members: dict[str, bytes] | None = None) -> Path:
    with path.open("wb") as output:
        archive = ArchiveWriter(output)
        for name, data in (members or MEMBERS).items():
            archive.add_bytes(data, name)
        archive.finish({"made_at": "2020-12-12T02:00:00+08:00"})
    return path


def members_of(path: Path) -> dict[str, bytes]:
    with tarfile.open(path) as tar:
        return {member.name: tar.extractfile(member).read() for member in tar}  # type: ignore[union-attr]


def test_what_went_in_comes_out(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tar")
    manifest = unpack_archive(path, tmp_path / "out")
    assert {
        str(file.relative_to(tmp_path / "out")): file.read_bytes() for file in files_below(tmp_path / "out")
    } == MEMBERS
    assert set(manifest["files"]) == set(MEMBERS)
    assert manifest["made_at"].startswith("2020-12-12")


@pytest.mark.parametrize("name", sorted(MEMBERS))
def test_one_changed_byte_is_named(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / "a.tar")
    data = path.read_bytes()
    at = data.index(MEMBERS[name])
    path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
    with pytest.raises(ArchiveBroken, match=name.rpartition("/")[2]):
        unpack_archive(path, tmp_path / "out")


def test_cut_off_archive_has_no_manifest(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tar")
    whole = path.read_bytes()
    for length in (0, 100, len(whole) // 2, whole.index(b"manifest.json")):
        path.write_bytes(whole[:length])
        with pytest.raises(ArchiveBroken):
            read_manifest(path)


def rebuild(path: Path, change: Any) -> Path:
    """Write an archive again with other members under the same manifest."""
    members = change(members_of(path))
    with tarfile.open(path, "w") as tar:
        for name, data in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    return path


def test_missing_and_foreign_members_are_refused(tmp_path: Path) -> None:
    lost = rebuild(
        write(tmp_path / "a.tar"), lambda m: {name: data for name, data in m.items() if name != "database/copy"}
    )
    with pytest.raises(ArchiveBroken, match="database/copy"):
        unpack_archive(lost, tmp_path / "out")
    added = rebuild(write(tmp_path / "b.tar"), lambda m: {"media/x": b"x", **m})
    with pytest.raises(ArchiveBroken, match="media/x"):
        unpack_archive(added, tmp_path / "out")


@pytest.mark.parametrize("name", ["../outside", "/tmp/outside", "media/../../outside"])
def test_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / "a.tar", {name: b"x"})
    with pytest.raises(ArchiveBroken):
        unpack_archive(path, tmp_path / "in" / "out")
    assert not (tmp_path / "outside").exists()


def test_manifest_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = rebuild(write(tmp_path / "a.tar"), lambda m: {**m, MANIFEST: json.dumps({"format": 99}).encode()})
    with pytest.raises(ArchiveBroken):
        read_manifest(path)


def test_half_written_files_stay_out(tmp_path: Path) -> None:
    (tmp_path / ".draft").write_text("half")
    (tmp_path / "whole").write_text("whole")
    assert [path.name for path in files_below(tmp_path)] == ["whole"]
    assert list(files_below(tmp_path / "none")) == []
