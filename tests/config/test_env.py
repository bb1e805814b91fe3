"""The environment is read with bounds, and what cannot be read is refused with a sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from config import env

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(("value", "meaning"), [("1", True), ("yes", True), ("On", True), ("0", False), ("", False)])
def test_switch_understands_its_words(monkeypatch: pytest.MonkeyPatch, value: str, meaning: bool) -> None:
    monkeypatch.setenv("SWITCH", value)
    assert env.read_switch("SWITCH", default=not meaning) is meaning


def test_switch_refuses_other_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SWITCH", "maybe")
    with pytest.raises(ImproperlyConfigured, match="SWITCH is 'maybe'; write 1 for on or 0 for off"):
        env.read_switch("SWITCH")


@pytest.mark.parametrize("value", ["0", "65536", "eighty", "8 0", "-1", "１"])
def test_number_refuses_what_is_out_of_bounds(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("PORT", value)
    with pytest.raises(ImproperlyConfigured, match="write a whole number from 1 to 65535"):
        env.read_number("PORT", default=8000, lowest=1, highest=65535)


def test_command_ends_with_the_sentence_alone(tmp_path: Path) -> None:
    command = [sys.executable, "manage.py", "prepare", "database"]
    given = {**os.environ, "PORT": "eighty", "DATA_DIR": str(tmp_path)}
    ended = subprocess.run(command, cwd=settings.BASE_DIR, env=given, capture_output=True, text=True, check=False)
    assert ended.returncode
    assert ended.stderr == "PORT is 'eighty'; write a whole number from 1 to 65535.\n"


def test_secret_may_stand_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("from the file\n")
    monkeypatch.setenv("KEY_FILE", str(tmp_path / "key"))
    assert env.read_text("KEY", "default") == "from the file"
    monkeypatch.setenv("KEY_FILE", str(tmp_path / "gone"))
    with pytest.raises(ImproperlyConfigured, match="no such file"):
        env.read_text("KEY")


def test_database_url_is_taken_apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DB", "postgresql://us%40er:p%3Aw@db.example:5433/portal?sslmode=require")
    settings = env.read_database("DB", default_file=tmp_path / "file")
    assert (settings["USER"], settings["PASSWORD"], settings["HOST"]) == ("us@er", "p:w", "db.example")
    assert (settings["PORT"], settings["NAME"], settings["OPTIONS"]) == ("5433", "portal", {"sslmode": "require"})
    monkeypatch.setenv("DB", "")
    assert env.read_database("DB", default_file=tmp_path / "file")["NAME"] == str(tmp_path / "file")


@pytest.mark.parametrize("url", ["mysql://root@host/portal", "portal", "postgresql://user@host/"])
def test_other_databases_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, url: str) -> None:
    monkeypatch.setenv("DB", url)
    with pytest.raises(ImproperlyConfigured, match="DB"):
        env.read_database("DB", default_file=tmp_path / "file")


def test_redis_url_is_a_redis(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert env.read_redis("BROKER", default_socket=tmp_path / "r.sock") == f"redis+socket://{tmp_path}/r.sock"
    monkeypatch.setenv("BROKER", "unix:///run/redis.sock")
    assert env.read_redis("BROKER", default_socket=tmp_path) == "redis+socket:///run/redis.sock"
    monkeypatch.setenv("BROKER", "amqp://guest@host")
    with pytest.raises(ImproperlyConfigured, match="use redis://"):
        env.read_redis("BROKER", default_socket=tmp_path)
