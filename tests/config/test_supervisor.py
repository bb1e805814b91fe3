"""The supervisor names what ends, starts it again, and leaves nothing running."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pytest_django import Settings

from config import supervisor
from config.supervisor import Child, Stop
from tests.house.sources import ROOT

pytestmark = pytest.mark.pure

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
# Ignores SIGTERM and has a process of its own, whose number it prints.
STUBBORN_PROGRAM = """
import signal, subprocess, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print(subprocess.Popen(["sleep", "60"]).pid, flush=True)
time.sleep(60)
"""
STUBBORN = [sys.executable, "-c", STUBBORN_PROGRAM]


@pytest.fixture(autouse=True)
def data_folder(settings: Settings, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    (tmp_path / "log").mkdir()
    return tmp_path


def is_running(pid: int) -> bool:
    """Tell whether a process lives; a zombie does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1][0] != "Z"
    except FileNotFoundError:
        return False


def wait_until_gone(pid: int, seconds: float = 5) -> bool:
    end = time.monotonic() + seconds
    while is_running(pid) and time.monotonic() < end:
        time.sleep(0.02)
    return not is_running(pid)


def test_process_that_ends_at_its_start_stops_the_whole_with_its_last_lines() -> None:
    child = Child("worker", [sys.executable, "-c", "print('no broker'); raise SystemExit(3)"])
    child.start()
    assert child.process
    child.process.wait()
    with pytest.raises(Stop, match=r"(?s)The worker process ended with status 3.*no broker"):
        supervisor.restart_ended([child])


def test_process_that_ran_is_named_and_started_again(capsys: pytest.CaptureFixture[str]) -> None:
    child = Child("beat", SLEEP)
    child.start()
    assert child.process
    first = child.process.pid
    child.started -= supervisor.STEADY_SECONDS + 1
    child.send(signal.SIGKILL)
    child.process.wait()
    supervisor.restart_ended([child])
    assert "The beat process ended with status -9. It is started again." in capsys.readouterr().out
    assert child.process.pid != first
    supervisor.stop_children([child])


def test_stop_kills_what_does_not_go_with_all_it_has_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "GRACE_SECONDS", 0.3)
    child = Child("web", STUBBORN)
    child.start()
    while not child.last_lines():
        time.sleep(0.02)
    grandchild = int(child.last_lines())
    supervisor.stop_children([child])
    assert child.process
    assert wait_until_gone(child.process.pid)
    assert wait_until_gone(grandchild)


def test_killed_supervisor_leaves_no_orphan(data_folder: Path) -> None:
    program = (
        "import time; from config.supervisor import Child; child = Child('web', ['sleep', '60']); child.start();"
        "print(child.process.pid, flush=True); time.sleep(60)"
    )
    environment = {**os.environ, "DATA_DIR": str(data_folder), "DJANGO_SETTINGS_MODULE": "config.settings"}
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout
        orphan = int(parent.stdout.readline())
        assert is_running(orphan)
        parent.kill()
    assert wait_until_gone(orphan)


def test_second_portal_on_the_same_data_is_refused() -> None:
    with supervisor.lock_data_folder(), pytest.raises(Stop, match="already runs"):
        supervisor.lock_data_folder()


def test_taken_port_is_refused_with_another_one(settings: Settings) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        settings.PORT = other.getsockname()[1]
        with pytest.raises(Stop, match=f"PORT={settings.PORT + 1} sh script/server"):
            supervisor.refuse_taken_port()


def test_data_folder_too_deep_for_a_socket_is_refused(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path / ("deep" * 30)
    with pytest.raises(Stop, match="choose a shorter folder with DATA_DIR"):
        supervisor.redis_command("redis-server")


def test_given_redis_is_not_started_privately(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:6379/0")
    assert [child.name for child in supervisor.plan_children()] == ["web", "worker", "beat"]
    monkeypatch.delenv("REDIS_URL")
    assert [child.name for child in supervisor.plan_children()] == ["redis", "web", "worker", "beat"]


def test_without_a_redis_pages_are_served_and_jobs_wait(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("REDIS_URL", raising=False)
    monkeypatch.setattr(supervisor.shutil, "which", lambda _: None)
    assert [child.name for child in supervisor.plan_children()] == ["web"]
    assert "background jobs wait" in capsys.readouterr().out
