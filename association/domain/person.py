"""Keep persons: where they work, since when, and who looked at their phone number."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from association.models import Employment, Organization, Person
from office.actor import Actor
from office.domain.audit import record_act
from office.domain.record import change_record, create_record
from office.workflow import Refusal, refuse_unless


class TransferRefused(Refusal):
    """The transfer does not fit what is recorded of the person."""


def transfer_person(
    person: Person, *, organization: Organization, on: date, actor: Actor, position: str = "", reason: str = ""
) -> Employment:
    """Let a person begin at an employer on a day: open posts at the present one end that day, the history stays.

    A present employer without a post on record becomes one that ended that day.

    A change of post at the same employer is a transfer too. Refused when nothing would change, or when an open post
    began later than the day.
    """
    refuse_unless(
        (person.organization_id, person.position) != (organization.pk, position),
        _("%(person)s already has this post there.") % {"person": person},
        error=TransferRefused,
    )
    refuse_unless(
        organization.closed_on is None or on < organization.closed_on,
        _("“%(name)s” was closed on %(day)s.") % {"name": organization, "day": organization.closed_on},
        error=TransferRefused,
    )
    left, left_position = person.organization, person.position
    with transaction.atomic():
        change_record(
            person,
            actor=actor,
            changes={"organization": organization, "position": position},
            revision=person.revision,
            reason=reason,
        )
        if left is not None and not person.employments.filter(organization=left, until__isnull=True).exists():
            # Known by the person's own record only: from here on the history is where conflicts find it.
            known = Employment(person=person, organization=left, position=left_position, until=on)
            create_record(known, actor=actor, reason=reason)
        end_posts(person, on=on, actor=actor, reason=reason)
        post = Employment(person=person, organization=organization, position=position, since=on)
        create_record(post, actor=actor, reason=reason)
    return post


def end_posts(person: Person, *, on: date, actor: Actor, reason: str) -> None:
    """End the open posts of a person on a day; refused when one began later."""
    for post in person.employments.filter(until__isnull=True):
        refuse_unless(
            post.since is None or post.since <= on,
            _("The present post began only on %(day)s.") % {"day": post.since},
            error=TransferRefused,
        )
        change_record(post, actor=actor, changes={"until": on}, reason=reason)


def reveal_phone(person: Person, *, actor: Actor, reason: str) -> str:
    """Return a person's full phone number and leave in the audit trail who asked for it and why."""
    refuse_unless(bool(person.phone), _("No phone number is stored for %(person)s.") % {"person": person})
    refuse_unless(bool(reason.strip()), _("Give a reason for this act."))
    with transaction.atomic():
        record_act(person, "reveal", actor=actor, after={"field": "phone"}, reason=reason)
    return str(person.phone)
