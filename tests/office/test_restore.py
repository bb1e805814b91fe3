"""A backup onto an empty machine gives the same rows, the same files and the same pages; nothing in use is lost."""

import fcntl
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings
from django.urls import reverse

from association.models import ActivityAttachment
from association.urls import RECORDS
from office.actor import Actor
from office.domain.archive import ArchiveWriter, read_manifest
from office.domain.attachment import store_attachment
from office.domain.backup import make_backup
from office.domain.restore import NotEmpty, check_archive, holds_portal, restore_archive
from office.management.commands import restore
from office.models import User
from office.workflow import Refusal
from reports.demo.load import load_year
from tests.actors import make_actor
from tests.factories.association import ActivityFactory, OrganizationFactory, PersonFactory
from tests.house.sources import ROOT
from tests.jobs.processes import database_url

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def here() -> Iterator[Path]:
    """A data folder of its own for the running process."""
    with tempfile.TemporaryDirectory(prefix="portal-") as name:
        folder = Path(name)
        with override_settings(DATA_DIR=folder, MEDIA_ROOT=folder / "media", FONT_DIR=folder / "fonts"):
            yield folder


@pytest.fixture
def elsewhere(request: pytest.FixtureRequest) -> Iterator[dict[str, str]]:
    """The environment of an empty machine with the database of the same kind."""
    with tempfile.TemporaryDirectory(prefix="portal-") as name:
        url = request.getfixturevalue("empty_postgres") if connection.vendor == "postgresql" else ""
        yield {"DATA_DIR": name, "DATABASE_URL": url}


def run(*command: str, place: dict[str, str]) -> str:
    """Run a program of the portal in a place; returns what it says, fails with what it complains of."""
    environment = {"PATH": os.environ["PATH"], "DEMO": "0", "DEBUG": "1", "SECRET_KEY": "k" * 60, **place}
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def pages(username: str, addresses: list[str], *, place: dict[str, str]) -> dict[str, Any]:
    shown: dict[str, Any] = json.loads(run("-m", "tests.office.show_pages", username, *addresses, place=place))
    return shown


def holdings(path: Path) -> tuple[Any, Any]:
    """Return the rows of each table and the hash of each stored file of a backup."""
    manifest = read_manifest(path)
    counts = {name: rows for name, rows in manifest["tables"].items() if name not in {"django_session", "office_cache"}}
    return counts, {name: facts for name, facts in manifest["files"].items() if name.startswith("media/")}


def compare(here: Path, elsewhere: dict[str, str], username: str, addresses: list[str]) -> None:
    """Back up here, restore elsewhere, and find the same rows, files and pages there."""
    place = {"DATA_DIR": str(here), "DATABASE_URL": database_url()}
    shown = pages(username, addresses, place=place)
    assert {address: code for address, (code, _text) in shown.items() if code != 200} == {}
    run("manage.py", "backup", "--to", str(here / "copies"), place=place)
    (archive,) = (here / "copies").iterdir()
    said = run("manage.py", "restore", str(archive), place=elsewhere)
    assert "Restored the state of" in said
    run("manage.py", "backup", "--to", str(here / "again"), place=elsewhere)
    (again,) = (here / "again").iterdir()
    assert holdings(again) == holdings(archive)
    assert pages(username, addresses, place=elsewhere) == shown


def test_empty_machine_shows_the_same_rows_files_and_pages(here: Path, elsewhere: dict[str, str]) -> None:
    staff = make_actor("secretariat")
    activity = ActivityFactory()
    school, person = OrganizationFactory(name="示例职业学院"), PersonFactory(name="张三")
    stored = store_attachment(SimpleUploadedFile("通知.pdf", b"%PDF-1.7\n%%EOF\n"), actor=staff)
    link = ActivityAttachment.objects.create(owner=activity, attachment=stored)
    addresses = [record.get_absolute_url() for record in (activity, school, person)]
    addresses += [reverse("association:activity_list"), reverse("reports:home")]
    addresses.append(reverse("association:activity_file_open", args=[activity.pk, link.pk]))
    compare(here, elsewhere, User.objects.get(pk=staff.user_id).username, addresses)


@pytest.mark.verify
def test_demo_year_comes_back_page_by_page(here: Path, elsewhere: dict[str, str]) -> None:
    load_year()
    addresses = [reverse("reports:home"), reverse("reports:report_list")]
    for noun in RECORDS:
        addresses.append(noun.address("list") if noun.listing else "")
        addresses += [row.get_absolute_url() for row in noun.model._default_manager.order_by("pk")[:5]]
    head = make_actor("secretariat_head")
    username = User.objects.get(pk=head.user_id).username
    compare(here, elsewhere, username, [address for address in addresses if address])


