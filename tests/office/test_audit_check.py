"""The check locates every row that was changed, removed, put in or swapped, and every spoiled seal."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from office.actor import Actor
from office.domain.audit import record_act
from office.domain.seal import seal_entries
from office.enums import AuditFault
from office.models import AuditEntry, Seal, SealedEntry
from office.queries.audit_check import GRACE, check_trail
from office.queries.seal import COLUMNS, seal_text
from tests.append_only import triggers_off
from tests.factories.association import ActivityFactory, PersonFactory

TABLE = "office_auditentry"


@pytest.fixture
def trail(staff: Actor) -> Iterator[list[int]]:
    """A trail of two seals over rows of every kind, and two rows that wait for theirs; gives the ids.

    What a test spoils is undone before the foreign keys are looked at.
    """
    with transaction.atomic():
        yield write_trail(staff)
        transaction.set_rollback(True)


def write_trail(staff: Actor) -> list[int]:
    activity, person = ActivityFactory(), PersonFactory()
    for turn in range(6):
        record_act(
            activity, "change", actor=staff, before={"title": "旧"}, after={"title": f"论坛{turn}"}, reason="更正"
        )
        record_act(person, "change", actor=Actor(name="系统"), after={"phone": "13912345678", "share": 1.5})
        if turn in {1, 4}:
            seal_entries()
    return list(AuditEntry.objects.order_by("id").values_list("id", flat=True))


def steal(sql: str, *values: Any) -> None:
    """Do to the database what nobody can through the portal."""
    with triggers_off(), checks_off(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, list(values))


@contextmanager
def checks_off() -> Iterator[None]:
    """Let a row stand that no CHECK allows; SQLite keeps the switch with the connection, so it is set back."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = ON")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


def found() -> set[tuple[str, int]]:
    return {(str(fault.kind), fault.number) for fault in check_trail().faults}


def test_an_untouched_trail_is_clean(trail: list[int]) -> None:
    check = check_trail(printed=[seal_text(Seal.objects.first())])
    assert check.faults == []
    assert (check.entries, check.unsealed, check.seal) == (12, 2, 2)
    assert check.head == seal_text(Seal.objects.get(number=2))
    assert check_trail(earlier=[check.as_data()]).faults == []


@pytest.mark.django_db
def test_an_empty_trail_is_clean() -> None:
    assert check_trail().as_data() == {
        "entries": 0, "unsealed": 0, "seal": 0, "head": "", "faults": 0, "found": []
    }  # fmt: skip


def test_a_changed_row_is_named_with_day_and_object(trail: list[int]) -> None:
    steal(f"UPDATE {TABLE} SET reason = 'x' WHERE id = %s", trail[0])
    (fault,) = check_trail().faults
    entry = AuditEntry.objects.get(pk=trail[0])
    assert (fault.kind, fault.number, fault.at) == (AuditFault.CHANGED, trail[0], entry.at)
    assert fault.what == f"{entry.actor_name} change {entry.object_text}"


@pytest.mark.parametrize("column", COLUMNS)
def test_each_column_is_watched(trail: list[int], column: str) -> None:
    spoil(column, trail[3], random.Random(column))
    assert found(), column


def test_a_row_changed_before_its_seal_is_found(trail: list[int]) -> None:
    steal(f"UPDATE {TABLE} SET object_text = 'x' WHERE id = %s", trail[-1])
    assert found() == {("foreign", trail[-1])}
    seal_entries()
    assert found() == {("foreign", trail[-1])}, "sealing does not make it good"


def test_a_removed_row_is_named_from_what_its_seal_keeps(trail: list[int]) -> None:
    text = AuditEntry.objects.get(pk=trail[5]).object_text
    steal(f"DELETE FROM {TABLE} WHERE id = %s", trail[5])
    (fault,) = check_trail().faults
    assert (fault.kind, fault.number) == (AuditFault.REMOVED, trail[5])
    assert fault.what == f"change {text}"
    assert fault.at is not None


def copy_row(source: int, target: int, *, signature: str = "", at: Any = None) -> None:
    """Put in a row made from another one."""
    names = ", ".join(f'"{name}"' for name in COLUMNS if name not in {"id", "signature", "at"})
    steal(
        f"INSERT INTO {TABLE} (id, signature, at, {names}) SELECT %s, %s, %s, {names} FROM {TABLE} WHERE id = %s",
        target,
        signature,
        at or timezone.now(),
        source,
    )


