"""Keep rounds: their rules while they are prepared, the window as long as they score, and who goes in."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.record import change_record, create_record, remove_record
from office.workflow import refuse_unless
from reviews.domain.submission import check_undecided
from reviews.enums import TAKING_PART_STATES, RoundState
from reviews.models import Round, RoundEntry, Submission

# What may still be changed once scoring has opened: how long it lasts, and the name.
OPEN_FIELDS = {"name", "order", "closes_at"}


def check_prepared(round_: Round) -> None:
    """Refuse what would change the rules or the field of a round that is being scored, or was."""
    refuse_unless(
        round_.state == RoundState.PREPARED,
        _("“%(round)s” is now “%(state)s”: its rules and entries stand.")
        % {"round": round_, "state": round_.get_state_display()},
    )


def change_round(
    round_: Round, *, actor: Actor, changes: dict[str, Any], revision: int | None = None, reason: str = ""
) -> Round:
    """Change a round: everything while it is prepared, then only its name and the end of its window."""
    stored = Round.objects.get(pk=round_.pk)
    touched = {name for name, value in changes.items() if getattr(stored, name) != value}
    if touched - OPEN_FIELDS:
        check_prepared(stored)
    if "closes_at" in touched:
        refuse_unless(
            stored.state in {RoundState.PREPARED, RoundState.SCORING},
            _("Scoring has closed. Reopen it to set another end."),
        )
    change_record(round_, actor=actor, changes=changes, revision=revision, reason=reason)
    return round_


def remove_round(round_: Round, *, actor: Actor, reason: str = "") -> None:
    """Remove a round that is still prepared and into which nothing has gone."""
    check_prepared(round_)
    remove_record(round_, actor=actor, reason=reason)


def admit(round_: Round, submission: Submission, *, actor: Actor) -> RoundEntry:
    """Let a submission that takes part into a round of its call, while the round is prepared."""
    check_undecided(submission)
    check_prepared(round_)
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
    """Take a submission out of a round while the round is prepared and its call not decided."""
    check_undecided(entry.submission)
    check_prepared(entry.round)
    remove_record(entry, actor=actor, reason=reason)
