"""Rendering in a process of its own: watched, limited in time, ended by cancel, and never outliving its parent.

A daemonic worker may not have multiprocessing children, and a fork would carry the worker's database and broker
connections along; a fresh interpreter costs about a second and carries nothing (docs/adr on PDF rendering).
"""

import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from reports.pdf.document import Document
from reports.pdf.printed import Printed

Progress = Callable[[str, float], None]

ROOT = Path(__file__).resolve().parents[2]
LOOK_SECONDS = 0.5  # between two questions whether to cancel
PDF_PROGRAM = "reports.pdf.child"
GRACE_SECONDS = 1.0  # from SIGTERM to SIGKILL


class RenderFailed(RuntimeError):
    """The child ended without a file; the message says why."""


class RenderCancelled(RenderFailed):
    """Rendering was cancelled; there is no file."""


class RenderTimeout(RenderFailed):
    """Rendering took longer than allowed; there is no file."""


def render_in_child(
    context: Mapping[str, Any],
    target: Path,
    *,
    on_progress: Progress | None = None,
    should_cancel: Callable[[], bool] | None = None,
    timeout: float = 600,
    program: str = PDF_PROGRAM,
    check: Callable[[Mapping[str, Any]], Any] = Document.from_context,
) -> Printed:
    """Print a document in a child process, ``program`` being its module, and return what was printed.

    should_cancel is asked every half second, the child is ended within about a second of its yes; on_progress runs
    in this process, and whatever it raises ends the child too. The target appears complete or not at all. DocumentError
    from ``check`` for a context that breaks the schema, else RenderFailed, RenderCancelled or RenderTimeout.
    """
    from django.conf import settings  # noqa: PLC0415  the child itself reads no settings

    check(context)
    target = target.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    forget_stale_parts(target)
    request = {"context": context, "target": str(target), "data_dir": str(settings.DATA_DIR)}
    with tempfile.TemporaryFile() as question, tempfile.TemporaryFile() as complaints:
        question.write(json.dumps(request, ensure_ascii=False).encode())
        question.seek(0)
        life_of_child, life = os.pipe()
        try:
            child = _start(program, question, complaints, life_of_child)
        finally:
            os.close(life_of_child)
        try:
            answer = _watch(child, on_progress, should_cancel, time.monotonic() + timeout)
        finally:
            _end(child)
            os.close(life)
            target.with_name(f".{target.name}.{child.pid}.part").unlink(missing_ok=True)
        if child.returncode == 0 and "pages" in answer:
            return Printed(pages=answer["pages"], missing=answer["missing"])
        raise RenderFailed(answer.get("error") or _last_words(complaints, child.returncode))


def forget_stale_parts(target: Path) -> None:
    """Remove what rendering processes that were killed left beside a target; parts of living ones stay."""
    for part in target.parent.glob(f".{target.name}.*.part"):
        process = part.suffixes[-2].removeprefix(".")
        if not (process.isdigit() and _lives(int(process))):
            part.unlink(missing_ok=True)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # somebody else's process, alive
    return True


def _start(program: str, question: IO[bytes], complaints: IO[bytes], life: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", program, str(os.getpid()), str(life)],
        stdin=question,
        stdout=subprocess.PIPE,
        stderr=complaints,
        pass_fds=(life,),
        cwd=ROOT,  # where the module is found
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        start_new_session=True,  # Ctrl-C reaches this process, which then ends the child in order
    )


def _watch(
    child: subprocess.Popen[bytes],
    on_progress: Progress | None,
    should_cancel: Callable[[], bool] | None,
    deadline: float,
) -> dict[str, Any]:
    """Read the child's messages until it closes its output; return the last one that is no progress."""
    assert child.stdout is not None
    answer: dict[str, Any] = {}
    unread = b""
    next_look = 0.0
    while True:
        now = time.monotonic()
        if now >= next_look:
            if should_cancel and should_cancel():
                raise RenderCancelled("Rendering was cancelled.")
            next_look = time.monotonic() + LOOK_SECONDS
        if now >= deadline:
            raise RenderTimeout("Rendering took longer than allowed.")
        ready, _, _ = select.select([child.stdout], [], [], LOOK_SECONDS / 2)
        if not ready:
            continue
        piece = os.read(child.stdout.fileno(), 65536)
        if not piece:
            child.wait(timeout=GRACE_SECONDS * 10)
            return answer
        *lines, unread = (unread + piece).split(b"\n")
        for line in lines:
            message = json.loads(line)
            if "stage" not in message:
                answer = message
            elif on_progress:
                on_progress(message["stage"], message["fraction"])


def _end(child: subprocess.Popen[bytes]) -> None:
    """End the child if it still runs: asked first, killed after a second."""
    if child.poll() is None:
        child.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            child.wait(timeout=GRACE_SECONDS)
    if child.poll() is None:
        child.kill()
        child.wait()
    if child.stdout:
        child.stdout.close()


def _last_words(complaints: IO[bytes], code: int | None) -> str:
    complaints.seek(0)
    lines = complaints.read().decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else f"The rendering process ended with {code}."
