"""The topology of a real server as plain processes: killed in the middle of the work, it loses nothing.

Two web servers behind nginx, two workers and one beat, each a process group of its own as systemd or containers start
them, on one database and one Redis.
"""

import http.client
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from association.models import Region
from config.supervisor import worker_command
from office.actor import system_actor
from office.domain.job import request_job
from office.models import Heartbeat, Job
from office.queries.health import read_signs
from tests.actors import client_of, make_actor
from tests.conftest import RedisServer
from tests.house.sources import ROOT
from tests.jobs.processes import database_url, wait_until
from tests.servers import free_port

pytestmark = [pytest.mark.worker, pytest.mark.verify, pytest.mark.django_db(transaction=True)]

JOBS, READERS = 200, 4


class Group:
    """One part of the portal in a process group of its own."""

    def __init__(self, folder: Path, name: str, command: list[str], environment: dict[str, str]) -> None:
        self.log = folder / f"{name}.log"
        with self.log.open("wb") as output:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
            )

    def kill(self) -> None:
        """End all its processes at once, as a power cut would."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


class Topology:
    """All parts, and the address behind which the web servers stand."""

    def __init__(self, folder: Path, redis_url: str) -> None:
        self.environment = {
            "PATH": os.environ["PATH"],
            "DATA_DIR": str(settings.DATA_DIR),
            "DATABASE_URL": database_url(),
            "REDIS_URL": redis_url,
            "SECRET_KEY": settings.SECRET_KEY,
            "DEMO": "0",
            "DEBUG": "1",  # static files are not collected here
            "JOB_LEASE_SECONDS": "4",
            "JOB_SWEEP_SECONDS": "1",
            "WEB_WORKERS": "2",
            "JOB_WORKERS": "2",
        }
        self.folder, self.parts = folder, {}
        self.ports = [free_port(), free_port()]
        part = [sys.executable, "-m", "config.supervisor"]
        for number, port in enumerate(self.ports):
            self.start(f"web{number}", [*part, "web"], PORT=str(port))
        for number in range(2):
            own = f"worker{number}@%h"
            command = [own if word.startswith("portal") and "@" in word else word for word in worker_command()]
            self.start(f"worker{number}", [*command, "--include", "tests.jobs.counting"])
        self.start("beat", [*part, "beat"])
        self.port = self.start_proxy()

    def start(self, name: str, command: list[str], **extra: str) -> None:
        self.parts[name] = Group(self.folder, name, command, {**self.environment, **extra})

    def start_proxy(self) -> int:
        """Start nginx with the file that goes to real servers, as far as it is not about certificates."""
        program = shutil.which("nginx") or pytest.fail("apt-get install nginx-light", pytrace=False)
        port, folder = free_port(), self.folder
        servers = "".join(f"server 127.0.0.1:{port} max_fails=1 fail_timeout=5s; " for port in self.ports)
        temporary = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi"))
        (folder / "nginx.conf").write_text(
            f"daemon off;\nuser root;\npid {folder}/nginx.pid;\nerror_log {folder}/nginx.log;\nevents {{}}\n"
            f"http {{\naccess_log off;\n{temporary}"
            f"upstream portal {{ {servers} keepalive 16; }}\n"
            f"server {{ listen 127.0.0.1:{port}; include {ROOT}/deploy/nginx-proxy.conf; }}\n}}\n"
        )
        command = [program, "-c", str(folder / "nginx.conf"), "-e", str(folder / "nginx.log")]
        self.start("proxy", command)
        return port

    def status(self, address: str, cookie: str = "") -> int:
        """Return the status of a page by the proxy, 0 when nobody answered."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", address, headers={"Cookie": cookie} if cookie else {})
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            connection.close()
        return answer.status

    def last_words(self) -> str:
        return "\n".join(f"{name}: {part.log.read_text(errors='replace')[-800:]}" for name, part in self.parts.items())


@pytest.fixture
def topology(transactional_db: None, tmp_path: Path, redis_server: RedisServer) -> Iterator[Topology]:
    made = Topology(tmp_path, redis_server.url)
    yield made
    for part in made.parts.values():
        part.kill()


def read_pages(topology: Topology, cookie: str, seen: Counter[int], ended: threading.Event) -> None:
    while not ended.is_set():
        seen[topology.status("/office/jobs/", cookie)] += 1


def done() -> int:
    return Job.objects.filter(state="done").count()


def check_effects() -> Counter[int]:
    """Hold that each job took effect once; returns how many jobs took how many attempts."""
    assert Region.objects.filter(code__startswith="34").count() == JOBS, "each job's effect, once"
    attempts = Counter(Job.objects.values_list("attempts", flat=True))
    assert set(attempts) <= {1, 2}
    assert attempts[2] >= 1, "the kill met a running job"
    made = sum(bool(result.get("made")) for result in Job.objects.values_list("result", flat=True))
    assert JOBS - attempts[2] <= made <= JOBS
    return attempts


def test_killed_worker_and_web_server_lose_nothing(
    topology: Topology, redis_server: RedisServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from celery import Celery

    app = Celery("test", set_as_current=False)
    app.config_from_object("django.conf:settings", namespace="CELERY")
    app.conf.broker_url = redis_server.url
    monkeypatch.setattr("office.domain.job.current_app", app)
    wait_until(lambda: topology.status("/healthz?strict=1") == 200, 90, topology.last_words)
    wait_until(lambda: len(read_signs().alive) == 2, 30, topology.last_words)
    clerk = client_of(make_actor("secretariat"))
    cookie = f"sessionid={clerk.cookies['sessionid'].value}"
    seen: Counter[int] = Counter()
    ended = threading.Event()
    readers = [threading.Thread(target=read_pages, args=(topology, cookie, seen, ended)) for _reader in range(READERS)]
    for reader in readers:
        reader.start()
    start = time.monotonic()
    try:
        actor = system_actor("test")
        for number in range(JOBS):
            request_job("test.count", actor=actor, title=str(number), arguments={"code": f"{340000 + number:06d}"})
        wait_until(lambda: done() > JOBS // 5, 120, topology.last_words)
        topology.parts["worker0"].kill()
        wait_until(lambda: done() > JOBS // 3, 120, topology.last_words)
        before = sum(seen.values())
        topology.parts["web0"].kill()
        wait_until(lambda: done() == JOBS, 180, topology.last_words)
        seconds = time.monotonic() - start
        wait_until(lambda: sum(seen.values()) > before + 20, 60, topology.last_words)
    finally:
        ended.set()
        for reader in readers:
            reader.join(30)
    attempts = check_effects()
    assert set(seen) == {200}, f"pages that failed: {seen}"
    assert Heartbeat.objects.filter(kind="sweep").exists()
    with capsys.disabled():
        sys.stdout.write(f"\n{JOBS} jobs in {seconds:.1f} s, attempts {dict(attempts)}, pages {dict(seen)}\n")
