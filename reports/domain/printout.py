"""Printouts: a PDF that a job lays out in a child process, to be fetched for some days by whoever asked for it."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage

from office.domain.job import JobCanceled, JobRun
from office.models import Job
from reports.pdf.printed import Printed
from reports.pdf.supervisor import RenderCancelled, render_in_child

DAY = 24 * 3600


def is_young(path: Path, seconds: int) -> bool:
    """Say whether a file is there and was written within so many seconds."""
    try:
        return time.time() - path.stat().st_mtime <= seconds
    except FileNotFoundError:
        return False


@dataclass(frozen=True)
class Printout:
    """A kind of printouts: its jobs, its folder, how long files are kept, the program that prints and its check."""

    kind: str
    folder: str
    kept_seconds: int
    program: str
    check: Callable[[Mapping[str, Any]], Any]

    def file_of(self, job: Job) -> Path:
        """Return where the file of a job is written."""
        return Path(default_storage.path(f"{self.folder}/{job.pk}.pdf"))

    def is_kept(self, job: Job) -> bool:
        """Say whether the file of a job lies there and its time is not over."""
        return is_young(self.file_of(job), self.kept_seconds)

    def forget_old_files(self) -> int:
        """Remove the files whose time is over; returns how many."""
        folder = Path(default_storage.path(self.folder))
        old = [path for path in folder.glob("*.pdf") if not is_young(path, self.kept_seconds)]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)

    def write(self, run: JobRun, context: Mapping[str, Any]) -> Printed:
        """Print for a job; a repeat after a kill writes the same file again, a cancellation leaves none."""

        def tell(stage: str, fraction: float) -> None:
            run.report(stage, min(99, 10 + int(85 * fraction)))

        self.forget_old_files()
        try:
            return render_in_child(
                context,
                self.file_of(run.job),
                on_progress=tell,
                should_cancel=run.should_cancel,
                program=self.program,
                check=self.check,
            )
        except RenderCancelled as error:
            raise JobCanceled(str(run.job.pk)) from error
