"""Run the portal's processes on one machine: ``python -m config.supervisor``, what ``script/server`` ends with.

A private Redis (unless ``REDIS_URL`` names one), gunicorn, a Celery worker and beat, each in a process group of its
own with its output in ``DATA_DIR/log``. SIGINT or SIGTERM stops them all. A process that ends by itself is named and
started again; one that cannot stay up for ``STEADY_SECONDS`` ends the whole, with the last lines of its log.
``python -m config.supervisor web`` (or ``worker``, or ``beat``) is one part alone, for systemd and containers.
"""

import ctypes
import fcntl
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import TextIO

from django.conf import settings

from config.env import read_number, read_text

STEADY_SECONDS = 10
GRACE_SECONDS = 6
# A first request waits for what a slow machine still loads.
FIRST_PAGE_SECONDS = 30
PR_SET_PDEATHSIG = 1
SOCKET_PATH_BYTES = 100  # the kernel's limit is 108, with its closing zero


class Stop(Exception):
    """The portal stops; the message, if any, says why."""


def say(sentence: str) -> None:
    """Print one line for the person at the terminal."""
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def end_with_parent() -> None:
    """Ask the kernel to end this process with its parent: a killed supervisor leaves no orphan (Linux only)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Child:
    """One process of the portal."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    started: float = 0.0

    @property
    def log(self) -> Path:
        return Path(settings.DATA_DIR) / "log" / f"{self.name}.log"

    def start(self) -> None:
        """Start the process, its output appended to its log."""
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(  # noqa: S603 - commands of this file
                self.command,
                cwd=settings.BASE_DIR,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=end_with_parent,  # noqa: PLW1509 - one thread only here
            )
        self.started = time.monotonic()

    def send(self, number: signal.Signals) -> None:
        """Send a signal to the process, or with SIGKILL to all that it has started."""
        if self.process is None:
            return
        try:
            if number == signal.SIGKILL:
                os.killpg(self.process.pid, number)
            elif self.process.poll() is None:
                os.kill(self.process.pid, number)
        except ProcessLookupError:
            pass

    def last_lines(self) -> str:
        """Return the end of the process's log."""
        text = self.log.read_text(encoding="utf-8", errors="replace") if self.log.is_file() else ""
        return "\n".join(text.splitlines()[-15:])


def web_command() -> list[str]:
    """Return the command of a web server on the settings' address."""
    command = [program("gunicorn"), "config.wsgi", "--bind", f"{bind_address()}:{settings.PORT}"]
    command += ["--workers", str(read_number("WEB_WORKERS", default=2, lowest=1, highest=64))]
    command += ["--worker-class", "gthread", "--threads", "4", "--preload", "--graceful-timeout", "3"]
    return [*command, "--no-control-socket"]


def worker_command() -> list[str]:
    """Return the command of a worker; its name holds this process, so that many work side by side."""
    command = [program("celery"), "--app", "config", "worker", "--loglevel", "WARNING"]
    command += ["--without-gossip", "--without-mingle", "--hostname", f"portal{os.getpid()}@%h"]
    return [*command, "--concurrency", str(read_number("JOB_WORKERS", default=2, lowest=1, highest=64))]


def beat_command() -> list[str]:
    """Return the command of the clock, of which there is exactly one."""
    schedule = str(Path(settings.DATA_DIR) / "beat-schedule")
    return [program("celery"), "--app", "config", "beat", "--loglevel", "WARNING", "--schedule", schedule, "--pidfile="]


COMMANDS = {"web": web_command, "worker": worker_command, "beat": beat_command}


def program(name: str) -> str:
    """Return the path of a program of this environment."""
    return str(Path(sys.executable).parent / name)


def plan_children() -> list[Child]:
    """Return the processes to run, in the order of their start."""
    children = []
    broker = shutil.which("redis-server")
    private_redis = not read_text("REDIS_URL")
    if private_redis and broker:
        children.append(Child("redis", redis_command(broker)))
    children.append(Child("web", web_command()))
    if private_redis and not broker:
        say("redis-server is not installed: background jobs wait until it is (apt-get install redis-server).")
        return children
    return [*children, Child("worker", worker_command()), Child("beat", beat_command())]