@pytest.mark.parametrize("signature", ["", "f" * 80])
def test_a_row_put_in_is_found_wherever_it_stands(trail: list[int], signature: str) -> None:
    steal(f"DELETE FROM {TABLE} WHERE id = %s", trail[4])
    copy_row(trail[0], trail[4], signature=signature)
    assert found() == {("changed", trail[4])}, "in the place of a sealed one"
    copy_row(trail[0], trail[-1] + 5, signature=signature.replace("f", "e"))
    assert ("foreign", trail[-1] + 5) in found(), "behind the last one, with today's date"
    seal_entries()
    assert ("foreign", trail[-1] + 5) in found()


def test_a_row_put_in_among_unsigned_old_ones_is_found_by_its_time(staff: Actor) -> None:
    """Rows of a time before signatures are taken as they are, but only those that the first seal found."""
    activity = ActivityFactory()
    record_act(activity, "create", actor=staff)
    old = AuditEntry.objects.get()
    steal(f"UPDATE {TABLE} SET signature = '', at = %s", timezone.now() - timedelta(days=30))
    seal_entries()
    assert found() == set()
    record_act(activity, "change", actor=staff)
    copy_row(old.pk, old.pk - 1, at=timezone.now() - timedelta(days=20))
    assert found() == {("unsealed", old.pk - 1)}
    seal_entries()
    assert found() == {("foreign", old.pk - 1)}


def test_swapped_rows_are_both_found(trail: list[int]) -> None:
    first, second = trail[0], trail[7]
    for source, target in ((first, -1), (second, first), (-1, second)):
        steal(f"UPDATE {TABLE} SET id = %s WHERE id = %s", target, source)
    assert found() == {("changed", first), ("changed", second)}


def test_swapped_unsealed_rows_are_told_by_their_seal_only_later(trail: list[int]) -> None:
    """The signature does not know the number, which the database gives; before a seal two rows may change places."""
    first, second = trail[-2:]
    for source, target in ((first, -1), (second, first), (-1, second)):
        steal(f"UPDATE {TABLE} SET id = %s WHERE id = %s", target, source)
    assert found() == set()


def test_a_copy_of_a_signed_row_is_refused_by_the_database(trail: list[int]) -> None:
    signature = AuditEntry.objects.get(pk=trail[0]).signature
    with pytest.raises(Exception, match=r"(?i)unique"), transaction.atomic():
        copy_row(trail[0], trail[-1] + 1, signature=signature)


