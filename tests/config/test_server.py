"""A real start: the database is prepared, the processes run, Ctrl-C ends them all."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from django.conf import settings

from config.supervisor import STEADY_SECONDS
from tests.config.test_supervisor import wait_until_gone
from tests.house.sources import ROOT
from tests.servers import free_port

# Each start has a data folder, database and broker of its own: the database of the run changes nothing here.
pytestmark = pytest.mark.pure

FIRST_PAGE_SECONDS = 60


@contextmanager
def data_folder() -> Iterator[Path]:
    """A data folder with the third-party assets in it, and a path short enough for a socket."""
    with tempfile.TemporaryDirectory(prefix="portal-", ignore_cleanup_errors=True) as name:
        (Path(name) / "vendor").symlink_to(settings.VENDOR_DIR.resolve())
        yield Path(name)


@pytest.fixture
def folder() -> Iterator[Path]:
    with data_folder() as path:
        yield path


@pytest.fixture(scope="module")
def prepared(sqlite_template: Path) -> Iterator[Path]:
    """A data folder with an embedded database, made once for the tests of this file."""
    with data_folder() as path:
        shutil.copy(sqlite_template, path / "portal.sqlite3")
        done = manage(path, "prepare", DEMO="0")
        assert done.returncode == 0, done.stderr
        assert "Collecting" in done.stdout
        yield path


def manage(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DATA_DIR": str(folder), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def status_of(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=5) as response:
            return int(response.status)
    except OSError:  # nobody listens yet, or the first page takes longer on a machine with other work
        return 0


def children_of(pid: int) -> list[int]:
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in text.split()]


def wait_for(condition: Callable[[], bool], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.1)
    return False


@pytest.fixture
def portal(prepared: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A running portal on a prepared database, and the address of its first page."""
    port = free_port()
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(prepared), "DEMO": "0", "PORT": str(port)}
    command = [sys.executable, "-m", "config.supervisor"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        yield process, f"http://127.0.0.1:{port}/"
        process.kill()


def test_portal_starts_survives_its_redis_and_stops_whole(
    portal: tuple[subprocess.Popen[str], str], prepared: Path
) -> None:
    process, url = portal
    assert wait_for(lambda: status_of(url) == 200, FIRST_PAGE_SECONDS), (prepared / "log" / "web.log").read_text()[
        -2000:
    ]
    # Worker and beat come after the first answer.
    assert wait_for(lambda: len(children_of(process.pid)) == 4, STEADY_SECONDS)
    started = children_of(process.pid)
    descendants = started + [child for pid in started for child in children_of(pid)]
    # What ends right after its start ends the portal; redis, the first to be started, has to be steady by then.
    time.sleep(STEADY_SECONDS)
    os.kill(started[0], signal.SIGKILL)
    assert status_of(url) == 200
    assert wait_for(lambda: len(set(children_of(process.pid)) - {started[0]}) == 4, STEADY_SECONDS)
    assert status_of(url) == 200
    descendants += children_of(process.pid)
    process.send_signal(signal.SIGINT)
    asked = time.monotonic()
    output = process.communicate(timeout=30)[0]
    assert time.monotonic() - asked < 15
    assert "The redis process ended with status -9. It is started again." in output
    assert "The portal has stopped." in output
    assert all(wait_until_gone(pid) for pid in descendants)


def test_second_preparation_finds_nothing_to_do(prepared: Path) -> None:
    again = manage(prepared, "prepare", DEMO="0")
    assert again.returncode == 0, again.stderr
    assert "Migrating" not in again.stdout
    assert "Collecting" not in again.stdout


def test_empty_postgres_in_production_stays_without_accounts_but_for_the_one_asked_for(
    folder: Path, empty_postgres: str
) -> None:
    production = {
        "PRODUCTION": "1",
        "SECRET_KEY": "x" * 60,
        "ALLOWED_HOSTS": "portal.example",
        "DATABASE_URL": empty_postgres,
    }

    def rows(statement: str) -> list[tuple[Any, ...]]:
        with psycopg2.connect(empty_postgres) as connection, connection.cursor() as cursor:
            cursor.execute(statement)
            found = cursor.fetchall()
        connection.close()
        return found

    done = manage(folder, "prepare", **production)
    assert done.returncode == 0, done.stderr
    assert "Migrating" in done.stdout
    assert "manage.py create_admin" in done.stdout
    assert not re.search(r"log in:|password", done.stdout, re.IGNORECASE)
    refused = manage(folder, "load_demo", **production)
    assert refused.returncode
    for table in ("office_user", "association_rolegrant", "association_person", "association_organization"):
        assert rows(f"SELECT count(*) FROM {table}") == [(0,)], table
    printed = manage(folder, "create_admin", **production)
    assert printed.returncode == 0, printed.stderr
    assert "https://portal.example/accounts/invitation/" in printed.stdout
    ((username, password),) = rows("SELECT username, password FROM office_user")
    assert username == "admin"
    assert password.startswith("!"), "no password opens the account"


def test_database_that_does_not_answer_is_named(folder: Path) -> None:
    done = manage(
        folder, "prepare", "database", DEMO="0", DATABASE_URL=f"postgresql://nobody@127.0.0.1:{free_port()}/portal"
    )
    assert done.returncode
    assert "The database does not answer" in done.stderr
