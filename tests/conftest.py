"""What every test may use: servers, the browser, hypothesis profiles, and the rule that nothing is skipped silently."""

import gc
import os
import shutil
import tempfile
import uuid
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from hypothesis import HealthCheck, settings

from tests.servers import free_port, start_postgres, start_redis, stop_process
from tests.template import TEMPLATE_VARIABLE, begin_template, copy_template, wait_for_template

settings.register_profile("suite", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("verify", parent=settings.get_profile("suite"), max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))

pytest_plugins = ["tests.actors", "tests.append_only"]

# Playwright's event loop runs in the test's thread; Django would refuse the database there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_finish() -> None:
    """Leave what is loaded for good out of garbage collection: looking it through again costs a tenth of the run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skipped test into a failed one: what cannot run here must be said, not passed over."""
    report = yield
    if report.skipped:
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped ({report.longrepr}); the suite must run whole."
    return report


@pytest.fixture(autouse=True)
def nothing_kept_of_other_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each process keeps what every page shows of the association; what an earlier test stored is not kept for this."""
    from association.queries import profile

    monkeypatch.setattr(profile, "_kept", {"site": profile.Site(), "until": 0.0})


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's chromium without windows, also as root, and silent on the network.

    The headless shell draws no browser around the page: a third of the time of the whole browser, which serves too.
    """
    program = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if not program:
        pytest.fail("The browser tests need it: apt-get install chromium-headless-shell", pytrace=False)
    return {
        **browser_type_launch_args,
        "executable_path": program,
        "chromium_sandbox": False,
        "args": [
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
        ],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A browser as it stands in the office: Chinese, Shanghai time."""
    return {**browser_context_args, "locale": "zh-CN", "timezone_id": "Asia/Shanghai"}


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest) -> bool:
    """Whether Django finds the tests' database laid: a copy of the template is kept, and goes with the run's folder."""
    return bool(os.environ.get(TEMPLATE_VARIABLE) or request.config.getvalue("reuse_db"))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Copy the run's template for this process; without one Django lays the tables itself."""
    from django.conf import settings

    if os.environ.get(TEMPLATE_VARIABLE):
        copy_template(settings.DATABASES["default"])


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty embedded database to copy: the run's template, or one made now when that is no file."""
    if os.environ.get(TEMPLATE_VARIABLE) and not os.environ.get("DATABASE_URL"):
        folder = Path(os.environ[TEMPLATE_VARIABLE])
    else:
        folder = begin_template(tmp_path_factory.mktemp("template") / "own", "")
    wait_for_template(folder)
    return folder / "portal.sqlite3"


class RedisServer:
    """A Redis of one test: to be stopped, and started again under the same address."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.start()

    def start(self) -> None:
        self.url, self.process = start_redis(self.folder, port=self.port)

    def stop(self) -> None:
        stop_process(self.process)


@pytest.fixture
def redis_server(tmp_path: Path) -> Iterator[RedisServer]:
    """A Redis of its own for a test that stops it or lets a worker listen to it; the URL is ``redis_server.url``."""
    server = RedisServer(tmp_path)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """URL of a PostgreSQL server: the run's own, or one started now when the suite runs on SQLite alone."""
    given = os.environ.get("TEST_POSTGRES_URL")
    if given:
        yield given
        return
    # Not pytest's own folders: the server runs under an account that may not enter them.
    with tempfile.TemporaryDirectory(prefix="portal-services-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        yield start_postgres(Path(folder) / "postgres")


@pytest.fixture
def empty_postgres(postgres_url: str) -> Iterator[str]:
    """URL of a fresh, empty PostgreSQL database, dropped after the test."""
    name = f"empty_{uuid.uuid4().hex[:12]}"
    connection = psycopg2.connect(postgres_url)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name}")
            yield postgres_url.rsplit("/", 1)[0] + f"/{name}"
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
    finally:
        connection.close()