def test_a_row_that_waits_too_long_for_its_seal_is_told(staff: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = record_act(ActivityFactory(), "create", actor=staff)
    assert check_trail().faults == []
    monkeypatch.setattr("office.queries.audit_check.GRACE", -GRACE)
    assert found() == {("unsealed", entry.pk)}


@pytest.mark.parametrize(
    "change",
    ["made_at = made_at", "count = count + 1", "total = total + 1", "rows_digest = 'x'", "previous = 'x'",
     "head = 'x'", "layout = 7", "number = 9"],
)  # fmt: skip
def test_a_changed_seal_is_found(trail: list[int], change: str) -> None:
    if change.startswith("made_at"):
        steal("UPDATE office_seal SET made_at = %s WHERE number = 1", timezone.now() - timedelta(seconds=1))
    else:
        steal(f"UPDATE office_seal SET {change} WHERE number = 1")
    kinds = {kind for kind, number in found() if number in {1, 9}}
    assert kinds & {"seal_changed", "seal_removed"}


@pytest.mark.parametrize("change", ["digest = 'x'", "action = 'x'", "object_text = 'x'", "seal_id = 2", "entry = -3"])
def test_a_changed_memory_of_a_row_is_found(trail: list[int], change: str) -> None:
    steal(f"UPDATE office_sealedentry SET {change} WHERE entry = %s", trail[1])
    assert ("seal_changed", 1) in found()


def test_a_removed_seal_is_found(trail: list[int]) -> None:
    steal("DELETE FROM office_seal WHERE number = 1")
    assert found() == {("seal_removed", 1)}


def test_a_forged_seal_without_the_key_is_found(trail: list[int], settings: Any) -> None:
    """Who changes a row and makes every seal anew lacks the key."""
    keys = settings.AUDIT_KEYS
    steal(f"UPDATE {TABLE} SET reason = 'x' WHERE id = %s", trail[0])
    for table in ("office_sealedentry", "office_seal"):
        steal(f"DELETE FROM {table}")
    settings.AUDIT_KEYS = ["guessed"]
    seal_entries()
    settings.AUDIT_KEYS = keys
    assert found() == {("foreign", trail[0]), ("seal_changed", 1)}


def test_a_cut_end_is_found_by_what_was_printed_or_seen_before(trail: list[int]) -> None:
    seal_entries()
    before = check_trail()
    last = SealedEntry.objects.filter(seal_id=3).values_list("entry", flat=True)
    steal(f"DELETE FROM {TABLE} WHERE id IN ({', '.join(map(str, last))})")
    steal("DELETE FROM office_sealedentry WHERE seal_id = 3")
    steal("DELETE FROM office_seal WHERE number = 3")
    told = {"head_missing"} | ({"cut_off"} if connection.vendor == "sqlite" else set())
    for known in ({"printed": [before.head]}, {"earlier": [before.as_data()]}):
        faults = check_trail(**known).faults
        assert {str(fault.kind) for fault in faults} == told
        assert before.head in {fault.what for fault in faults}


def test_a_seal_without_its_row_but_with_its_memory_is_found(trail: list[int]) -> None:
    steal("DELETE FROM office_seal WHERE number = 2")
    assert ("seal_removed", 2) in found()


def test_missing_protection_is_told(trail: list[int]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"DROP TRIGGER {TABLE}_refuses_update")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {TABLE} DISABLE TRIGGER {TABLE}_refuses_update")
    (fault,) = check_trail().faults
    assert (fault.kind, fault.what) == (AuditFault.UNPROTECTED, f"{TABLE}_refuses_update")


def test_an_old_key_is_accepted_and_a_lost_one_is_told(trail: list[int], settings: Any) -> None:
    settings.AUDIT_KEYS = ["new", *settings.AUDIT_KEYS]
    assert found() == set()
    settings.AUDIT_KEYS = ["new"]
    assert len(found()) == 12 + 2, "every row and both seals"


def spoil(column: str, number: int, chance: random.Random) -> str:
    """Change one random byte of a column of a row; a column without a value gets one. Returns what was done."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT CAST(CAST("{column}" AS TEXT) AS BLOB) FROM {TABLE} WHERE id = %s', [number])
            stored = cursor.fetchone()[0]
        if not stored:
            spoiled = bytes([chance.choice(b"0123456789abc")])
        else:
            place = chance.randrange(len(stored))
            new = chance.choice([byte for byte in range(1, 256) if byte != stored[place]])
            spoiled = stored[:place] + bytes([new]) + stored[place + 1 :]
        if column == "id":
            spoiled = b"%d" % (int(number) ^ 1 << chance.randrange(20, 40))
        steal(f'UPDATE {TABLE} SET "{column}" = CAST(%s AS TEXT) WHERE id = %s', spoiled, number)
        return f"{column} of {number}: {stored!r} to {spoiled!r}"
    bit = 1 << chance.randrange(20)
    letter = chance.choice("xyz甲乙丙")
    changes = {
        "id": f"id # {bit << 20}",
        "at": f"at + interval '{1 + chance.randrange(10**6)} microseconds'",
        "user_id": f"COALESCE(user_id, 0) # {bit}",
        "content_type_id": f"COALESCE(content_type_id, 0) # {bit}",
        "batch": f"'00000000-0000-0000-0000-{chance.randrange(10**11):012d}'",
        "before": f'before || \'{{"title": "{letter}"}}\'',
        "after": f'after || \'{{"title": "{letter}"}}\'',
    }
    place = chance.randrange(4)
    change = changes.get(column, f"overlay({column} placing '{letter}' from {1 + place})")
    steal(f'UPDATE {TABLE} SET "{column}" = {change} WHERE id = %s', number)
    return f"{column} of {number}: {change}"


def try_random_bytes(trail: list[int], trials: int, *, seed: int) -> None:
    """Change one byte of one row, look whether that row is found, undo it; so many times.

    A new number of a row without a seal is left out: see ``test_swapped_unsealed_rows...``.
    """
    chance = random.Random(seed)
    sealed = set(SealedEntry.objects.values_list("entry", flat=True))
    missed = []
    for _trial in range(trials):
        number = chance.choice(trail)
        column = chance.choice(COLUMNS if number in sealed else COLUMNS[1:])
        with transaction.atomic():
            done = spoil(column, number, chance)
            if number not in {fault.number for fault in check_trail().faults}:
                missed.append(done)
            transaction.set_rollback(True)
    assert not missed


def test_a_random_changed_byte_is_found(trail: list[int]) -> None:
    try_random_bytes(trail, 100, seed=20201231)


@pytest.mark.verify
def test_a_thousand_random_changed_bytes_are_found(trail: list[int]) -> None:
    try_random_bytes(trail, 1000, seed=20260101)