def redis_command(program: str) -> list[str]:
    """Return the command of a Redis that only this data folder's owner can reach, and that keeps nothing on disk."""
    path = str(Path(settings.DATA_DIR) / "redis.sock")
    if len(os.fsencode(path)) > SOCKET_PATH_BYTES:
        raise Stop(f"The path {path} is too long for a socket: choose a shorter folder with DATA_DIR.")
    command = [program, "--port", "0", "--unixsocket", path, "--unixsocketperm", "700"]
    return [*command, "--save", "", "--appendonly", "no", "--dir", str(settings.DATA_DIR), "--daemonize", "no"]


def bind_address() -> str:
    """Return the address to listen on: this machine only, unless BIND says otherwise."""
    return read_text("BIND", "127.0.0.1")


def lock_data_folder() -> TextIO:
    """Return the held lock of the data folder; a second portal on the same folder is refused."""
    lock = (Path(settings.DATA_DIR) / "server.lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        raise Stop(f"A portal already runs on the data in {settings.DATA_DIR}.") from None
    return lock


def refuse_taken_port() -> None:
    """Refuse a port that another program listens on."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((bind_address(), settings.PORT))
        except OSError as error:
            raise Stop(
                f"The address {bind_address()}:{settings.PORT} cannot be used ({error.strerror}); "
                f"choose another port: PORT={settings.PORT + 1} sh script/server"
            ) from None


def wait_for_web(child: Child) -> None:
    """Return when a first request has been answered, whatever the answer: the next finds everything loaded."""
    address = "127.0.0.1" if bind_address() == "0.0.0.0" else bind_address()  # noqa: S104 - compared, not bound
    while child.process is not None and child.process.poll() is None:
        probe = http.client.HTTPConnection(address, settings.PORT, timeout=FIRST_PAGE_SECONDS)
        try:
            probe.request("GET", "/healthz")
            probe.getresponse()
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)
        else:
            return
        finally:
            probe.close()
    raise Stop(f"The web process ended at its start:\n{child.last_lines()}")


def restart_ended(children: list[Child]) -> None:
    """Start again what has ended by itself; Stop when it did so right after its start."""
    for child in children:
        if child.process is None or child.process.poll() is None:
            continue
        sentence = f"The {child.name} process ended with status {child.process.returncode}."
        child.send(signal.SIGKILL)  # what it may have left running
        if time.monotonic() - child.started < STEADY_SECONDS:
            raise Stop(f"{sentence} Last lines of {child.log}:\n{child.last_lines()}")
        say(f"{sentence} It is started again.")
        child.start()


def stop_children(children: list[Child]) -> None:
    """End all processes, the broker last; what has not gone after the grace is killed with all it has started."""
    for group in ([child for child in children if child.name != "redis"], children):
        for child in group:
            child.send(signal.SIGTERM)
        end = time.monotonic() + GRACE_SECONDS
        while time.monotonic() < end and any(child.process and child.process.poll() is None for child in group):
            time.sleep(0.05)
        for child in group:
            child.send(signal.SIGKILL)
            if child.process:
                child.process.wait()


def on_signal(number: int, frame: FrameType | None) -> None:
    """Turn SIGINT and SIGTERM into the orderly end."""
    raise Stop("")


def run() -> int:
    """Run the portal until a signal or a failure; return the exit status."""
    children: list[Child] = []
    lock: TextIO | None = None
    status = 0
    try:
        signal.signal(signal.SIGINT, on_signal)
        signal.signal(signal.SIGTERM, on_signal)
        (Path(settings.DATA_DIR) / "log").mkdir(exist_ok=True)
        lock = lock_data_folder()
        refuse_taken_port()
        children += plan_children()
        for child in children:
            child.start()
            if child.name == "web":
                wait_for_web(child)  # whoever waits, waits for pages: worker and beat load after the first one
        say(f"The portal answers at http://{bind_address()}:{settings.PORT}/ (stop it with Ctrl-C)")
        while True:
            time.sleep(0.5)
            restart_ended(children)
    except Stop as reason:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        if str(reason):
            say(str(reason))
            status = 1
        stop_children(children)
        if children:
            say("The portal has stopped.")
    finally:
        if lock:
            lock.close()
    return status


def become(part: str) -> None:
    """Turn this process into one part of the portal, for systems that watch over processes themselves."""
    if part not in COMMANDS:
        sys.exit(f"There is no part {part!r}; write one of: {', '.join(COMMANDS)}.")
    command = COMMANDS[part]()
    os.chdir(settings.BASE_DIR)
    os.execv(command[0], command)  # noqa: S606 - commands of this file


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if sys.argv[1:]:
        become(sys.argv[1])
    sys.exit(run())
