"""Keep the participants of a submission."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.record import change_record, create_record, remove_record
from office.workflow import refuse_unless
from reviews.domain.submission import hold_for_change, settle_after_change
from reviews.domain.submission_time import check_accepts
from reviews.enums import SubmissionState
from reviews.models import Participant, Submission


def check_may_keep(submission: Submission, *, actor: Actor) -> None:
    """Refuse changes of participants of what was sent in (schools) or decided (everybody)."""
    check_accepts(submission.call, actor=actor, submission=submission)
    if actor.is_school:
        refuse_unless(
            submission.state == SubmissionState.DRAFTED and submission.organization_id == actor.organization_id,
            _("What has been sent in cannot be changed. Ask the secretariat to send it back."),
        )


@contextmanager
def keeping(submission: Submission, *, actor: Actor) -> Iterator[None]:
    """Change people of a submission that nobody else moves meanwhile; its quotas follow."""
    with transaction.atomic():
        hold_for_change(submission)
        check_may_keep(submission, actor=actor)
        yield
        settle_after_change(submission, actor=actor)


def add_participant(participant: Participant, *, actor: Actor) -> Participant:
    """Add a person to a submission; name and employer are written down as they are now."""
    with keeping(participant.submission, actor=actor):
        snapshot(participant)
        create_record(participant, actor=actor)
    return participant


def snapshot(participant: Participant) -> None:
    """Fill what was left open from the person, then from the submission: name, employer, the employer's name."""
    person = participant.person
    if person is not None:
        participant.name = participant.name or person.name
        participant.organization = participant.organization or person.organization
    if participant.organization is None and not participant.organization_name:
        participant.organization = participant.submission.organization
    if participant.organization is not None and not participant.organization_name:
        participant.organization_name = participant.organization.name[:100]


def change_participant(
    participant: Participant, *, actor: Actor, changes: dict[str, Any], revision: int | None = None
) -> Participant:
    """Change a participant of a submission that may still be changed."""
    with keeping(participant.submission, actor=actor):
        change_record(participant, actor=actor, changes=changes, revision=revision)
    return participant


def remove_participant(participant: Participant, *, actor: Actor, reason: str = "") -> None:
    """Take a person out of a submission that may still be changed."""
    with keeping(participant.submission, actor=actor):
        remove_record(participant, actor=actor, reason=reason)
