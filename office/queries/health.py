"""How the portal is: is it fit to answer, who works for it, what waits. Nothing here raises when a part is down."""

import platform
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import django
from celery import current_app
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Count, Q
from django.utils import timezone

from office.enums import JobState
from office.models import Heartbeat, Job

# A process that was not heard of for so many times its own rhythm counts as gone.
MISSED = 4
WORKER_SECONDS = 15
SIGNS_SHOWN = 60
LOW_DISK_BYTES = 200 * 1024 * 1024
BROKER_OPTIONS = {"socket_timeout": 0.4, "socket_connect_timeout": 0.4}
# Migrations do not change under a running process: looked at until they were once complete.
_seen = {"migrated": False}


def database_answers() -> bool:
    """Tell whether the database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def is_migrated() -> bool:
    """Tell whether the database has every migration of this code."""
    if not _seen["migrated"]:
        try:
            executor = MigrationExecutor(connection)
            plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        except DatabaseError:
            return False
        _seen["migrated"] = not plan
    return _seen["migrated"]


def free_bytes() -> int:
    """Return the free bytes of the disk that holds the data folder."""
    return shutil.disk_usage(settings.DATA_DIR).free


def broker_answers() -> bool:
    """Tell whether the broker takes connections; half a second at the most."""
    try:
        with current_app.connection_for_write(transport_options=BROKER_OPTIONS) as broker:
            broker.ensure_connection(max_retries=1, timeout=0.5, interval_start=0)
    except Exception:  # noqa: BLE001 - the transport raises its own classes; all mean the same here
        return False
    return True


@dataclass(frozen=True)
class Signs:
    """The signs of life as they were read: the newest workers, and when a worker last did beat's sweep."""

    workers: list[Heartbeat]
    sweep: datetime | None

    @property
    def alive(self) -> list[Heartbeat]:
        """The workers that were heard of within the last minute."""
        late = timezone.now() - timedelta(seconds=WORKER_SECONDS * MISSED)
        return [row for row in self.workers if row.at >= late]


def read_signs() -> Signs:
    """Return the signs of life; one query, since rows of processes long gone are cleared away."""
    rows = list(Heartbeat.objects.order_by("-at")[:SIGNS_SHOWN])
    sweeps = [row.at for row in rows if row.kind == "sweep"]
    return Signs([row for row in rows if row.kind == "worker"], max(sweeps, default=None))


def sweep_is_late(at: datetime | None) -> bool:
    """Tell whether the sweep has missed several turns."""
    late = timedelta(seconds=max(60, settings.JOB_SWEEP_SECONDS * MISSED))
    return at is None or timezone.now() - at > late


@dataclass(frozen=True)
class Check:
    """One line of the sign of health; only a ``needed`` one makes the portal unfit to answer."""

    name: str
    good: bool
    needed: bool = True


def check_health() -> list[Check]:
    """Return what a portal needs to answer (database, migrations, disk), then what it needs to work."""
    answers = database_answers()
    checks = [
        Check("database", answers),
        Check("migrations", answers and is_migrated()),
        Check("disk", free_bytes() >= LOW_DISK_BYTES),
        Check("worker", answers and is_migrated() and bool(read_signs().alive), needed=False),
    ]
    return [*checks, Check("broker", broker_answers(), needed=False)]


def count_jobs() -> dict[str, int]:
    """Return how many jobs wait, run, and have failed within the last seven days; one query."""
    week = timezone.now() - timedelta(days=7)
    states = {
        "waiting": Q(state=JobState.WAITING),
        "running": Q(state=JobState.RUNNING),
        "failed": Q(state=JobState.FAILED, ended_at__gte=week),
    }
    return Job.objects.aggregate(**{name: Count("pk", filter=condition) for name, condition in states.items()})


def database_size() -> int:
    """Return the size of the database in bytes."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
    path = Path(str(connection.settings_dict["NAME"]))
    return sum(part.stat().st_size for part in path.parent.glob(path.name + "*") if part.is_file())


def versions() -> dict[str, str]:
    """Return the versions of what the portal is made of."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version" if connection.vendor == "postgresql" else "SELECT sqlite_version()")
        database = str(cursor.fetchone()[0]).split()[0]
    return {
        "Python": platform.python_version(),
        "Django": django.get_version(),
        {"postgresql": "PostgreSQL", "sqlite": "SQLite"}[connection.vendor]: database,
        "Celery": package_version("celery"),
        "WeasyPrint": package_version("weasyprint"),
    }


def package_version(name: str) -> str:
    """Return an installed package's version, "" when it is not installed."""
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
