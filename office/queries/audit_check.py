"""Check the audit trail against its seals: locate every row that was changed, removed or put in, and say where."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, cast

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.timezone import localtime

from office.enums import AuditFault, JobState
from office.methods.audit import RowsDigest, chain_head, is_signed
from office.models import Job, Seal, SealedEntry
from office.queries.seal import (
    LAYOUTS,
    SLICE,
    StoredEntry,
    head_columns,
    kept_columns,
    missing_triggers,
    read_entries,
    removed_from_the_end,
    seal_text,
)

# A row is sealed within minutes. One that waits longer, or that carries an older time than its seal's predecessor by
# so much and no signature, did not come the ordinary way.
GRACE = timedelta(hours=1)
CHECK_JOB = "audit.check"
# Former checks to compare with: more than a year of them.
CHECKS_KEPT = 500


@dataclass(frozen=True)
class Fault:
    """One thing found: what kind, which row or seal, of which moment, and what it was about."""

    kind: AuditFault
    number: int = 0
    at: datetime | None = None
    what: str = ""

    def as_data(self) -> dict[str, Any]:
        """Return the fault for a job's result."""
        day = f"{localtime(self.at):%Y-%m-%d %H:%M}" if self.at else ""
        return {"kind": str(self.kind), "number": self.number, "at": day, "what": self.what}


@dataclass
class Check:
    """What a check saw: the faults, and the counts that the next check compares with."""

    faults: list[Fault] = field(default_factory=list)
    entries: int = 0
    unsealed: int = 0
    seal: int = 0
    head: str = ""

    def as_data(self, *, limit: int = 200) -> dict[str, Any]:
        """Return the check for a job's result, with the first ``limit`` faults."""
        return {
            "entries": self.entries,
            "unsealed": self.unsealed,
            "seal": self.seal,
            "head": self.head,
            "faults": len(self.faults),
            "found": [fault.as_data() for fault in self.faults[:limit]],
        }


def check_trail(*, printed: Iterable[str] = (), earlier: Iterable[dict[str, Any]] = ()) -> Check:
    """Check every row, every seal and the triggers; reads only.

    ``printed`` are heads as documents print them (``seal_text``), ``earlier`` the data of former checks: either shows
    when the end of the chain was cut off and made anew.
    """
    check = Check()
    seals = {seal.number: seal for seal in Seal.objects.order_by("number")}
    check.faults += [Fault(AuditFault.UNPROTECTED, what=name) for name in missing_triggers()]
    check.faults += check_chain(seals)
    # The seals were read first: whatever they cover was there before, and what is sealed meanwhile waits for next time.
    check_rows(check, seals)
    check.faults += check_known(seals, printed, earlier)
    gone = removed_from_the_end()
    if gone:
        check.faults.append(Fault(AuditFault.CUT_OFF, number=gone))
    last = seals[max(seals)] if seals else None
    check.seal, check.head = (last.number, seal_text(last)) if last else (0, "")
    check.faults = list(dict.fromkeys(check.faults))
    return check


def check_chain(seals: dict[int, Seal]) -> Iterator[Fault]:
    """Yield the seals that are gone or do not fit: their own columns, the one before, the running total."""
    previous, total = "", 0
    for number in range(1, max(seals, default=0) + 1):
        seal = seals.get(number)
        if seal is None:
            yield Fault(AuditFault.SEAL_REMOVED, number)
            previous = ""
            continue
        heads = {chain_head(head_columns(seal), key=key) for key in settings.AUDIT_KEYS}
        broken = seal.head not in heads or seal.layout not in LAYOUTS
        # Behind a removed seal the link cannot be compared; the removal is told already.
        follows = (
            number == 1 or number - 1 not in seals or (seal.previous == previous and seal.total == total + seal.count)
        )
        if broken or not follows or (number == 1 and seal.previous):
            yield Fault(AuditFault.SEAL_CHANGED, number, seal.made_at)
        previous, total = seal.head, seal.total
    yield from (Fault(AuditFault.SEAL_CHANGED, number) for number in seals if number < 1)


