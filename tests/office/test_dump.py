"""The copy of the database: of one instant, with its counts; a wrong copy leaves the old database in place."""

from pathlib import Path

import pytest
from django.db import connection

from association.models import Organization
from office.domain.dump import DumpFailed, dump_database, dump_name, find_program, load_database
from office.workflow import Refusal
from tests.factories.association import OrganizationFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_copy_holds_what_was_there_and_comes_back(tmp_path: Path) -> None:
    OrganizationFactory.create_batch(3)
    counts = dump_database(tmp_path / Path(dump_name()).name)
    assert counts["association_organization"] == 3
    Organization.objects.all().delete()
    load_database(tmp_path / Path(dump_name()).name, expected=counts)
    assert Organization.objects.count() == 3
    OrganizationFactory()  # sequences go on behind what was loaded


def test_wrong_copy_leaves_the_old_database(tmp_path: Path) -> None:
    copy = tmp_path / Path(dump_name()).name
    counts = dump_database(copy)
    OrganizationFactory()
    with pytest.raises(DumpFailed, match="association_organization"):
        load_database(copy, expected={**counts, "association_organization": 7})
    assert Organization.objects.count() == 1


def test_database_in_use_is_not_exchanged(tmp_path: Path) -> None:
    if connection.vendor != "postgresql":
        return  # the embedded one is guarded by the lock of its data folder
    copy = tmp_path / Path(dump_name()).name
    counts = dump_database(copy)
    other = connection.copy()
    other.connect()
    try:
        with pytest.raises(Refusal):
            load_database(copy, expected=counts)
    finally:
        other.close()


def test_missing_program_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("office.domain.dump.shutil.which", lambda _name: None)
    with pytest.raises(DumpFailed, match="postgresql-client"):
        find_program("pg_nothing")
