"""Let submissions into rounds."""

from django.db import transaction
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.record import create_record, remove_record
from office.workflow import refuse_unless
from reviews.domain.submission import check_undecided
from reviews.enums import TAKING_PART_STATES
from reviews.models import Round, RoundEntry, Submission


def admit(round_: Round, submission: Submission, *, actor: Actor) -> RoundEntry:
    """Let a submission that takes part into a round of its call."""
    check_undecided(submission)
    refuse_unless(
        submission.state in TAKING_PART_STATES,
        _("“%(submission)s” is now “%(state)s” and does not take part.")
        % {"submission": submission, "state": submission.get_state_display()},
    )
    entry = RoundEntry(round=round_, submission=submission)
    create_record(entry, actor=actor)
    return entry


def admit_all(round_: Round, submissions: list[Submission], *, actor: Actor) -> list[RoundEntry]:
    """Let several submissions into a round, all or none; those already in it are passed over."""
    present = set(RoundEntry.objects.filter(round=round_).values_list("submission_id", flat=True))
    with transaction.atomic():
        return [admit(round_, item, actor=actor) for item in submissions if item.pk not in present]


def send_away(entry: RoundEntry, *, actor: Actor, reason: str = "") -> None:
    """Take a submission out of a round while its call is not decided."""
    check_undecided(entry.submission)
    remove_record(entry, actor=actor, reason=reason)
