"""Keep contests: the call and what the contest has of its own are one record for the user."""

from typing import Any

from django.db import transaction

from competitions.models import Contest, Event
from office.actor import Actor
from reviews.domain.beside import change_with_call, create_with_call, move_call_by, remove_with_call
from reviews.domain.call import CALL_ACTS
from reviews.domain.copy_call import copied_call, copy_rows, copy_rules
from reviews.enums import CallKind


def create_contest(contest: Contest, *, actor: Actor) -> Contest:
    """Store a new contest with its call as a draft; the edition is the call's."""
    contest.call.kind = CallKind.CONTEST
    contest.edition = contest.call.edition
    return create_with_call(contest, actor=actor)


def change_contest(
    contest: Contest,
    *,
    actor: Actor,
    changes: dict[str, Any],
    call_changes: dict[str, Any],
    revision: int | None = None,
    call_revision: int | None = None,
) -> Contest:
    """Change a contest and its call together."""
    if "edition" in call_changes:
        changes = {**changes, "edition": call_changes["edition"]}
    return change_with_call(
        contest,
        actor=actor,
        changes=changes,
        call_changes=call_changes,
        revision=revision,
        call_revision=call_revision,
    )


remove_contest = remove_with_call
CONTEST_ACTS = move_call_by(CALL_ACTS)


def copy_contest(contest: Contest, *, actor: Actor, values: dict[str, Any], keep_times: bool) -> Contest:
    """Store the next edition of a contest as a draft: call, rules and events; never entries."""
    with transaction.atomic():
        call = copied_call(contest.call, values=values, keep_times=keep_times)
        made = create_contest(Contest(call=call, series=contest.series), actor=actor)
        copy_rules(contest.call, made.call, actor=actor, keep_times=keep_times)
        copy_rows(Event.objects.filter(contest=contest), actor=actor, contest=made)
    return made
