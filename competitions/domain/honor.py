"""Keep honor selections: the call and what the selection has of its own are one record for the user."""

from typing import Any

from django.db import transaction

from competitions.models import HonorEdition
from office.actor import Actor
from reviews.domain.beside import change_with_call, create_with_call, move_call_by, remove_with_call
from reviews.domain.call import CALL_ACTS
from reviews.domain.copy_call import copied_call, copy_rules
from reviews.enums import CallKind


def create_honor(honor: HonorEdition, *, actor: Actor) -> HonorEdition:
    """Store a new honor selection with its call; body, and basis when left open, are the scheme's."""
    honor.call.kind = CallKind.HONOR
    honor.call.body = honor.scheme.body
    honor.call.basis = honor.call.basis or honor.scheme.basis
    honor.edition = honor.call.edition
    return create_with_call(honor, actor=actor)


def change_honor(
    honor: HonorEdition,
    *,
    actor: Actor,
    changes: dict[str, Any],
    call_changes: dict[str, Any],
    revision: int | None = None,
    call_revision: int | None = None,
) -> HonorEdition:
    """Change an honor selection and its call together."""
    if "edition" in call_changes:
        changes = {**changes, "edition": call_changes["edition"]}
    return change_with_call(
        honor,
        actor=actor,
        changes=changes,
        call_changes=call_changes,
        revision=revision,
        call_revision=call_revision,
    )


remove_honor = remove_with_call
HONOR_ACTS = move_call_by(CALL_ACTS)


def copy_honor(honor: HonorEdition, *, actor: Actor, values: dict[str, Any], keep_times: bool) -> HonorEdition:
    """Store the next selection of a scheme as a draft, with its rules and the scheme's basis; never nominations."""
    with transaction.atomic():
        call = copied_call(honor.call, values=values, keep_times=keep_times)
        made = create_honor(HonorEdition(call=call, scheme=honor.scheme), actor=actor)
        copy_rules(honor.call, made.call, actor=actor, keep_times=keep_times)
    return made
