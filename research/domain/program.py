"""Keep programs: the call and what the program has of its own are one record for the user."""

from typing import Any

from office.actor import Actor
from research.models import Program
from reviews.domain.beside import change_with_call, create_with_call, move_call_by, remove_with_call
from reviews.domain.call import CALL_ACTS
from reviews.enums import CallKind


def create_program(program: Program, *, actor: Actor) -> Program:
    """Store a new program with its call as a draft; the code is the call's."""
    program.call.kind = CallKind.PROJECT
    program.code = program.code or program.call.code
    program.name = program.name or program.call.title
    return create_with_call(program, actor=actor)


def change_program(
    program: Program, *, actor: Actor, changes: dict[str, Any], call_changes: dict[str, Any], **revisions: int | None
) -> Program:
    """Change a program and its call together; name and code follow the call's title and code."""
    follow = {
        own: call_changes[theirs] for own, theirs in (("name", "title"), ("code", "code")) if theirs in call_changes
    }
    return change_with_call(program, actor=actor, changes={**changes, **follow}, call_changes=call_changes, **revisions)


remove_program = remove_with_call
PROGRAM_ACTS = move_call_by(CALL_ACTS)
