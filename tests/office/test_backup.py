"""Backups: whole or not at all, the newest kept, each night one, every try in a job's row."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db.migrations.recorder import MigrationRecorder
from django.test import override_settings
from django.utils import timezone

from office.domain.archive import read_manifest
from office.domain.backup import (
    back_up_now,
    last_backups,
    last_slot,
    make_backup,
    remove_old_backups,
    request_due_backup,
)
from office.domain.job import run_job
from office.enums import JobState
from office.models import Job
from office.workflow import Refusal
from tests.factories.association import OrganizationFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "media" / "attachments").mkdir(parents=True)
    (tmp_path / "media" / "attachments" / "a").write_bytes(b"%PDF")
    (tmp_path / "fonts").mkdir()
    for name in ("FandolFang-Regular.otf", "PortalSong-Regular.otf", "FZXiaoBiaoSong.ttf"):
        (tmp_path / "fonts" / name).write_bytes(b"font")
    with override_settings(
        BACKUP_DIR=tmp_path / "backups", MEDIA_ROOT=tmp_path / "media", FONT_DIR=tmp_path / "fonts", BACKUP_KEEP=2
    ):
        yield tmp_path


def test_archive_holds_database_files_keys_and_what_they_are(folder: Path) -> None:
    OrganizationFactory.create_batch(2)
    result = make_backup(folder / "copies")
    manifest = read_manifest(Path(result["file"]))
    names = {name for name in manifest["files"] if not name.startswith("database/")}
    assert names == {"media/attachments/a", "fonts/FZXiaoBiaoSong.ttf", "keys/secret_key"}
    assert manifest["tables"]["association_organization"] == 2
    assert "0001_initial" in manifest["migrations"]["office"]
    assert result["rows"] == sum(manifest["tables"].values())
    assert Path(result["file"]).stat().st_mode & 0o077 == 0
    bare = read_manifest(Path(make_backup(folder / "bare", with_keys=False)["file"]))
    assert "keys/secret_key" not in bare["files"]


def test_stopped_backup_leaves_nothing(folder: Path) -> None:
    def stop(stage: str, percent: int) -> None:
        if stage == "pack":
            raise Refusal("stopped")

    with pytest.raises(Refusal):
        make_backup(folder / "copies", tick=stop)
    assert list((folder / "copies").iterdir()) == []


def test_the_newest_are_kept(folder: Path) -> None:
    for day in ("20201210", "20201211", "20201212"):
        (folder / f"portal-{day}-020000.tar").write_bytes(b"")
    (folder / "others.tar").write_bytes(b"")
    assert remove_old_backups(folder, keep=2) == ["portal-20201210-020000.tar"]
    assert remove_old_backups(folder, keep=2) == []
    assert (folder / "others.tar").exists()


def test_command_writes_a_row_whether_it_went_well_or_not(folder: Path, capsys: Any) -> None:
    job = back_up_now(with_keys=True)
    assert (job.state, job.result["files"]) == (JobState.DONE, 4)
    assert last_backups() == {"good": job, "failed": None}
    with override_settings(BACKUP_DIR=folder / "media" / "attachments" / "a"), pytest.raises(CommandError):
        call_command("backup")
    failed = last_backups()["failed"]
    assert failed is not None
    assert failed.error
    with pytest.raises(CommandError, match="whole path"):
        call_command("backup", "--to", "somewhere")


def born(at: datetime) -> None:
    MigrationRecorder.Migration.objects.update(applied=at)


@pytest.fixture
def year_old(ages_back: None) -> None:
    born(timezone.now() - timedelta(days=365))
    cache.clear()


@pytest.fixture
def ages_back() -> Iterator[None]:
    """Give the tables their own age back afterwards."""
    applied = list(MigrationRecorder.Migration.objects.values_list("pk", "applied"))
    yield
    for pk, at in applied:
        MigrationRecorder.Migration.objects.filter(pk=pk).update(applied=at)


@pytest.mark.usefixtures("year_old")
def test_each_night_asks_for_one_backup(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("office.domain.job.ring", lambda _job_id: True)
    now = timezone.now()
    job = request_due_backup(now=now)
    assert job is not None
    assert request_due_backup(now=now) is None, "asked already"
    Job.objects.all().delete()
    assert request_due_backup(now=now) is None, "another clock asked at the same instant"
    assert request_due_backup(now=now + timedelta(days=1)) is not None
    with override_settings(BACKUP_NIGHTLY=False):
        assert request_due_backup(now=now + timedelta(days=2)) is None


@pytest.mark.usefixtures("ages_back")
def test_new_portal_waits_for_its_first_night() -> None:
    born(timezone.now())  # the tests' tables may be laid before that hour of this very day
    assert request_due_backup(now=timezone.now()) is None


def test_slot_is_the_last_hour_that_has_come() -> None:
    with override_settings(BACKUP_HOUR=2):
        at = timezone.make_aware(datetime(2020, 12, 12, 1, 59))  # noqa: DTZ001 - made aware here
        assert last_slot(at).day == 11
        assert last_slot(at + timedelta(minutes=1)).day == 12


@pytest.mark.usefixtures("year_old")
def test_worker_makes_the_nightly_backup(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("office.domain.job.ring", lambda _job_id: True)
    import_module("office.tasks")  # as the worker does
    job = request_due_backup()
    assert job is not None
    assert run_job(str(job.pk)) == JobState.DONE
    job.refresh_from_db()
    assert Path(job.result["file"]).is_file()
    assert last_backups()["good"] == job
