"""Rendering in a child: finished, cancelled, out of time, failed, orphaned."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings
from pypdf import PdfReader

from reports.pdf import supervisor
from reports.pdf.document import DocumentError
from reports.pdf.supervisor import (
    ROOT,
    RenderCancelled,
    RenderFailed,
    RenderTimeout,
    forget_stale_parts,
    render_in_child,
)
from tests.reports.pdf.sample import long_table, summary

pytestmark = pytest.mark.pdf

ENDLESS = summary(blocks=[long_table(3000)])  # minutes of work: nobody waits for its end


def children() -> set[int]:
    """Return the ids of the living processes that render for this test."""
    found = set()
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                command = (folder / "cmdline").read_bytes()
                state = (folder / "stat").read_text().rpartition(")")[2].split()[0]
            except OSError:
                continue
            if b"reports.pdf.child" in command and state != "Z" and str(os.getpid()).encode() in command.split(b"\0"):
                found.add(int(folder.name))
    return found


def test_a_finished_rendering_leaves_one_file_and_tells_its_progress(tmp_path: Path):
    target = tmp_path / "new" / "report.pdf"
    told: list[tuple[str, float]] = []
    printed = render_in_child(summary(), target, on_progress=lambda *step: told.append(step))
    assert printed.pages == len(PdfReader(target).pages)
    assert printed.missing == ""
    assert list(target.parent.iterdir()) == [target]
    assert {stage for stage, _ in told} == {"lay_out", "write"}
    assert told[-1] == ("write", 1.0)
    assert not children()


@pytest.mark.parametrize("stage", ["at once", "lay_out"])
def test_cancel_ends_the_child_within_seconds_and_leaves_no_file(tmp_path: Path, stage: str):
    asked_at: list[float] = []
    reached = threading.Event()

    def should_cancel() -> bool:
        if stage == "at once" or reached.is_set():
            asked_at.append(time.monotonic())
            return True
        return False

    with pytest.raises(RenderCancelled):
        render_in_child(
            ENDLESS, tmp_path / "report.pdf", on_progress=lambda *_: reached.set(), should_cancel=should_cancel
        )
    assert time.monotonic() - asked_at[0] < 3
    assert list(tmp_path.iterdir()) == []
    assert not children()


def test_cancel_is_asked_at_least_every_second(tmp_path: Path):
    asked: list[float] = []

    def should_cancel() -> bool:
        asked.append(time.monotonic())
        return len(asked) > 6

    with pytest.raises(RenderCancelled):
        render_in_child(ENDLESS, tmp_path / "report.pdf", should_cancel=should_cancel)
    assert max(later - earlier for earlier, later in pairwise(asked)) < 1.5


def test_a_child_that_does_not_listen_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def start_deaf(*arguments: object) -> subprocess.Popen[bytes]:
        code = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(); time.sleep(60)"
        return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)

    monkeypatch.setattr(supervisor, "_start", start_deaf)
    started = time.monotonic()
    asked: list[bool] = []
    with pytest.raises((RenderCancelled, json.JSONDecodeError)):
        render_in_child(
            summary(), tmp_path / "report.pdf", should_cancel=lambda: bool(asked.append(True)) or len(asked) > 4
        )
    assert time.monotonic() - started < 10


def test_a_rendering_that_takes_too_long_is_ended(tmp_path: Path):
    with pytest.raises(RenderTimeout):
        render_in_child(ENDLESS, tmp_path / "report.pdf", timeout=2)
    assert list(tmp_path.iterdir()) == []
    assert not children()


def test_what_the_progress_call_raises_ends_the_child(tmp_path: Path):
    def lose_lease(stage: str, fraction: float) -> None:
        raise LookupError("lease lost")

    with pytest.raises(LookupError, match="lease lost"):
        render_in_child(summary(), tmp_path / "report.pdf", on_progress=lose_lease)
    assert list(tmp_path.iterdir()) == []
    assert not children()


def test_a_wrong_document_is_refused_before_a_child_is_started(tmp_path: Path):
    with pytest.raises(DocumentError, match="Block 1"):
        render_in_child(summary(blocks=[{"type": "poem"}]), tmp_path / "report.pdf")


def test_a_failed_rendering_says_why(tmp_path: Path):
    picture = {"type": "image", "data": "no base64", "media_type": "image/png", "alt": "坏图"}
    (tmp_path / "report.pdf").mkdir()  # a folder stands where the file should go
    with pytest.raises(RenderFailed, match=r"report\.pdf"):
        render_in_child(summary(blocks=[picture]), tmp_path / "report.pdf")


def test_a_second_rendering_replaces_the_file_whole(tmp_path: Path):
    target = tmp_path / "report.pdf"
    target.write_bytes(b"old")
    render_in_child(summary(blocks=[]), target)
    assert target.read_bytes().startswith(b"%PDF")


def test_a_killed_parent_takes_its_child_along(tmp_path: Path):
    """What a worker that is killed leaves behind: no process, no result, and a part that the next run clears away."""
    target = tmp_path / "report.pdf"
    context = tmp_path / "context.json"
    context.write_text(json.dumps(ENDLESS))
    code = (
        "import json, sys\n"
        "from pathlib import Path\n"
        "from django.conf import settings\n"
        "settings.configure(DATA_DIR=Path(sys.argv[3]))\n"
        "from reports.pdf.supervisor import render_in_child\n"
        "tell = lambda stage, fraction: print(stage, flush=True)\n"
        "render_in_child(json.loads(Path(sys.argv[1]).read_text()), Path(sys.argv[2]), on_progress=tell)\n"
    )
    command = [sys.executable, "-c", code, str(context), str(target), str(settings.DATA_DIR)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}
    ) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline().strip() == b"lay_out"
        child = _child_of(parent.pid)
        parent.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 5
    while _lives(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _lives(child)
    assert not target.exists()


def _child_of(parent: int) -> int:
    for folder in Path("/proc").iterdir():
        rendering = folder.name.isdigit() and b"reports.pdf.child" in (folder / "cmdline").read_bytes()
        if rendering and (folder / "stat").read_text().rpartition(")")[2].split()[1] == str(parent):
            return int(folder.name)
    raise AssertionError("no child is rendering")


def _lives(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_only_the_parts_of_dead_processes_are_cleared_away(tmp_path: Path):
    target = tmp_path / "report.pdf"
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        pass
    dead = tmp_path / f".report.pdf.{gone.pid}.part"
    living = tmp_path / f".report.pdf.{os.getpid()}.part"
    other = tmp_path / f".other.pdf.{gone.pid}.part"
    for part in (dead, living, other):
        part.write_bytes(b"%PDF half")
    forget_stale_parts(target)
    assert not dead.exists()
    assert living.exists()
    assert other.exists()


def test_the_child_sees_neither_settings_nor_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A settings module that cannot be imported does not disturb it: it never asks for one."""
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "no.such.settings")
    monkeypatch.setenv("DATABASE_URL", "nonsense://")
    assert render_in_child(summary(blocks=[]), tmp_path / "report.pdf").pages == 2
