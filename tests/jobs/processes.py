"""A real worker with its sweep, as the supervisor starts it, on the database of the running tests."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

from office.models import Job
from tests.house.sources import ROOT

LEASE_SECONDS, SWEEP_SECONDS = 4, 1
READY = "ready."


def database_url() -> str:
    """Return the address of the database that the tests themselves use."""
    chosen = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{quote(str(chosen['NAME']))}"
    owner = quote(str(chosen["USER"]))
    return f"postgresql://{owner}@{chosen['HOST']}:{chosen['PORT']}/{quote(str(chosen['NAME']))}"


class Worker:
    """A worker process group: one process for jobs, and the clock that asks for the sweep."""

    def __init__(self, folder: Path, redis_url: str) -> None:
        self.folder, self.log = folder, folder / "worker.log"
        self.environment = {
            "PATH": os.environ["PATH"],
            "DATA_DIR": str(settings.DATA_DIR),
            "DATABASE_URL": database_url(),
            "REDIS_URL": redis_url,
            "DEMO": "0",
            "JOB_LEASE_SECONDS": str(LEASE_SECONDS),
            "JOB_SWEEP_SECONDS": str(SWEEP_SECONDS),
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the processes and return when they listen."""
        command = [sys.executable, "-m", "celery", "--app", "config", "worker", "--loglevel", "INFO"]
        command += ["--concurrency", "1", "--without-gossip", "--without-mingle"]
        command += ["--beat", "--schedule", str(self.folder / "schedule")]
        self.log.write_bytes(b"")
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=self.environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        wait_until(lambda: READY in self.log.read_text(errors="replace"), 60, self.last_words)

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def kill(self) -> None:
        """End all its processes at once, as a power cut would."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def last_words(self) -> str:
        return self.log.read_text(errors="replace")[-3000:]


def wait_until(condition: Callable[[], object], seconds: float, explain: Callable[[], str] = str) -> float:
    """Return after how many seconds a condition held; fail when it did not in time."""
    start = time.monotonic()
    while not condition():
        assert time.monotonic() - start < seconds, f"not within {seconds} s\n{explain()}"
        time.sleep(0.01)
    return time.monotonic() - start


def rendering_processes() -> list[int]:
    """Return the ids of the processes that lay out pages for a worker of this database."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
            surroundings = (folder / "environ").read_bytes()
        except OSError:
            continue
        if b"reports.pdf.child" in words and f"DATABASE_URL={database_url()}".encode() in surroundings:
            found.append(int(folder.name))
    return found


def stage_of(job: Job) -> str:
    """Return the stage in which a job is being worked on now, "" when it is not."""
    row = Job.objects.values("state", "stage").get(pk=job.pk)
    return str(row["stage"]) if row["state"] == "running" else ""


def state_of(job: Job) -> str:
    return str(Job.objects.values_list("state", flat=True).get(pk=job.pk))
