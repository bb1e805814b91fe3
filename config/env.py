"""Typed readers of the environment that refuse what they do not understand.

Every reader takes the variable's name; a value that cannot be read stops the start with a sentence that names the
variable, the value and what would be accepted.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
FALSE_WORDS = frozenset({"0", "false", "no", "off", ""})


def read_text(name: str, default: str = "") -> str:
    """Return the variable, or the content of the file that ``NAME_FILE`` points to, or the default."""
    file_name = os.environ.get(f"{name}_FILE", "")
    if file_name:
        path = Path(file_name)
        if not path.is_file():
            raise ImproperlyConfigured(f"{name}_FILE names {file_name!r}, and there is no such file.")
        return path.read_text(encoding="utf-8").strip()
    return os.environ.get(name, default).strip()


def read_switch(name: str, *, default: bool = False) -> bool:
    """Return an on/off variable; anything but 1, true, yes, on, 0, false, no, off is refused."""
    if name not in os.environ:
        return default
    value = os.environ[name].strip().lower()
    if value in TRUE_WORDS:
        return True
    if value in FALSE_WORDS:
        return False
    raise ImproperlyConfigured(f"{name} is {os.environ[name]!r}; write 1 for on or 0 for off.")


def read_number(name: str, *, default: int, lowest: int, highest: int) -> int:
    """Return a whole number between two bounds, both included."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not value.isascii() or not value.isdigit() or not lowest <= int(value) <= highest:
        raise ImproperlyConfigured(f"{name} is {value!r}; write a whole number from {lowest} to {highest}.")
    return int(value)


def read_list(name: str, default: str = "") -> list[str]:
    """Return a comma-separated variable as a list without empty parts."""
    return [part.strip() for part in read_text(name, default).split(",") if part.strip()]


def read_choice(name: str, *, default: str, choices: tuple[str, ...]) -> str:
    """Return one of a few words."""
    value = read_text(name, default)
    if value not in choices:
        raise ImproperlyConfigured(f"{name} is {value!r}; write one of: {', '.join(choices)}.")
    return value


SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-20000; PRAGMA mmap_size=134217728;"
    ),
}


def read_database(name: str, *, default_file: Path) -> dict[str, Any]:
    """Return Django's settings for one database from a URL.

    Accepted: empty (SQLite in ``default_file``), ``sqlite:///relative/or//absolute/path``,
    ``postgresql://user:password@host:port/name?option=value`` (also ``postgres://``); a socket folder goes in
    ``?host=/folder``.
    """
    url = read_text(name)
    if not url:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(default_file), "OPTIONS": SQLITE_OPTIONS}
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path[1:]) or ":memory:",
            "OPTIONS": SQLITE_OPTIONS,
        }
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ImproperlyConfigured(
            f"{name} starts with {parts.scheme or 'nothing'!r}; use sqlite:///file or postgresql://user@host/name."
        )
    try:
        port = str(parts.port or "")
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} has no readable port; write postgresql://user@host:5432/name.") from error
    options = dict(parse_qsl(parts.query))
    database = unquote(parts.path.lstrip("/"))
    if not database:
        raise ImproperlyConfigured(f"{name} names no database: write postgresql://user@host:port/name.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": port,
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


@dataclass(frozen=True)
class MailServer:
    """Where e-mails go: the name of Django's backend, and the server where one is named."""

    backend: str = "django.core.mail.backends.console.EmailBackend"
    host: str = "localhost"
    port: int = 25
    user: str = ""
    password: str = ""
    scheme: str = ""


def read_mail(name: str) -> MailServer:
    """Return the mail server that a URL names; empty: e-mails are printed on the console.

    Accepted: ``smtp://user:password@host:port`` (plain, port 25), ``smtp+tls://`` (STARTTLS, port 587), ``smtps://``
    (TLS from the first byte, port 465).
    """
    url = read_text(name)
    if not url:
        return MailServer()
    parts = urlsplit(url)
    ports = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
    if parts.scheme not in ports or not parts.hostname:
        raise ImproperlyConfigured(
            f"{name} is not a mail server; write smtp://host:25, smtp+tls://user:password@host:587 or smtps://host:465."
        )
    try:
        port = parts.port or ports[parts.scheme]
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} has no readable port; write smtp://host:25.") from error
    return MailServer(
        backend="django.core.mail.backends.smtp.EmailBackend",
        host=parts.hostname,
        port=port,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        scheme=parts.scheme,
    )


def read_redis(name: str, *, default_socket: Path) -> str:
    """Return the broker's URL: redis://, rediss:// or unix:// turned into what Celery's transport expects."""
    url = read_text(name) or f"redis+socket://{default_socket}"
    scheme = urlsplit(url).scheme
    if scheme == "unix":
        return "redis+socket" + url[len("unix") :]
    if scheme not in {"redis", "rediss", "redis+socket"}:
        raise ImproperlyConfigured(f"{name} is {url!r}; use redis://host:port/0, rediss://... or unix:///path.")
    return url
