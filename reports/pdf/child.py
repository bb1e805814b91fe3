"""The rendering process: reads one request, prints one file, and ends with its parent.

Started by supervisor.py as ``python -m reports.pdf.child PARENT_PID LIFE_FD``, for Word files as reports.word.child.
It loads neither the project's settings nor its apps: no secret, no database and no connection is within reach of what
is being printed.

Request on standard input: {"context": …, "target": path, "data_dir": path}. On standard output one JSON line a
message: {"stage": …, "fraction": …}, at last {"pages": …, "missing": …} or {"error": …}.
"""

import ctypes
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from reports.pdf.printed import Printed

PR_SET_PDEATHSIG = 1
TELL_SECONDS = 0.1


Printer = Callable[[Mapping[str, Any], Path, "Teller"], Printed]


def answer_request(printer: Printer) -> int:
    """Read the request, have the document printed, and say how it ended; return 0 when the file is there."""
    parent, life = int(sys.argv[1]), int(sys.argv[2])
    end_with_parent(parent, life)
    request = json.load(sys.stdin)
    data_dir = Path(request["data_dir"])

    from django.conf import settings  # noqa: PLC0415

    settings.configure(DATA_DIR=data_dir, USE_I18N=False)

    from reports.pdf.fonts import prepare_fonts  # noqa: PLC0415

    prepare_fonts(data_dir)  # names the fontconfig file: before WeasyPrint asks for it

    from reports.pdf.document import DocumentError  # noqa: PLC0415
    from reports.pdf.engine import LayoutFailed  # noqa: PLC0415

    try:
        printed = printer(request["context"], Path(request["target"]), Teller())
    except (DocumentError, LayoutFailed, OSError, MemoryError) as error:
        _tell({"error": str(error) or type(error).__name__})
        return 1
    _tell({"pages": printed.pages, "missing": printed.missing})
    return 0


def print_pdf(context: Mapping[str, Any], target: Path, tell: "Teller") -> Printed:
    """Lay out and write the PDF of a context."""
    from reports.pdf.engine import write_pdf  # noqa: PLC0415
    from reports.pdf.layout import lay_out  # noqa: PLC0415

    return write_pdf(lay_out(context, on_progress=tell), target, on_progress=tell)


def end_with_parent(parent: int, life: int) -> None:
    """Make sure that this process outlives its parent by no more than an instant, however the parent ended.

    Linux's kernel does it by signal; everywhere, the parent's end of a pipe closes with it.
    """
    with suppress(OSError, AttributeError):  # not Linux: the pipe is enough
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    threading.Thread(target=_wait_for_end, args=(life,), daemon=True).start()


def _wait_for_end(life: int) -> None:
    os.read(life, 1)  # returns when the last holder of the other end is gone
    os._exit(1)


class Teller:
    """Pass progress on, at most ten times a second within a stage."""

    def __init__(self) -> None:
        self.stage = ""
        self.last = 0.0

    def __call__(self, stage: str, fraction: float) -> None:
        now = time.monotonic()
        if stage != self.stage or fraction >= 1 or now >= self.last + TELL_SECONDS:
            self.stage, self.last = stage, now
            _tell({"stage": stage, "fraction": round(fraction, 3)})


def _tell(message: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(message, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(answer_request(print_pdf))
