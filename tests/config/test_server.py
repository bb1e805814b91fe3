"""A real start: the database is prepared, the processes run, Ctrl-C ends them all."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from tests.config.test_supervisor import wait_until_gone
from tests.house.sources import ROOT
from tests.servers import free_port

# Each start has a data folder, database and broker of its own: the database of the run changes nothing here.
pytestmark = pytest.mark.pure

FIRST_PAGE_SECONDS = 60


@pytest.fixture
def folder() -> Iterator[Path]:
    """A data folder with a path short enough for a socket."""
    path = Path(tempfile.mkdtemp(prefix="portal-"))
    yield path
    shutil.rmtree(path)


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
    except urllib.error.URLError:
        return 0


def children_of(pid: int) -> list[int]:
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in text.split()]


def wait_for(condition: object, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():  # type: ignore[operator]
            return True
        time.sleep(0.1)
    return False


def test_portal_starts_survives_its_redis_and_stops_whole(folder: Path) -> None:
    prepared = manage(folder, "prepare", DEMO="0")
    assert prepared.returncode == 0, prepared.stderr
    port = free_port()
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(folder), "DEMO": "0", "PORT": str(port)}
    command = [sys.executable, "-m", "config.supervisor"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as portal:
        url = f"http://127.0.0.1:{port}/"
        assert wait_for(lambda: status_of(url) == 200, FIRST_PAGE_SECONDS), portal.communicate(timeout=1)
        started = children_of(portal.pid)
        assert len(started) == 4
        descendants = started + [child for pid in started for child in children_of(pid)]
        os.kill(started[0], signal.SIGKILL)  # redis: the first to be started
        assert status_of(url) == 200
        portal.send_signal(signal.SIGINT)
        stopped_after = time.monotonic()
        output = portal.communicate(timeout=30)[0]
        assert time.monotonic() - stopped_after < 15
        assert "The portal has stopped." in output
        assert all(wait_until_gone(pid) for pid in descendants)


def test_second_preparation_finds_nothing_to_do(folder: Path) -> None:
    manage(folder, "prepare", DEMO="0")
    again = manage(folder, "prepare", DEMO="0")
    assert again.returncode == 0, again.stderr
    assert "Migrating" not in again.stdout
    assert "Collecting" not in again.stdout


def test_empty_postgres_in_production_stays_without_accounts(folder: Path, empty_postgres: str) -> None:
    production = {
        "PRODUCTION": "1",
        "SECRET_KEY": "x" * 60,
        "ALLOWED_HOSTS": "portal.example",
        "DATABASE_URL": empty_postgres,
    }
    done = manage(folder, "prepare", **production)
    assert done.returncode == 0, done.stderr
    assert "manage.py create_admin" in done.stdout
    refused = manage(folder, "load_demo", **production)
    assert refused.returncode
    with psycopg2.connect(empty_postgres) as connection, connection.cursor() as cursor:
        for table in ("office_user", "association_rolegrant", "association_person", "association_organization"):
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert cursor.fetchone() == (0,), table
    connection.close()
    assert not re.search(r"log in:|password", done.stdout, re.IGNORECASE)


def test_database_that_does_not_answer_is_named(folder: Path) -> None:
    done = manage(folder, "prepare", DEMO="0", DATABASE_URL=f"postgresql://nobody@127.0.0.1:{free_port()}/portal")
    assert done.returncode
    assert "The database does not answer" in done.stderr
