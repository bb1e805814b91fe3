"""The trail cannot be changed, and its seals stay right whoever writes and seals at the same time."""

import threading
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from office.actor import Actor
from office.domain.audit import Act, record_act, record_acts
from office.domain.seal import head_for_print, seal_entries
from office.methods.audit import digest_row
from office.models import AuditEntry, Seal, SealedEntry
from office.queries.seal import (
    COLUMNS,
    LAYOUTS,
    PROTECTED,
    missing_triggers,
    read_entries,
    removed_from_the_end,
    seal_text,
    unsealed_entries,
)
from tests.append_only import triggers_off
from tests.factories.association import ActivityFactory


def write_rows(staff: Actor, count: int = 3) -> list[AuditEntry]:
    activity = ActivityFactory()
    return [record_act(activity, "change", actor=staff, after={"title": f"论坛{number}"}) for number in range(count)]


@pytest.mark.django_db
def test_triggers_stand_after_all_migrations() -> None:
    assert missing_triggers() == []
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER office_seal_refuses_delete")
        else:
            cursor.execute("ALTER TABLE office_seal DISABLE TRIGGER office_seal_refuses_delete")
    assert missing_triggers() == ["office_seal_refuses_delete"]


@pytest.mark.django_db
@pytest.mark.parametrize("table", PROTECTED)
def test_no_row_of_the_trail_changes_or_goes(staff: Actor, table: str) -> None:
    write_rows(staff)
    seal_entries()
    key = {"office_auditentry": "id", "office_sealedentry": "entry", "office_seal": "number"}[table]
    statements = [f"UPDATE {table} SET {key} = {key}", f"DELETE FROM {table}"]
    if connection.vendor == "sqlite":
        statements.append(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
    else:
        statements.append(f"TRUNCATE {table} CASCADE")
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what waits for the commit would refuse a TRUNCATE too
    for statement in statements:
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert AuditEntry.objects.count() == SealedEntry.objects.count() == 3


@pytest.mark.django_db
def test_no_way_of_the_models_changes_a_row(staff: Actor) -> None:
    entry = write_rows(staff, 1)[0]
    entry.reason = "改"
    for act in (
        entry.save,
        entry.delete,
        AuditEntry.objects.all().delete,
        lambda: AuditEntry.objects.update(reason="改"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
    assert AuditEntry.objects.get().reason == ""


@pytest.mark.django_db
def test_every_unsealed_row_is_sealed_once(staff: Actor) -> None:
    rows = write_rows(staff)
    assert seal_entries() == 3
    assert seal_entries() == 0, "a repeat is harmless"
    seal = Seal.objects.get()
    assert (seal.number, seal.count, seal.total, seal.previous) == (1, 3, 3, "")
    write_rows(staff, 2)
    assert seal_entries() == 2
    second = Seal.objects.get(number=2)
    assert (second.count, second.total, second.previous) == (2, 5, seal.head)
    kept = SealedEntry.objects.get(entry=rows[0].pk)
    assert (kept.action, kept.object_text) == ("change", rows[0].object_text)


@pytest.mark.django_db
def test_a_lower_number_that_commits_later_is_sealed_too(staff: Actor) -> None:
    first, second, third = write_rows(staff)
    late = next(entry for entry in read_entries() if entry.number == second.pk)
    with triggers_off(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM office_auditentry WHERE id = %s", [second.pk])
    assert seal_entries() == 2
    second.save(force_insert=True)
    assert [entry.number for entry in unsealed_entries()] == [second.pk]
    assert seal_entries() == 1
    assert SealedEntry.objects.get(entry=second.pk).digest == late.digest()
    assert {first.pk, second.pk, third.pk} == set(SealedEntry.objects.values_list("entry", flat=True))


@pytest.mark.django_db
def test_a_long_trail_is_read_and_sealed_in_slices(staff: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("office.queries.seal.SLICE", 2)
    monkeypatch.setattr("office.domain.seal.SEAL_LIMIT", 3)
    rows = write_rows(staff, 7)
    assert [entry.number for entry in read_entries()] == [row.pk for row in rows]
    assert seal_entries() == 7
    assert list(Seal.objects.order_by("number").values_list("count", "total")) == [(3, 3), (3, 6), (1, 7)]


@pytest.mark.pure
def test_the_digest_covers_every_column() -> None:
    """A new column of the trail goes into a new layout; this test says so when it is forgotten."""
    assert set(COLUMNS) == {field.attname for field in AuditEntry._meta.concrete_fields}
    assert max(LAYOUTS) == 1, "a landed layout is never changed"


@pytest.mark.pure
def test_the_digest_knows_where_a_column_ends() -> None:
    assert digest_row([b"ab", b"c"]) != digest_row([b"a", b"bc"])
    assert digest_row([None]) != digest_row([b""])


@pytest.mark.django_db
def test_the_head_is_printed_with_its_number(staff: Actor) -> None:
    assert seal_text(None) == ""
    write_rows(staff)
    text = head_for_print()
    seal = Seal.objects.get()
    assert text == f"第1号 {seal.head[:32]}"
    assert head_for_print() == text


@pytest.mark.django_db
def test_the_head_is_made_with_the_key(staff: Actor, settings: Any) -> None:
    write_rows(staff)
    with transaction.atomic():
        seal_entries()
        first = Seal.objects.get()
        transaction.set_rollback(True)
    settings.AUDIT_KEYS = ["another"]
    seal_entries()
    assert Seal.objects.get().rows_digest == first.rows_digest
    assert Seal.objects.get().head != first.head


@pytest.mark.django_db
def test_removal_of_the_last_rows_is_counted_on_sqlite(staff: Actor) -> None:
    rows = write_rows(staff)
    assert removed_from_the_end() == 0
    with triggers_off(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM office_auditentry WHERE id > %s", [rows[0].pk])
    assert removed_from_the_end() == (2 if connection.vendor == "sqlite" else 0)


def run_together(writers: int, sealers: int, rounds: int) -> None:
    """Let writers, some in bulk and some rolled back, and sealers work at the same time, each on its own connection."""
    activity = ActivityFactory()
    barrier, errors = threading.Barrier(writers + sealers), list[BaseException]()
    done = threading.Event()

    def write(writer: int) -> None:
        actor = Actor(name=f"writer {writer}")
        for turn in range(rounds):
            with transaction.atomic():
                record_act(activity, "change", actor=actor, after={"turn": turn})
                record_acts([Act(activity, "change", None, {"turn": turn})] * 2, actor=actor)
                transaction.set_rollback(turn % 5 == 4)

    def seal(_sealer: int) -> None:
        while not done.wait(0.01):
            seal_entries()

    def run(work: Any, number: int) -> None:
        try:
            barrier.wait()
            work(number)
        except BaseException as error:  # noqa: BLE001 - told to the test below
            errors.append(error)
        finally:
            connection.close()

    seals = [threading.Thread(target=run, args=(seal, number)) for number in range(sealers)]
    writes = [threading.Thread(target=run, args=(write, number)) for number in range(writers)]
    for thread in (*seals, *writes):
        thread.start()
    for thread in writes:
        thread.join()
    done.set()
    for thread in seals:
        thread.join()
    assert not errors, errors


def check_after(rows: int) -> None:
    seal_entries()
    assert AuditEntry.objects.count() == rows
    assert set(SealedEntry.objects.values_list("entry", flat=True)) == set(
        AuditEntry.objects.values_list("id", flat=True)
    )
    total, previous = 0, ""
    for number, seal in enumerate(Seal.objects.order_by("number"), start=1):
        total += seal.count
        assert (seal.number, seal.previous, seal.total) == (number, previous, total)
        assert seal.entries.count() == seal.count
        previous = seal.head
    assert total == rows


@pytest.mark.django_db(transaction=True)
def test_seals_stay_right_under_eight_writers_and_two_sealers() -> None:
    run_together(writers=8, sealers=2, rounds=5)
    check_after(8 * 4 * 3)


@pytest.mark.verify
@pytest.mark.django_db(transaction=True)
def test_seals_stay_right_for_long() -> None:
    run_together(writers=8, sealers=4, rounds=200)
    check_after(8 * 160 * 3)
