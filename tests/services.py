"""Throw-away PostgreSQL and Redis for one run of the suite: ``pytest -p tests.services``.

Loaded before Django reads its settings. Starts what the environment does not name and points ``DATABASE_URL`` and
``REDIS_URL`` at it; ``TEST_DATABASE=sqlite`` leaves the database embedded and starts Redis only. A server that cannot
be started stops the run. Under pytest-xdist the first process starts them and the others inherit the addresses.
"""

import atexit
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

START_SECONDS = 30


def find_program(name: str) -> str:
    """Return the path of a server program: the newest of Debian's PostgreSQL folders, else what is on PATH."""
    debian = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    found = str(debian[-1]) if debian else shutil.which(name)
    if not found:
        sys.exit(f"The tests need {name}, and it is not installed: apt-get install postgresql redis-server")
    return found


def free_port() -> int:
    """Return a TCP port of this machine that nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for_port(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return when the port answers; stop the run with the server's last lines when it ends or stays silent."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as probe:
            probe.settimeout(0.2)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    sys.exit(f"A test service did not start:\n{log.read_text(errors='replace')[-2000:]}")


def stop_process(process: subprocess.Popen[bytes]) -> None:
    """End a server: SIGINT is PostgreSQL's fast shutdown and Redis's normal one."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def start_server(command: list[str], port: int, log: Path, **options: Any) -> None:
    """Start a server in a session of its own (Ctrl-C reaches pytest first), stopped when the run ends."""
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, start_new_session=True, **options)
    atexit.register(stop_process, process)
    wait_for_port(port, process, log)


def service_account() -> dict[str, Any]:
    """Return Popen's arguments for an unprivileged account when we are root: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    sys.exit("The tests run as root and need an account named postgres or nobody for PostgreSQL.")


def start_postgres(folder: Path) -> str:
    """Start a PostgreSQL in the folder, without any durability, and return its URL."""
    account = service_account()
    if account:
        os.chown(folder, account["user"], account["group"])
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(folder)}
    data, log, port = folder / "data", folder / "postgres.log", free_port()
    initdb = [find_program("initdb"), "-D", str(data), "-U", "portal", "-A", "trust", "-E", "UTF8"]
    initdb += ["--locale=C.UTF-8", "--no-sync", "--no-instructions"]
    made = subprocess.run(initdb, cwd=folder, env=environment, capture_output=True, text=True, check=False, **account)
    if made.returncode:
        sys.exit(f"initdb failed:\n{made.stdout[-1000:]}{made.stderr[-1000:]}")
    command = [find_program("postgres"), "-D", str(data), "-p", str(port), "-k", str(folder)]
    for option in ("listen_addresses=127.0.0.1", "fsync=off", "synchronous_commit=off", "full_page_writes=off"):
        command += ["-c", option]
    start_server(command, port, log, cwd=folder, env=environment, **account)
    return f"postgresql://portal@127.0.0.1:{port}/postgres"


def start_redis(folder: Path) -> str:
    """Start a Redis that keeps nothing and return its URL."""
    port = free_port()
    command = [find_program("redis-server"), "--port", str(port), "--bind", "127.0.0.1"]
    start_server([*command, "--save", "", "--appendonly", "no"], port, folder / "redis.log", cwd=folder)
    return f"redis://127.0.0.1:{port}/0"


def provide() -> None:
    """Start what is not given by the environment and name it there."""
    wanted = os.environ.get("TEST_DATABASE", "postgresql")
    if wanted not in {"sqlite", "postgresql"}:
        sys.exit(f"TEST_DATABASE is {wanted!r}; write sqlite or postgresql.")
    folder = Path(tempfile.mkdtemp(prefix="portal-services-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    folder.chmod(0o755)
    if not os.environ.get("REDIS_URL"):
        os.environ["REDIS_URL"] = start_redis(folder)
    if wanted == "sqlite":
        os.environ["DATABASE_URL"] = ""
    elif not os.environ.get("DATABASE_URL"):
        database = folder / "postgres"
        database.mkdir()
        os.environ["DATABASE_URL"] = start_postgres(database)


provide()
