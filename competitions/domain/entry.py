"""Register, change and send in entries."""

from typing import Any

from competitions.models import Entry
from office.actor import Actor
from reviews.domain.beside import (
    change_with_submission,
    move_submission_by,
    register_with_submission,
    remove_with_submission,
)
from reviews.domain.dossier import DossierField
from reviews.domain.submission import SUBMISSION_ACTS, submit_submission


def register_entry(entry: Entry, *, actor: Actor) -> Entry:
    """Store a new entry as a draft; the entry in an event takes organization and track from its team."""
    if entry.team is not None:
        entry.submission.organization = entry.submission.organization or entry.team.submission.organization
        entry.submission.track = entry.submission.track or entry.team.submission.track
    return register_with_submission(entry, actor=actor)


def change_entry(entry: Entry, *, actor: Actor, **changes: Any) -> Entry:
    """Change an entry and its submission together (arguments: ``change_with_submission``)."""
    return change_with_submission(entry, actor=actor, **changes)


def submit_entry(entry: Entry, *, actor: Actor, reason: str = "") -> Entry:
    """Send an entry in; event and team go into the dossier, the team as identifying."""
    extra = (
        DossierField("event", "赛项", entry.event.name if entry.event else ""),
        DossierField("team", "队伍", entry.team.submission.title if entry.team else "", identifying=True),
    )
    submit_submission(entry.submission, actor=actor, reason=reason, extra=extra)
    return entry


remove_entry = remove_with_submission
ENTRY_ACTS = {**move_submission_by(SUBMISSION_ACTS), "submit": submit_entry}
