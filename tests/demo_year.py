"""The demo year for tests: loaded once for a run, and put back row by row wherever else it is asked for.

A module that wants it writes ``from tests.demo_year import demo_year  # noqa: F401`` and marks its tests
``[pytest.mark.usefixtures("demo_year"), pytest.mark.django_db]``. What a test changes is undone behind it. A class with
data of its own calls ``put_demo_year()`` in ``setUpTestData``. Tests of loading itself, and those with a live server,
which commit, call ``load_year()``.
"""

import fcntl
import os
import pickle
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from psycopg2.extras import execute_values

from association.models import Organization
from office.models import AuditEntry
from reports.demo.load import load_year
from tests.template import TEMPLATE_VARIABLE

KEPT_NAME = "demo-year.pickle"
Rows = list[tuple[Any, ...]]
Tables = dict[str, tuple[list[str], Rows]]
Added = dict[str, dict[str, int]]


@pytest.fixture(scope="module")
def demo_year(django_db_setup: None, django_db_blocker: Any) -> Generator[Added, None, None]:
    """Put the year in and undo it behind the module's last test; returns how many rows each chapter added."""
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        added = put_demo_year()
    yield added
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        outer.__exit__(None, None, None)


def put_demo_year() -> Added:
    """Load the year into the test's transaction, or put back the rows that the run's first loading made.

    Only an empty portal takes rows with their keys; into any other the year is loaded chapter by chapter.
    """
    if TEMPLATE_VARIABLE not in os.environ or Organization.objects.exists() or AuditEntry.objects.exists():
        return load_year()
    kept = Path(os.environ[TEMPLATE_VARIABLE]) / KEPT_NAME
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            return load_and_keep(kept)
    added, tables = pickle.loads(kept.read_bytes())
    insert_rows(tables)
    return added


def load_and_keep(kept: Path) -> Added:
    """Load the year and keep, for the run's other tests, every table that it has filled."""
    before = read_tables()
    added = load_year()
    filled = {table: (names, rows) for table, (names, rows) in read_tables().items() if rows != before[table][1]}
    changed = [table for table in filled if before[table][1]]
    assert not changed, f"loading adds to tables that migrations have filled: {changed}"
    part = kept.with_suffix(".part")
    part.write_bytes(pickle.dumps((added, filled)))
    part.replace(kept)
    return added


def read_tables() -> Tables:
    """Return the columns and the rows of every table of ours."""
    tables: Tables = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            names = [field.column for field in model._meta.concrete_fields if not field.generated]
            columns = ", ".join(f'"{name}"' for name in names)
            cursor.execute(f'SELECT {columns} FROM "{model._meta.db_table}" ORDER BY 1')
            tables[model._meta.db_table] = (names, [tuple(row) for row in cursor.fetchall()])
    return tables


def insert_rows(tables: Tables) -> None:
    """Insert the rows with their keys, and let the next keys come behind them."""
    with connection.cursor() as cursor:
        for table, (names, rows) in tables.items():
            head = f'INSERT INTO "{table}" ({", ".join(f"{chr(34)}{name}{chr(34)}" for name in names)}) VALUES '
            if connection.vendor == "sqlite":
                cursor.executemany(f"{head} ({', '.join(['%s'] * len(names))})", rows)
            else:
                execute_values(cursor.cursor, f"{head} %s", rows, page_size=2000)
        filled = [model for model in apps.get_models() if model._meta.db_table in tables]
        for statement in connection.ops.sequence_reset_sql(no_style(), filled):
            cursor.execute(statement)
