"""Copy the whole database out and in again: SQLite by its online copy, PostgreSQL by pg_dump and pg_restore."""

import gzip
import os
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg2
from django.db import connection
from django.utils.translation import gettext as _
from psycopg2.extensions import make_dsn

from office.workflow import Refusal, refuse_unless

LEAVING_SECONDS = 2

Tick = Callable[[], None]
# Where the schema lies while a restored one is tried; back it goes when that fails.
SET_ASIDE = "before_restore"


class DumpFailed(Refusal):
    """The database's own program did not do it; the message has its last line."""


def dump_name() -> str:
    """Return the name under which this database's copy stands in an archive."""
    return "database/portal.dump" if connection.vendor == "postgresql" else "database/portal.sqlite3.gz"


def dump_database(target: Path, *, tick: Tick = lambda: None) -> dict[str, int]:
    """Write a copy of the database as it is at one instant; returns the rows of each table in that copy."""
    if connection.vendor == "postgresql":
        return dump_postgres(target, tick=tick)
    plain = target.with_suffix("")
    with closing(sqlite3.connect(database_file(), timeout=60)) as source, closing(sqlite3.connect(plain)) as copy:
        # In one step: page by page it would begin anew with every write of another process.
        source.backup(copy)
        counts = count_sqlite(copy)
    tick()
    with plain.open("rb") as content, gzip.open(target, "wb", compresslevel=3) as packed:
        while data := content.read(4 * 1024 * 1024):
            packed.write(data)
            tick()
    plain.unlink()
    return counts


def database_file() -> Path:
    """Return the file of the embedded database."""
    return Path(str(connection.settings_dict["NAME"]))


def count_sqlite(database: sqlite3.Connection) -> dict[str, int]:
    """Return the rows of each table of an SQLite database."""
    names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    tables = sorted(name for (name,) in names)
    return {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}  # noqa: S608


def count_postgres(database: Any) -> dict[str, int]:
    """Return the rows of each table of a PostgreSQL database."""
    with database.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
        counts = {}
        for (name,) in cursor.fetchall():
            cursor.execute(f'SELECT count(*) FROM public."{name}"')  # noqa: S608 - names out of the catalogue
            counts[name] = cursor.fetchone()[0]
    return counts


def connect_postgres() -> Any:
    """Return a connection to the database beside Django's own."""
    return psycopg2.connect(**connection.get_connection_params())


def dump_postgres(target: Path, *, tick: Tick) -> dict[str, int]:
    """Dump and count in one snapshot, so that the counts are those of the dump."""
    with closing(connect_postgres()) as database:
        database.set_session(isolation_level="REPEATABLE READ", readonly=True)
        with database.cursor() as cursor:
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = cursor.fetchone()[0]
        options = ["--format=custom", "--no-owner", "--no-privileges"]
        run_program("pg_dump", *options, f"--snapshot={snapshot}", f"--file={target}", tick=tick)
        return count_postgres(database)


def run_program(name: str, *options: str, tick: Tick) -> None:
    """Run one of PostgreSQL's programs on the database; the password goes by the environment, not the command line."""
    params = connection.get_connection_params()
    texts = {key: value for key, value in params.items() if isinstance(value, str | int) and key != "password"}
    environment = {**os.environ, "PGPASSWORD": str(params.get("password") or ""), "LC_ALL": "C.UTF-8"}
    command = [find_program(name), *options, "--no-password", f"--dbname={make_dsn(**texts)}"]
    process = subprocess.Popen(  # noqa: S603 - PostgreSQL's own programs
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    try:
        while True:
            try:
                _out, errors = process.communicate(timeout=1)
                break
            except subprocess.TimeoutExpired:
                tick()
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
    last = errors.strip().splitlines()[-1:] or [""]
    failed = _("%(program)s failed: %(sentence)s") % {"program": name, "sentence": last[0]}
    refuse_unless(process.returncode == 0, failed, error=DumpFailed)


def find_program(name: str) -> str:
    """Return the path of a program: the newest of Debian's PostgreSQL folders, else what is on PATH."""
    debian = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    found = str(debian[-1]) if debian else shutil.which(name)
    missing = _("%(program)s is missing: apt-get install postgresql-client") % {"program": name}
    refuse_unless(bool(found), missing, error=DumpFailed)
    return str(found)


def load_database(source: Path, *, expected: dict[str, int], tick: Tick = lambda: None) -> None:
    """Put a copy in the place of the database; when its rows are not the expected ones, the old one stays.

    Nobody else may use the database meanwhile.
    """
    connection.close()
    if connection.vendor == "postgresql":
        load_postgres(source, expected=expected, tick=tick)
    else:
        load_sqlite(source, expected=expected)


def load_sqlite(source: Path, *, expected: dict[str, int]) -> None:
    """Unpack beside the database's file, look, and exchange the files in one step."""
    target = database_file()
    draft = target.with_name(f".{target.name}.restored")
    with gzip.open(source, "rb") as packed, draft.open("wb") as content:
        shutil.copyfileobj(packed, content, 4 * 1024 * 1024)
    try:
        with closing(sqlite3.connect(draft)) as copy:
            refuse_other_rows(expected, count_sqlite(copy))
        for ending in ("-wal", "-shm"):  # of the old file: they would be applied to the new one
            target.with_name(target.name + ending).unlink(missing_ok=True)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def load_postgres(source: Path, *, expected: dict[str, int], tick: Tick) -> None:
    """Set the present schema aside, load the dump, look, then drop the old one; or bring it back."""
    with closing(connect_postgres()) as database:
        database.autocommit = True
        with database.cursor() as cursor:
            others = count_others(cursor)
            busy = _("Other programs use the database (%(count)s connections). Stop the portal first.")
            refuse_unless(others == 0, busy % {"count": others})
            exchange_schema(cursor, "public", SET_ASIDE)
            try:
                options = ["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error"]
                run_program("pg_restore", *options, str(source), tick=tick)
                refuse_other_rows(expected, count_postgres(database))
            except BaseException:
                exchange_schema(cursor, SET_ASIDE, "public")
                raise
            cursor.execute(f"DROP SCHEMA {SET_ASIDE} CASCADE")


def count_others(cursor: Any) -> int:
    """Return how many other connections the database has; what has just ended its work gets a moment to be gone."""
    end = time.monotonic() + LEAVING_SECONDS
    while True:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        others = int(cursor.fetchone()[0])
        if not others or time.monotonic() > end:
            return others
        time.sleep(0.1)


def exchange_schema(cursor: Any, source: str, target: str) -> None:
    """Give a schema another name, in the place of what has that name; extensions stay in ``public``."""
    cursor.execute(f"DROP SCHEMA IF EXISTS {target} CASCADE")
    cursor.execute(f"ALTER SCHEMA {source} RENAME TO {target}")
    if target != "public":
        cursor.execute("CREATE SCHEMA public")
        cursor.execute(
            "SELECT extname FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace WHERE nspname = %s",
            [target],
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f'ALTER EXTENSION "{name}" SET SCHEMA public')


def refuse_other_rows(expected: dict[str, int], found: dict[str, int]) -> None:
    """Refuse a loaded copy whose tables do not hold the rows that the manifest names."""
    wrong = sorted(name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name))
    sentence = _("The copy of the database does not hold what the manifest says: %(tables)s")
    refuse_unless(not wrong, sentence % {"tables": ", ".join(wrong[:5])}, error=DumpFailed)
