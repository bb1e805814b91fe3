"""The demo year for tests: loaded once for a module, inside a transaction around the tests' own.

A module that wants it writes ``from tests.demo_year import demo_year  # noqa: F401`` and marks its tests
``[pytest.mark.usefixtures("demo_year"), pytest.mark.django_db]``. What a test changes is undone behind it. Tests with a
live server commit and cannot use it: they call ``load_year()`` themselves.
"""

from collections.abc import Generator
from typing import Any

import pytest
from django.db import transaction

from reports.demo.load import load_year


@pytest.fixture(scope="module")
def demo_year(django_db_setup: None, django_db_blocker: Any) -> Generator[dict[str, dict[str, int]], None, None]:
    """Load the year and undo it behind the module's last test; returns how many rows each chapter added."""
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        added = load_year()
    yield added
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        outer.__exit__(None, None, None)
