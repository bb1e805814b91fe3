"""Take the triggers of the append-only tables off for a moment: a flush between tests, or a test that plays the thief.

The portal itself has no such way. Loaded as a plugin by ``tests/conftest.py``: the flush behind a transactional test
and behind a test with a live server empties the audit trail too.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from office.queries.seal import PROTECTED

KEPT = {"django_content_type", "auth_permission"}


@contextmanager
def triggers_off() -> Iterator[None]:
    """Take the triggers off and put the same ones back, on the database of the test."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            names = ", ".join(["%s"] * len(PROTECTED))
            cursor.execute(
                f"SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ({names})", list(PROTECTED)
            )
            triggers = cursor.fetchall()
            off = [f"DROP TRIGGER {name}" for name, _sql in triggers]
            on = [sql for _name, sql in triggers]
        else:
            # As replication does it: neither these triggers nor those of foreign keys fire.
            off, on = ["SET session_replication_role = replica"], ["SET session_replication_role = DEFAULT"]
        for statement in off:
            cursor.execute(statement)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for statement in on:
                cursor.execute(statement)


@pytest.fixture(scope="session", autouse=True)
def flush_with_triggers_off() -> Iterator[None]:
    """Let the flush behind transactional tests pass the triggers."""
    from django.test import TransactionTestCase

    with pytest.MonkeyPatch.context() as patch:
        # TestCase overrides the method and rolls back instead: only real flushes come here.
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _self: empty_tables())
        yield


def empty_tables() -> None:
    """Empty every table of ours but those that only say which models there are.

    Django's own flush writes these anew each time, and truncates on PostgreSQL: files made for some five hundred
    tables and indexes, most of them empty already.
    """
    tables = set(connection.introspection.django_table_names(only_existing=True, include_views=False)) - KEPT
    with triggers_off(), transaction.atomic(), connection.cursor() as cursor:
        for table in sorted(tables):
            cursor.execute(f'DELETE FROM "{table}"')
        if connection.vendor == "sqlite":
            # An empty trail whose counter stands high is what a thief leaves behind.
            names = ", ".join(["%s"] * len(PROTECTED))
            cursor.execute(f"DELETE FROM sqlite_sequence WHERE name IN ({names})", list(PROTECTED))
