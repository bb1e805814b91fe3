"""Production refuses to start half-configured; each case is a fresh Python process, as a start is."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import ROOT

pytestmark = pytest.mark.pure

COMPLETE = {
    "PRODUCTION": "1",
    "SECRET_KEY": "x" * 60,
    "ALLOWED_HOSTS": "portal.example",
    "DATABASE_URL": "postgresql://portal@127.0.0.1/portal",
}


def read_settings(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from config import settings as s; print(s.DEMO, s.EMBEDDED, s.SESSION_COOKIE_SECURE)"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DATA_DIR": str(folder), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_nothing_set_is_the_embedded_demo(tmp_path: Path) -> None:
    assert read_settings(tmp_path).stdout.split() == ["True", "True", "False"]


def test_secret_key_is_made_once_and_kept_private(tmp_path: Path) -> None:
    read_settings(tmp_path)
    key = (tmp_path / "secret_key").read_text()
    read_settings(tmp_path)
    assert (tmp_path / "secret_key").read_text() == key
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


def test_processes_that_start_together_read_one_key(tmp_path: Path) -> None:
    script = "from config import settings as s; print(s.SECRET_KEY)"
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path)}
    command = [sys.executable, "-c", script]
    started = [subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE) for _number in range(3)]
    keys = {process.communicate()[0] for process in started}
    assert len(keys) == 1
    assert len(keys.pop().strip()) == 50
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_data_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = read_settings(tmp_path / "file" / "var")
    assert "DATA_DIR is" in done.stderr.strip().splitlines()[-1]


def test_production_has_no_demo_and_secure_cookies(tmp_path: Path) -> None:
    assert read_settings(tmp_path, **COMPLETE).stdout.split() == ["False", "False", "True"]


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"])
def test_production_names_what_is_missing(tmp_path: Path, name: str) -> None:
    done = read_settings(tmp_path, **{key: value for key, value in COMPLETE.items() if key != name})
    assert done.returncode
    assert f"{name} is missing" in done.stderr


@pytest.mark.parametrize("name", ["DEMO", "DEBUG"])
def test_production_refuses_demo_and_debug(tmp_path: Path, name: str) -> None:
    done = read_settings(tmp_path, **COMPLETE, **{name: "1"})
    assert done.returncode
    assert f"PRODUCTION and {name} are both on" in done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "http"),
        ("PRODUCTION", "ja"),
        ("DATABASE_URL", "oracle://x/y"),
        ("DATABASE_URL", "postgresql://u@h:port/name"),
        ("REDIS_URL", "amqp://guest@host"),
        ("JOB_LEASE_SECONDS", "0"),
        ("ATTACHMENT_MAX_MB", "50 MB"),
    ],
)
def test_unknown_values_are_refused_with_a_sentence(tmp_path: Path, name: str, value: str) -> None:
    done = read_settings(tmp_path, **{name: value})
    assert done.returncode
    last = done.stderr.strip().splitlines()[-1]
    assert name in last
    assert "write" in last or "use" in last
