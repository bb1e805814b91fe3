"""Issue, replace and revoke certificates: numbers and codes are given once and never again."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from association.enums import CertificateState
from association.methods.verify_code import make_code
from association.models import Certificate
from association.workflow import CERTIFICATE
from office.actor import Actor
from office.domain.audit import Act, record_act, record_acts
from office.domain.numbering import take_next
from office.domain.record import check_record, stored_fields
from office.domain.transition import advance, touched
from office.workflow import refuse_unless

SERIES = "association.certificate"
# What a source begins with -> the upper app's question whether a certificate may rest on it now.
GATES: dict[str, Callable[[str], None]] = {}
# What a corrected certificate may print otherwise than the one before.
CORRECTED = ("holder", "unit", "work", "people", "issued_on")


def guards(prefix: str) -> Callable[[Callable[[str], None]], Callable[[str], None]]:
    """Register the function that refuses a certificate for a source that begins so; upper apps register theirs."""

    def register(gate: Callable[[str], None]) -> Callable[[str], None]:
        GATES[prefix] = gate
        return gate

    return register


def check_source(source: str) -> None:
    """Refuse unless the app that knows the source lets a certificate rest on it now; an unknown source is refused."""
    gate = next((gate for prefix, gate in GATES.items() if source.startswith(prefix)), None)
    refuse_unless(gate is not None, _("Nobody knows what this certificate rests on."))
    assert gate is not None  # refused above
    gate(source)


def number_text(year: int, number: int) -> str:
    """Return a certificate's number as it is printed: ZS-2020-00001."""
    return f"ZS-{year}-{number:05d}"


def issue_certificates(drafts: Sequence[Certificate], *, actor: Actor) -> list[Certificate]:
    """Give numbers and codes to certificates of one year and store them, all or none, each with its audit row.

    A part of a source that has a certificate, of whatever state, is passed over: a repeat mints nothing, and what was
    revoked does not come back by itself. Whether the source may have one is asked before, by the app that knows it.
    """
    sources = {draft.source for draft in drafts}
    taken = set(Certificate.objects.filter(source__in=sources).values_list("source", "part"))
    fresh = [draft for draft in drafts if (draft.source, draft.part) not in taken]
    with transaction.atomic():
        for year in sorted({draft.year for draft in fresh}):
            of_year = [draft for draft in fresh if draft.year == year]
            give_numbers(of_year, year=year)
            for draft in of_year:
                draft.save(force_insert=True)
        acts = [Act(draft, "issue_certificate", after=told(draft)) for draft in fresh]
        record_acts(acts, actor=actor)
    return fresh


def give_numbers(drafts: Sequence[Certificate], *, year: int) -> None:
    """Give the next numbers of a year and new codes, and validate; inside the caller's transaction."""
    if not drafts:
        return
    for draft, number in zip(drafts, take_next(SERIES, year=year, count=len(drafts)), strict=True):
        draft.number, draft.code = number_text(year, number), make_code()
        draft.state, draft.reason = CertificateState.ISSUED, ""
        draft.clean_fields(exclude=["digest"])


def told(certificate: Certificate) -> dict[str, Any]:
    """Return what the trail keeps of a new certificate: without the code, which proves that one holds the paper."""
    return {
        name: value for name, value in stored_fields(certificate).items() if name not in {"code", "digest", "person_id"}
    }


def reissue_certificate(
    certificate: Certificate, *, actor: Actor, reason: str, changes: dict[str, Any] | None = None
) -> Certificate:
    """Replace a valid certificate by a new one with a new number and code; the old one stays, marked as replaced.

    ``changes`` are printed words that were wrong. Refused, like a first certificate, while what it rests on is open
    again. Raises ``TransitionRefused`` for one that is not valid any more.
    """
    reason = reason.strip()[:200]
    if certificate.is_valid:
        check_source(certificate.source)
    unknown = set(changes or {}) - set(CORRECTED)
    refuse_unless(not unknown, _("Only the printed words of a certificate can be corrected."))
    copied = [field.attname for field in Certificate._meta.concrete_fields if field.name not in KEPT_APART]
    fresh = Certificate(**{name: getattr(certificate, name) for name in copied})
    for name, value in (changes or {}).items():
        setattr(fresh, name, value)
    if fresh.holder != certificate.holder and "people" not in (changes or {}):
        fresh.people = respelled(certificate.people, certificate.holder, fresh.holder)
    with transaction.atomic():
        advance(
            certificate,
            "supersede_certificate",
            actor=actor,
            workflow=CERTIFICATE,
            reason=reason,
            changes={"reason": reason},
        )
        fresh.supersedes = certificate
        give_numbers([fresh], year=fresh.year)
        fresh.digest = "-"  # derived when it is stored
        check_record(fresh)
        fresh.save(force_insert=True)
        record_acts([Act(fresh, "issue_certificate", after=told(fresh))], actor=actor, reason=reason)
    return fresh


def respelled(lines: list[list[str]], before: str, now: str) -> list[list[str]]:
    """Return the further printed lines with the holder's name as it is written now: no sheet bears both."""
    return [[label, "、".join(now if name == before else name for name in names.split("、"))] for label, names in lines]


KEPT_APART = {
    "id",
    "created_at",
    "updated_at",
    "revision",
    "number",
    "code",
    "digest",
    "state",
    "reason",
    "supersedes",
    "name_kept",
}


def revoke_certificate(certificate: Certificate, *, actor: Actor, reason: str = "") -> Certificate:
    """Revoke a valid certificate; whoever checks its code reads so from this instant on."""
    reason = reason.strip()[:200]
    advance(
        certificate,
        "revoke_certificate",
        actor=actor,
        workflow=CERTIFICATE,
        reason=reason,
        changes={"reason": reason},
    )
    return certificate


def revoke_by_source(source: str, *, actor: Actor, reason: str) -> int:
    """Revoke all valid certificates that rest on a source, those of single persons too; returns how many."""
    rows = list(Certificate.objects.filter(source=source).issued())
    for certificate in rows:
        revoke_certificate(certificate, actor=actor, reason=reason)
    return len(rows)


def keep_name(certificate: Certificate, *, actor: Actor, reason: str = "") -> Certificate:
    """Decide that a sheet stays as printed although its person bears another name now.

    Holds for that name alone: a further change asks again. Refused where nothing waits to be decided, so that a repeat
    leaves one row in the trail.
    """
    refuse_unless(bool(reason.strip()), _("Give a reason for this act."))
    before = certificate.name_kept
    with transaction.atomic():
        waits = Certificate.objects.filter(pk=certificate.pk).with_former_name()
        name = waits.values_list("person__name", flat=True).first()
        rows = Certificate.objects.filter(pk=certificate.pk, name_kept=before)
        refuse_unless(
            name is not None and rows.update(name_kept=name, **touched(certificate)) == 1,
            _("The name on this certificate does not wait for a decision any more."),
        )
        record_act(
            certificate,
            "keep_name",
            actor=actor,
            before={"name_kept": before},
            after={"name_kept": name},
            reason=reason.strip(),
        )
    certificate.refresh_from_db()
    return certificate


CERTIFICATE_ACTS = {"revoke_certificate": revoke_certificate, "keep_name": keep_name}
