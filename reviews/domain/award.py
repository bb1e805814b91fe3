"""Propose awards, make them final, take them back; the lifetime list of recognitions follows."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from association.domain.certificate import revoke_by_source
from association.domain.recognition import record_recognition, revoke_recognition
from association.models import Person, Recognition
from office.actor import Actor
from office.domain.record import change_record, create_record, remove_record
from office.domain.transition import advance
from office.workflow import refuse_unless
from reviews.domain.finality import check_may_change_awards, check_may_confirm
from reviews.enums import TAKING_PART_STATES, AwardState, CallKind, CallState, ParticipantRole, PrizeKind
from reviews.methods.finality import Finality
from reviews.models import Award, Participant, Prize, Submission
from reviews.workflow import AWARD

# Whose names an award of a kind bears; the others bear the title of what was sent in.
NAMED_ROLES = {
    PrizeKind.INDIVIDUAL: (ParticipantRole.CONTESTANT,),
    PrizeKind.PAPER: (ParticipantRole.AUTHOR,),
    PrizeKind.HONOR: (ParticipantRole.NOMINEE,),
    PrizeKind.ADVISER: (ParticipantRole.ADVISER,),
}


def propose_award(
    prize: Prize,
    submission: Submission,
    *,
    actor: Actor,
    rank: int | None = None,
    recipient_name: str = "",
    awarded_on: date | None = None,
) -> Award:
    """Propose a prize for a submission that takes part, while its call is open or closed but not decided.

    The database refuses a second prize of the same kind (``ValidationError`` with its sentence).
    """
    check_may_award(prize, submission)
    award = Award(
        prize=prize,
        submission=submission,
        kind=prize.kind,
        rank=rank,
        recipient_name=recipient_name or name_recipient(prize, submission),
        awarded_on=awarded_on,
    )
    create_record(award, actor=actor)
    return award


def check_may_award(prize: Prize, submission: Submission) -> None:
    """Refuse an award in a call that is a draft, decided or published, and for what does not take part."""
    refuse_unless(
        prize.call.state in {CallState.OPEN, CallState.CLOSED},
        _("“%(call)s” is now “%(state)s”: no award can be proposed.")
        % {"call": prize.call, "state": prize.call.get_state_display()},
    )
    refuse_unless(
        submission.state in TAKING_PART_STATES,
        _("“%(submission)s” is now “%(state)s” and cannot receive a prize.")
        % {"submission": submission, "state": submission.get_state_display()},
    )
    check_may_change_awards(prize.call)


def name_recipient(prize: Prize, submission: Submission) -> str:
    """Return the name that an award bears: the persons of its kind in order, the unit, or the title."""
    return name_recipients(prize, [submission])[submission.pk]


def name_recipients(prize: Prize, submissions: Collection[Submission]) -> dict[int, str]:
    """Return the names that awards of a prize's kind bear, by the keys of submissions; one query for any number."""
    roles = NAMED_ROLES.get(PrizeKind(prize.kind), ())
    people: dict[int, list[str]] = {}
    if roles:
        keys = [row.pk for row in submissions]
        rows = Participant.objects.filter(submission__in=keys, role__in=roles).order_by("order", "id")
        for key, name in rows.values_list("submission_id", "name"):
            people.setdefault(key, []).append(name)
    return {row.pk: "、".join(people.get(row.pk, ()))[:200] or unit_or_title(prize, row) for row in submissions}


def unit_or_title(prize: Prize, submission: Submission) -> str:
    """Return what an award bears that names nobody: the unit for a prize of units, else the title."""
    if prize.kind == PrizeKind.UNIT and prize.call.kind != CallKind.HONOR and submission.organization:
        return submission.organization.name
    return submission.title


def change_award(award: Award, *, actor: Actor, changes: dict[str, Any], revision: int | None = None) -> Award:
    """Change a proposed award; a final one is what was announced and stays, a published one needs a correction."""
    refuse_unless(award.state == AwardState.PROPOSED, _("Only a proposed award can be changed."))
    check_may_change_awards(award.prize.call)
    change_record(award, actor=actor, changes=changes, revision=revision)
    return award


def remove_award(award: Award, *, actor: Actor, reason: str = "") -> None:
    """Remove a proposed award; a final one is revoked instead."""
    refuse_unless(award.state == AwardState.PROPOSED, _("A final award is revoked, not removed."))
    check_may_change_awards(award.prize.call)
    remove_record(award, actor=actor, reason=reason)


def confirm_award(award: Award, *, actor: Actor, reason: str = "", facts: Finality | None = None) -> Award:
    """Make a proposed award final and write its line into the lifetime list, in one transaction.

    The call must be closed: while it is open, more may come in. Where the call has a public notice or needs one, the
    notice must be final and list the award; ``facts`` are those of the notice when they are read already.
    """
    call = award.prize.call
    refuse_unless(
        call.state in {CallState.CLOSED, CallState.DECIDED},
        _("Close “%(call)s” first: while it is open, more may come in.") % {"call": call},
    )
    refuse_unless(
        award.submission.state in TAKING_PART_STATES,
        _("“%(submission)s” is now “%(state)s” and cannot receive a prize.")
        % {"submission": award.submission, "state": award.submission.get_state_display()},
    )
    if award.state == AwardState.PROPOSED:
        check_may_confirm(award, facts=facts)
    with transaction.atomic():
        advance(award, "confirm_award", actor=actor, workflow=AWARD, reason=reason)
        record_recognition(build_recognition(award), actor=actor)
    return award


def build_recognition(award: Award) -> Recognition:
    """Return the lifetime line of an award: the unit then, the person when exactly one is known, the printed names."""
    return compose_recognition(award, person=sole_person(award))


def compose_recognition(award: Award, *, person: Person | None) -> Recognition:
    """Return the lifetime line of an award for this person, if any."""
    call = award.prize.call
    return Recognition(
        organization=award.submission.organization,
        person=person,
        name=award.recipient_name[:120],
        title=f"{call.title} {award.prize}"[:200],
        level=call.level,
        issuer=call.issuer_name,
        year=call.year,
        on=award.awarded_on,
        basis=call.basis[:200],
        source=award.recognition_source,
    )


def sole_person(award: Award) -> Person | None:
    """Return the person of an individual award when it names exactly one known person, else None."""
    roles = NAMED_ROLES.get(PrizeKind(award.kind), ())
    found = list(
        Participant.objects.filter(submission_id=award.submission_id, role__in=roles).select_related("person")[:2]
    )
    return found[0].person if len(found) == 1 else None


def revoke_award(award: Award, *, actor: Actor, reason: str = "") -> Award:
    """Take a final award back, with the reason; its line in the lifetime list stays, marked as revoked.

    Its certificate is revoked with it.
    """
    with transaction.atomic():
        advance(award, "revoke_award", actor=actor, workflow=AWARD, reason=reason)
        revoke_lines(award.recognition_source, actor=actor, reason=reason)
        revoke_by_source(award.recognition_source, actor=actor, reason=reason)
    return award


def revoke_lines(source: str, *, actor: Actor, reason: str) -> None:
    """Mark the lifetime line of a source as revoked."""
    for line in Recognition.objects.filter(source=source, revoked_at__isnull=True):
        revoke_recognition(line, actor=actor, reason=reason)


AWARD_ACTS = {"confirm_award": confirm_award, "revoke_award": revoke_award}
