"""Keep a record of an upper app together with the engine's record it stands beside, as one act.

``link`` is the name of the one-to-one field: ``call`` for contests, honor selections and programs, ``submission`` for
entries, nominations, applications and papers.
"""

from collections.abc import Callable
from typing import Any

from django.db import models, transaction

from office.actor import Actor
from office.domain.record import change_record, create_record, remove_record
from reviews.domain.call import change_call, create_call, remove_call
from reviews.domain.submission import change_submission, register_submission, remove_submission

Changer = Callable[..., Any]


def create_with_call(record: Any, *, actor: Actor) -> Any:
    """Store a new call and the record beside it; both or none."""
    with transaction.atomic():
        create_call(record.call, actor=actor)
        return create_beside(record, "call", actor=actor)


def register_with_submission(record: Any, *, actor: Actor) -> Any:
    """Store a new draft submission and the record beside it; both or none."""
    with transaction.atomic():
        register_submission(record.submission, actor=actor)
        return create_beside(record, "submission", actor=actor)


def create_beside(record: models.Model, link: str, *, actor: Actor) -> models.Model:
    """Store the record once the row it stands beside has its key."""
    setattr(record, link, getattr(record, link))
    return create_record(record, actor=actor)


def change_with_call(
    record: Any,
    *,
    actor: Actor,
    changes: dict[str, Any],
    call_changes: dict[str, Any],
    revision: int | None = None,
    call_revision: int | None = None,
) -> Any:
    """Change a record and its call; a stale form of either changes neither."""
    with transaction.atomic():
        change_call(record.call, actor=actor, changes=call_changes, revision=call_revision)
        change_record(record, actor=actor, changes=changes, revision=revision)
    return record


def change_with_submission(
    record: Any,
    *,
    actor: Actor,
    changes: dict[str, Any],
    submission_changes: dict[str, Any],
    revision: int | None = None,
    submission_revision: int | None = None,
) -> Any:
    """Change a record and its submission; a stale form of either changes neither."""
    with transaction.atomic():
        change_submission(record.submission, actor=actor, changes=submission_changes, revision=submission_revision)
        change_record(record, actor=actor, changes=changes, revision=revision)
    return record


def remove_with_call(record: Any, *, actor: Actor, reason: str = "") -> None:
    """Remove a record and its draft call; both or none."""
    with transaction.atomic():
        call = record.call
        remove_record(record, actor=actor, reason=reason)
        remove_call(call, actor=actor, reason=reason)


def remove_with_submission(record: Any, *, actor: Actor, reason: str = "") -> None:
    """Remove a record and its draft submission; both or none."""
    with transaction.atomic():
        submission = record.submission
        remove_record(record, actor=actor, reason=reason)
        remove_submission(submission, actor=actor, reason=reason)


def move_submission_by(acts: dict[str, Callable[..., Any]]) -> dict[str, Callable[..., Any]]:
    """Return acts on the record that move its submission."""
    return {name: on_part(act, "submission") for name, act in acts.items()}


def move_call_by(acts: dict[str, Callable[..., Any]]) -> dict[str, Callable[..., Any]]:
    """Return acts on the record that move its call."""
    return {name: on_part(act, "call") for name, act in acts.items()}


def on_part(act: Callable[..., Any], link: str) -> Callable[..., Any]:
    """Return the act as one on the record beside."""

    def act_on_part(record: Any, *, actor: Actor, reason: str = "") -> Any:
        return act(getattr(record, link), actor=actor, reason=reason)

    return act_on_part
