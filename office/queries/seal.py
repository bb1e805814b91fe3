"""Read the audit trail as it lies in the database, the seals over it, and the triggers that protect both."""

import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection

from office.methods.audit import canonical_text, digest_row
from office.models import Seal, SealedEntry
from office.queries.audit import SIGNED_FIELDS

# What a digest is made over, by layout. A new column of the trail is a new layout; old seals keep theirs.
LAYOUTS: dict[int, tuple[str, ...]] = {1: ("id", *SIGNED_FIELDS, "signature")}
LAYOUT = max(LAYOUTS)
COLUMNS = LAYOUTS[LAYOUT]
ENTRIES, SEALED, SEALS = "office_auditentry", "office_sealedentry", "office_seal"
PROTECTED = (ENTRIES, SEALED, SEALS)
# Rows read at once: a trail of any length is checked in little memory.
SLICE = 5000


@dataclass(frozen=True)
class StoredEntry:
    """One row of the trail, every column as the bytes that stand in the database (None where nothing does)."""

    number: int
    values: dict[str, bytes | None]

    def digest(self, layout: int = LAYOUT) -> str:
        """Return the digest of the row over the columns of a layout."""
        return digest_row(self.values[name] for name in LAYOUTS[layout])

    def text(self, name: str) -> str:
        """Return a column as text, readable even where somebody spoiled it."""
        return (self.values[name] or b"").decode(errors="replace")

    @property
    def at(self) -> datetime | None:
        """The moment of the act; None where it cannot be read any more."""
        try:
            return datetime.fromisoformat(self.text("at")).replace(tzinfo=UTC)
        except ValueError:
            return None

    def signed_text(self) -> bytes:
        """Return what the signature was made over; ValueError where a column cannot be read."""
        return canonical_text(self.signed_value(name) for name in SIGNED_FIELDS)

    def signed_value(self, name: str) -> Any:
        """Return one column as it was when the row was signed."""
        value = self.values[name]
        if value is None:
            return None
        text = value.decode()
        if name == "at":
            return datetime.fromisoformat(text).replace(tzinfo=UTC)
        if name in {"user_id", "content_type_id"}:
            return int(text)
        if name in {"before", "after"}:
            return json.loads(text)
        return uuid.UUID(text) if name == "batch" else text


def read_entries(condition: str = "", *, limit: int | None = None) -> Iterator[StoredEntry]:
    """Yield rows of the trail by number, all or those that an SQL condition on ``entry`` names."""
    last = None
    while limit is None or limit > 0:
        size = SLICE if limit is None else min(SLICE, limit)
        parts = [part for part in (condition, "" if last is None else f"entry.id > {last:d}") if part]
        where = f"WHERE {' AND '.join(parts)}" if parts else ""
        with connection.cursor() as cursor:
            # Only names of our own and a number go into the text.
            cursor.execute(f"SELECT {stored_columns()} FROM {ENTRIES} entry {where} ORDER BY entry.id LIMIT {size:d}")  # noqa: S608
            rows = cursor.fetchall()
        for row in rows:
            values = {name: as_bytes(value) for name, value in zip(COLUMNS, row, strict=True)}
            last = int(values["id"] or b"0")
            yield StoredEntry(number=last, values=values)
        if len(rows) < size:
            return
        limit = None if limit is None else limit - size


def stored_columns() -> str:
    """Return the columns of the trail as SQL that gives what is stored, past every conversion."""
    if connection.vendor == "sqlite":
        return ", ".join(f'CAST(CAST(entry."{name}" AS TEXT) AS BLOB)' for name in COLUMNS)
    return ", ".join(
        "CAST(entry.at AT TIME ZONE 'UTC' AS TEXT)" if name == "at" else f'CAST(entry."{name}" AS TEXT)'
        for name in COLUMNS
    )


def as_bytes(value: Any) -> bytes | None:
    """Return a stored value as bytes: SQLite gives bytes, PostgreSQL text."""
    return value.encode() if isinstance(value, str) else value


def unsealed_entries(*, limit: int | None = None) -> Iterator[StoredEntry]:
    """Yield the rows that no seal covers, whatever their numbers: lower ones may commit later."""
    condition = f"NOT EXISTS (SELECT 1 FROM {SEALED} sealed WHERE sealed.entry = entry.id)"  # noqa: S608
    return read_entries(condition, limit=limit)


def kept_columns(row: SealedEntry) -> tuple[Any, ...]:
    """Return the columns of a sealed entry that its seal vouches for."""
    return row.entry, row.digest, row.at, row.action, row.object_text


def head_columns(seal: Seal) -> tuple[Any, ...]:
    """Return the columns of a seal that its head vouches for."""
    return (
        seal.number,
        seal.made_at,
        seal.layout,
        seal.count,
        seal.total,
        seal.rows_digest,
        seal.previous,
    )


def newest_seal() -> Seal | None:
    """Return the last link of the chain, None before the first."""
    return Seal.objects.order_by("-number").first()


def seal_of(entry: int) -> SealedEntry | None:
    """Return what a seal keeps of an entry, with the seal; None while the entry waits for one."""
    return SealedEntry.objects.filter(entry=entry).select_related("seal").first()


def seal_text(seal: Seal | None) -> str:
    """Return the head of the chain as documents print it: 第12号 and half of the digest, "" before the first seal."""
    return f"第{seal.number}号 {seal.head[:32]}" if seal else ""


def missing_triggers() -> list[str]:
    """Return the triggers that should protect trail and seals and do not: removed, or switched off."""
    if connection.vendor == "sqlite":
        acts, query = ("update", "delete", "replace"), "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        acts = ("update", "delete", "truncate")
        query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    with connection.cursor() as cursor:
        cursor.execute(query)
        found = {row[0] for row in cursor.fetchall()}
    return [name for table in PROTECTED for act in acts if (name := f"{table}_refuses_{act}") not in found]


def removed_from_the_end() -> int:
    """Return how many rows behind the last one were once given numbers; SQLite only, 0 elsewhere.

    SQLite takes a number back with its transaction, so a counter ahead of the table means removed rows. PostgreSQL
    does not, there a gap means nothing.
    """
    if connection.vendor != "sqlite":
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT seq - (SELECT COALESCE(MAX(id), 0) FROM {ENTRIES}) FROM sqlite_sequence WHERE name = %s",  # noqa: S608
            [ENTRIES],
        )
        row = cursor.fetchone()
    return max(0, int(row[0])) if row else 0
