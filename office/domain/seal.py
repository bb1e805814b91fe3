"""Seal the audit trail: every row that has no seal yet goes under the next link of the chain."""

import logging

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from office.methods.audit import RowsDigest, chain_head
from office.models import Seal, SealedEntry
from office.queries.seal import (
    LAYOUT,
    StoredEntry,
    head_columns,
    kept_columns,
    newest_seal,
    seal_text,
    unsealed_entries,
)

logger = logging.getLogger(__name__)

# Rows under one seal at the most: the first run over an old trail makes several.
SEAL_LIMIT = 20_000


def seal_entries() -> int:
    """Seal every unsealed row; returns how many. Several sealers at once are harmless: one wins, the others stop."""
    sealed = 0
    while True:
        try:
            seal = add_seal()
        except IntegrityError:
            return sealed  # another sealer was faster; what it left is sealed by the next run
        if seal is None:
            return sealed
        sealed += seal.count
        # The chain is known outside the database too: a log that is kept elsewhere shows what was cut off.
        logger.info("Audit sealed", extra={"seal": seal.number, "head": seal.head, "total": seal.total})
        if seal.count < SEAL_LIMIT:
            return sealed


@transaction.atomic
def add_seal() -> Seal | None:
    """Add one link over the unsealed rows, None without any; IntegrityError when another sealer was faster."""
    last = newest_seal()
    entries = list(unsealed_entries(limit=SEAL_LIMIT))
    if not entries:
        return None
    seal = Seal(
        number=last.number + 1 if last else 1,
        made_at=timezone.now(),
        layout=LAYOUT,
        count=len(entries),
        total=(last.total if last else 0) + len(entries),
        previous=last.head if last else "",
    )
    rows, digest = [remember(entry, seal) for entry in entries], RowsDigest()
    for row in rows:
        digest.add(kept_columns(row))
    seal.rows_digest = digest.hexdigest()
    seal.head = chain_head(head_columns(seal), key=settings.AUDIT_KEYS[0])
    # The link first: of two sealers the second waits here and then finds the number taken.
    seal.save(force_insert=True)
    SealedEntry.objects.bulk_create(rows, batch_size=500)
    return seal


def remember(entry: StoredEntry, seal: Seal) -> SealedEntry:
    """Return what a seal keeps of a row."""
    return SealedEntry(
        entry=entry.number,
        seal=seal,
        digest=entry.digest(),
        at=entry.at or seal.made_at,
        action=entry.text("action")[:60],
        object_text=entry.text("object_text")[:200],
    )


def head_for_print() -> str:
    """Seal what is open and return the head of the chain as an issued document prints it."""
    seal_entries()
    return seal_text(newest_seal())