def test_place_in_use_is_refused_and_replaced_only_when_told(here: Path, staff: Actor) -> None:
    kept = OrganizationFactory(name="备份时的学院")
    result = make_backup(here / "copies")
    OrganizationFactory(name="备份后的学院")
    assert holds_portal()
    with pytest.raises(NotEmpty):
        restore_archive(Path(result["file"]))
    restore_archive(Path(result["file"]), replace=True)
    assert list(type(kept)._default_manager.values_list("name", flat=True)) == ["备份时的学院"]


def test_files_of_later_go_with_a_replacement(here: Path, staff: Actor) -> None:
    first = store_attachment(SimpleUploadedFile("一.pdf", b"%PDF-1.7\n1\n%%EOF\n"), actor=staff)
    result = make_backup(here / "copies")
    store_attachment(SimpleUploadedFile("二.pdf", b"%PDF-1.7\n2\n%%EOF\n"), actor=staff)
    restored = restore_archive(Path(result["file"]), replace=True)
    assert restored.files == 1
    files = [path for path in (here / "media").rglob("*") if path.is_file()]
    assert [path.name for path in files] == [first.sha256]


def test_changed_archive_touches_nothing(here: Path, staff: Actor) -> None:
    school = OrganizationFactory()
    path = Path(make_backup(here / "copies")["file"])
    OrganizationFactory()
    data = bytearray(path.read_bytes())
    data[1024] ^= 1
    path.write_bytes(data)
    with pytest.raises(Refusal):
        restore_archive(path, replace=True)
    assert type(school)._default_manager.count() == 2


def forge(folder: Path, **facts: Any) -> Path:
    """Return an archive whose manifest says what it is told."""
    path = folder / "portal-forged.tar"
    with path.open("wb") as output:
        ArchiveWriter(output).finish({"database": connection.vendor, "migrations": {}, "tables": {}, **facts})
    return path


def test_newer_portal_and_other_database_are_refused(here: Path) -> None:
    with pytest.raises(Refusal, match="9999_of_tomorrow"):
        check_archive(forge(here, migrations={"office": ["0001_initial", "9999_of_tomorrow"]}))
    with pytest.raises(Refusal, match="oracle"):
        check_archive(forge(here, database="oracle"))
    assert check_archive(forge(here, migrations={"office": ["0001_initial"]}))["format"] == 1


@pytest.mark.verify
def test_older_backup_is_migrated(here: Path, elsewhere: dict[str, str]) -> None:
    run("manage.py", "migrate", "association", "zero", "-v", "0", place=elsewhere)
    run("manage.py", "backup", "--to", str(here / "copies"), place=elsewhere)
    (archive,) = (here / "copies").iterdir()
    assert "association" not in read_manifest(archive)["migrations"]
    run("manage.py", "restore", str(archive), place=elsewhere)
    assert run("manage.py", "migrate", "--plan", place=elsewhere).strip().endswith("No planned migration operations.")


def test_command_keeps_what_was_there_and_migrates(here: Path, monkeypatch: pytest.MonkeyPatch, staff: Actor) -> None:
    called: list[str] = []
    monkeypatch.setattr(restore, "call_command", lambda name, **_options: called.append(name))
    path = Path(make_backup(here / "copies")["file"])
    with override_settings(BACKUP_DIR=here / "backups"):
        with pytest.raises(CommandError, match="--replace"):
            call_command("restore", str(path))
        assert called == []
        call_command("restore", str(path), "--replace")
    assert called == ["migrate", "createcachetable"]
    (kept,) = (here / "backups" / "before-restore").iterdir()
    assert read_manifest(kept)["tables"]["office_user"] == 1
    with (here / "server.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(CommandError, match="Stop it first"):
            call_command("restore", str(path), "--replace", "--discard")
    with pytest.raises(CommandError, match="no file"):
        call_command("restore", str(here / "nothing.tar"))


def test_key_is_put_where_the_portal_reads_its_own(here: Path, staff: Actor) -> None:
    with override_settings(SECRET_KEY="old" * 20):
        path = Path(make_backup(here / "copies")["file"])
    own = here / "secret_key"
    own.write_text("new" * 20)
    with override_settings(SECRET_KEY="new" * 20):
        assert restore_archive(path, replace=True).notes == []
    assert own.read_text() == "old" * 20
    with override_settings(SECRET_KEY="given by the environment"):
        (note,) = restore_archive(path, replace=True).notes
    assert "SECRET_KEY" in note