def check_rows(check: Check, seals: dict[int, Seal]) -> None:
    """Walk along the rows and what the seals keep of them, side by side, and add what does not fit."""
    kept: dict[int, RowsDigest] = defaultdict(RowsDigest)
    first_signed = 0
    entries, sealed = read_entries(), read_sealed(max(seals, default=0))
    entry, memory = next(entries, None), next(sealed, None)
    while entry is not None or memory is not None:
        here = entry if memory is None or (entry is not None and entry.number <= memory.entry) else None
        known = memory if entry is None or (memory is not None and memory.entry <= entry.number) else None
        if known is not None:
            kept[known.seal_id].add(kept_columns(known))
            memory = next(sealed, None)
        if here is None:
            assert known is not None
            check.faults.append(Fault(AuditFault.REMOVED, known.entry, known.at, name_sealed(known)))
            continue
        entry = next(entries, None)
        check.entries += 1
        first_signed = first_signed or (here.number if here.values["signature"] else 0)
        check.unsealed += known is None
        fault = fault_of(here, known, seals, is_old=not first_signed)
        if fault:
            check.faults.append(Fault(fault, here.number, (known and known.at) or here.at, name_entry(here)))
    check.faults += check_kept(seals, kept)


def fault_of(
    entry: StoredEntry, known: SealedEntry | None, seals: dict[int, Seal], *, is_old: bool
) -> AuditFault | None:
    """Return what is wrong with a row, None when it is as it was written.

    ``is_old`` says that the row stands before the first signed one: from a time when rows were not signed.
    """
    seal = seals.get(known.seal_id) if known else None
    if known and entry.digest(seal.layout if seal and seal.layout in LAYOUTS else max(LAYOUTS)) != known.digest:
        return AuditFault.CHANGED
    if not has_signature(entry) and not (is_old and not entry.values["signature"]):
        return AuditFault.FOREIGN
    before = seals.get(seal.number - 1) if seal else None
    came_late = before is not None and (entry.at is None or entry.at < before.made_at - GRACE)
    if came_late and not entry.values["signature"]:
        return AuditFault.FOREIGN
    if known is None and (entry.at is None or entry.at < timezone.now() - GRACE):
        return AuditFault.UNSEALED
    return None


def has_signature(entry: StoredEntry) -> bool:
    """Tell whether the row carries a signature that one of the office's keys made over it."""
    try:
        return is_signed(entry.signed_text(), entry.text("signature"), keys=settings.AUDIT_KEYS)
    except (ValueError, TypeError):
        return False


def check_kept(seals: dict[int, Seal], kept: dict[int, RowsDigest]) -> Iterator[Fault]:
    """Yield the seals whose memory of their rows is not the one they were made over, and those that are gone."""
    for number, seal in seals.items():
        if (seal.count, seal.rows_digest) != (kept[number].count, kept[number].hexdigest()):
            yield Fault(AuditFault.SEAL_CHANGED, number, seal.made_at)
    orphans = SealedEntry.objects.filter(~Exists(Seal.objects.filter(pk=OuterRef("seal_id"))))
    for number in orphans.order_by("seal_id").values_list("seal_id", flat=True).distinct():
        yield Fault(AuditFault.SEAL_REMOVED, number)


def check_known(seals: dict[int, Seal], printed: Iterable[str], earlier: Iterable[dict[str, Any]]) -> Iterator[Fault]:
    """Yield the heads that were once printed, or seen by a former check, and are not in the chain."""
    present = {seal_text(seal) for seal in seals.values()}
    for text in dict.fromkeys([*printed, *(check.get("head", "") for check in earlier)]):
        if text and text not in present:
            yield Fault(AuditFault.HEAD_MISSING, what=text)


def read_sealed(newest: int) -> Iterator[SealedEntry]:
    """Yield what the seals up to a number keep, by the rows' numbers."""
    return SealedEntry.objects.filter(seal_id__lte=newest).order_by("entry").iterator(chunk_size=SLICE)


def name_entry(entry: StoredEntry) -> str:
    """Return what a row says it is about."""
    return " ".join(entry.text(name) for name in ("actor_name", "action", "object_text")).strip()


def name_sealed(known: SealedEntry) -> str:
    """Return what a removed row was about."""
    return f"{known.action} {known.object_text}".strip()


def earlier_checks() -> list[dict[str, Any]]:
    """Return what former daily checks saw, newest first."""
    done = Job.objects.filter(kind=CHECK_JOB, state=JobState.DONE).order_by("-ended_at")
    return list(done.values_list("result", flat=True)[:CHECKS_KEPT])


def faulty_checks() -> QuerySet[Job]:
    """Return the newest finished daily check if it found faults, as rows to count."""
    done = Job.objects.filter(kind=CHECK_JOB, state=JobState.DONE)
    newer = done.filter(ended_at__gt=OuterRef("ended_at"))
    return cast("QuerySet[Job]", done.filter(~Exists(newer), result__faults__gt=0))


def last_check() -> Job | None:
    """Return the job of the newest daily check that came to an end, None before the first."""
    return Job.objects.filter(kind=CHECK_JOB, ended_at__isnull=False).order_by("-ended_at").first()
