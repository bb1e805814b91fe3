"""Register, change and send in nominations."""

from typing import Any

from django.db import transaction

from competitions.enums import NomineeKind
from competitions.models import Nomination
from office.actor import Actor
from office.domain.record import change_record
from reviews.domain.beside import (
    change_with_submission,
    move_submission_by,
    register_with_submission,
    remove_with_submission,
)
from reviews.domain.dossier import DossierField
from reviews.domain.participant import add_participant
from reviews.domain.submission import SUBMISSION_ACTS, submit_submission
from reviews.enums import ParticipantRole
from reviews.models import Participant


def fill_name(nomination: Nomination) -> None:
    """Take the nominee's name from the record when it was left open; the submission bears it as its title."""
    named = nomination.person or nomination.organization
    nomination.name = nomination.name or (named.name if named else "")
    nomination.submission.title = nomination.name
    if nomination.nominee_kind == NomineeKind.ORGANIZATION and nomination.submission.organization is None:
        nomination.submission.organization = nomination.organization


def register_nomination(nomination: Nomination, *, actor: Actor) -> Nomination:
    """Store a new nomination as a draft; a nominated person becomes its participant, named on the certificate."""
    fill_name(nomination)
    with transaction.atomic():
        register_with_submission(nomination, actor=actor)
        if nomination.nominee_kind == NomineeKind.PERSON:
            person = Participant(
                submission=nomination.submission,
                person=nomination.person,
                name=nomination.name,
                role=ParticipantRole.NOMINEE,
            )
            add_participant(person, actor=actor)
    return nomination


def change_nomination(
    nomination: Nomination,
    *,
    actor: Actor,
    changes: dict[str, Any],
    submission_changes: dict[str, Any],
    revision: int | None = None,
    submission_revision: int | None = None,
) -> Nomination:
    """Change a nomination; title and nominee of the submission follow the name."""
    with transaction.atomic():
        change_with_submission(
            nomination,
            actor=actor,
            changes=changes,
            submission_changes={**submission_changes, "title": changes.get("name", nomination.name)},
            revision=revision,
            submission_revision=submission_revision,
        )
        nominee = Participant.objects.filter(submission=nomination.submission, role=ParticipantRole.NOMINEE).first()
        if nominee is not None:
            change_record(nominee, actor=actor, changes={"name": nomination.name, "person": nomination.person})
    return nomination


def submit_nomination(nomination: Nomination, *, actor: Actor, reason: str = "") -> Nomination:
    """Send a nomination in."""
    extra = (DossierField("nominee_kind", "推荐对象", str(nomination.get_nominee_kind_display())),)
    submit_submission(nomination.submission, actor=actor, reason=reason, extra=extra)
    return nomination


remove_nomination = remove_with_submission
NOMINATION_ACTS = {**move_submission_by(SUBMISSION_ACTS), "submit": submit_nomination}
