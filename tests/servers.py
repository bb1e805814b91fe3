"""Throw-away servers of the tests: PostgreSQL and Redis from Debian's programs, gone with the process that asked."""

import atexit
import ctypes
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psycopg2

START_SECONDS = 30
PR_SET_PDEATHSIG = 1


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


def end_with_parent() -> None:
    """Ask the kernel to stop this process when the run of the suite is killed (Linux only)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)


def start_server(command: list[str], port: int, log: Path, **options: Any) -> subprocess.Popen[bytes]:
    """Start a server in a session of its own (Ctrl-C reaches pytest first), stopped when the run ends or is killed."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=end_with_parent,  # noqa: PLW1509 - no other thread holds a lock yet
            **options,
        )
    atexit.register(stop_process, process)
    wait_for_port(port, process, log)
    return process


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
    folder.mkdir()
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
    # No autovacuum: statistics taken of a table while a test's transaction fills it say "empty", and joins planned
    # on that take minutes. Without statistics the planner goes by the size of the file.
    options = ["listen_addresses=127.0.0.1", "fsync=off", "synchronous_commit=off", "full_page_writes=off"]
    for option in [*options, "autovacuum=off", "jit=off"]:
        command += ["-c", option]
    start_server(command, port, log, cwd=folder, env=environment, **account)
    url = f"postgresql://portal@127.0.0.1:{port}/postgres"
    wait_for_postgres(url, log)
    return url


def wait_for_postgres(url: str, log: Path) -> None:
    """Return when the server takes connections: its port answers a moment before that."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        try:
            psycopg2.connect(url).close()
        except psycopg2.OperationalError:
            time.sleep(0.05)
        else:
            return
    sys.exit(f"PostgreSQL does not take connections:\n{log.read_text(errors='replace')[-2000:]}")


def start_redis(folder: Path, *, port: int = 0) -> tuple[str, subprocess.Popen[bytes]]:
    """Start a Redis that keeps nothing; return its URL and the process."""
    port = port or free_port()
    command = [find_program("redis-server"), "--port", str(port), "--bind", "127.0.0.1"]
    command += ["--save", "", "--appendonly", "no"]
    return f"redis://127.0.0.1:{port}/0", start_server(command, port, folder / "redis.log", cwd=folder)
