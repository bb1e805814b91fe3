"""Record what our schools won in contests held by others; named results enter the lifetime list."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from association.domain.recognition import record_recognition
from association.models import Recognition
from competitions.models import ExternalResult, Referral
from office.actor import Actor
from office.domain.record import change_record, create_record, remove_record
from office.workflow import refuse_unless
from reviews.domain.award import revoke_lines


def record_result(result: ExternalResult, *, actor: Actor) -> ExternalResult:
    """Store a result; one that names an organization also writes its lifetime line, in one transaction.

    A result names an organization, or gives a number of prizes: without either it says nothing.
    """
    fill_name(result)
    check_says_something(result)
    with transaction.atomic():
        create_record(result, actor=actor)
        write_line(result, actor=actor)
    return result


def fill_name(result: ExternalResult) -> None:
    """Write down the organization's name as it is now when it was left open."""
    if result.organization is not None and not result.organization_name:
        result.organization_name = result.organization.name[:100]


def check_says_something(result: ExternalResult) -> None:
    """Refuse a result without organization and number, and one with a number of prizes for a named organization."""
    refuse_unless(
        bool(result.organization_name) or result.quantity is not None,
        _("Name the organization, or give the number of prizes."),
    )


def write_line(result: ExternalResult, *, actor: Actor) -> None:
    """Write the lifetime line of a named result."""
    if not result.organization_name:
        return
    contest = result.contest
    title = f"{contest.name}{result.track_name}{result.prize_name}"
    work = f"《{result.work_title}》" if result.work_title else ""
    line = Recognition(
        organization=result.organization,
        name=result.organization_name,
        title=f"{title}{work}"[:200],
        level=contest.level,
        issuer=contest.issuer,
        year=contest.year,
        on=contest.activity.end_on if contest.activity else None,
        source=result.recognition_source,
    )
    record_recognition(line, actor=actor)


def change_result(
    result: ExternalResult, *, actor: Actor, changes: dict[str, Any], revision: int | None = None
) -> ExternalResult:
    """Change a result; its lifetime line is written anew."""
    with transaction.atomic():
        change_record(result, actor=actor, changes=changes, revision=revision)
        check_says_something(result)
        for line in Recognition.objects.filter(source=result.recognition_source):
            remove_record(line, actor=actor, reason=_("Result elsewhere changed"))
        write_line(result, actor=actor)
    return result


def remove_result(result: ExternalResult, *, actor: Actor, reason: str = "") -> None:
    """Remove a result; its lifetime line stays, marked as revoked with the reason, and its referral is without one."""
    with transaction.atomic():
        source = result.recognition_source
        for referral in Referral.objects.filter(result=result):
            change_record(referral, actor=actor, changes={"result": None}, reason=reason)
        remove_record(result, actor=actor, reason=reason)
        revoke_lines(source, actor=actor, reason=reason or _("Result elsewhere removed"))
