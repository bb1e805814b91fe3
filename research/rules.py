"""May you: programs follow the rules of their calls, applications and papers of submissions; staff keep projects."""

from typing import Any

import rules

from office.actor import Actor
from office.rules import is_head, is_staff, reads_all
from reviews.queries.panel import blinded_calls
from reviews.rules import add_call_rules, add_submission_rules, is_academic, is_school


def call_of(record: Any) -> Any:
    """Return the call that a record stands beside."""
    return record.call


def submission_of(record: Any) -> Any:
    """Return the submission that a record stands beside."""
    return record.submission


@rules.predicate
def knows_project(actor: Actor, project: Any) -> bool:
    """A school knows its own projects, the academic committee those of its body."""
    if project is None:
        return False
    if actor.is_school:
        return bool(project.organization_id == actor.organization_id)
    return bool(is_academic(actor) and project.program.call.body_id == actor.body_id)


@rules.predicate
def judges_program(actor: Actor, project: Any) -> bool:
    """Whoever sits on a panel of the program's call sees no identity in it under any grant."""
    return bool(project is not None and project.program.call_id in blinded_calls(actor))


RESEARCHERS = reads_all | is_school | is_academic

add_call_rules("research", "program", unwrap=call_of, see=RESEARCHERS)
for act in ("add", "change", "remove"):
    rules.add_rule(f"research.{act}_category", is_staff)
add_submission_rules("research", "application", unwrap=submission_of, see=RESEARCHERS)
add_submission_rules("research", "paper", unwrap=submission_of, see=RESEARCHERS)
rules.add_rule("research.approve_application", is_staff)

rules.add_rule("research.list_project", RESEARCHERS)
rules.add_rule("research.export_project", RESEARCHERS)
rules.add_rule("research.view_project", (reads_all | knows_project) & ~judges_program)
for act in ("add", "change", "remove"):
    rules.add_rule(f"research.{act}_project", is_staff)
rules.add_rule("research.withdraw_approval_project", is_head)
