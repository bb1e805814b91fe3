"""May you: who may see, keep and move calls, submissions and awards.

``view_`` rules say the same as ``visible_to`` of each noun; the tests hold both against each other for every role and
state. Staff keep everything; a school keeps its own drafts while the call accepts them.
"""

from typing import Any

import rules
from django.utils import timezone

from office.actor import Actor
from office.enums import Role
from office.rules import is_head, is_staff, reads_all
from reviews.enums import UNSENT_STATES, AssignmentState, AwardState, CallState, SubmissionState
from reviews.methods.pages import CALL_PAGES, SUBMISSION_PAGES
from reviews.models.call import ACADEMIC_KINDS

Predicate = Any


@rules.predicate
def is_school(actor: Actor) -> bool:
    """Somebody acting for one school."""
    return actor.is_school


@rules.predicate
def is_academic(actor: Actor) -> bool:
    """The academic committee of a body."""
    return actor.role == Role.ACADEMIC_COMMITTEE and actor.body_id is not None


@rules.predicate
def knows_call(actor: Actor, call: Any) -> bool:
    """A school knows what has been called, the committee the projects and papers of its body."""
    if call is None:
        return False
    if actor.is_school:
        return bool(call.state != CallState.DRAFTED)
    return bool(is_academic(actor) and call.body_id == actor.body_id and call.kind in ACADEMIC_KINDS)


@rules.predicate
def knows_submission(actor: Actor, submission: Any) -> bool:
    """A school knows its own, the committee what was sent to the projects and papers of its body."""
    if submission is None:
        return False
    if actor.is_school:
        return bool(submission.organization_id == actor.organization_id)
    return bool(knows_call(actor, submission.call))


@rules.predicate
def knows_award(actor: Actor, award: Any) -> bool:
    """A school knows its own awards once they are final, the committee all of its body's projects and papers."""
    if award is None:
        return False
    if actor.is_school and award.state == AwardState.PROPOSED:
        return False
    return bool(knows_submission(actor, award.submission))


@rules.predicate
def keeps_own_draft(actor: Actor, submission: Any) -> bool:
    """The own school's draft while it may still come in: in the call's time, its grace, or its own extension."""
    return bool(
        submission is not None
        and actor.is_school
        and submission.organization_id == actor.organization_id
        and submission.state == SubmissionState.DRAFTED
        and submission.accepts_at(timezone.now())
    )


@rules.predicate
def may_take_back(actor: Actor, submission: Any) -> bool:
    """The own school's draft or undecided submission while it may still come in."""
    return bool(
        submission is not None
        and actor.is_school
        and submission.organization_id == actor.organization_id
        and submission.state in {*UNSENT_STATES, SubmissionState.SUBMITTED}
        and submission.accepts_at(timezone.now())
    )


@rules.predicate
def offers_own_draft(actor: Actor, submission: Any) -> bool:
    """The own draft in a call whose entries the school endorses."""
    return bool(submission is not None and submission.call.needs_endorsement and keeps_own_draft(actor, submission))


@rules.predicate
def holds_offer(actor: Actor, submission: Any) -> bool:
    """The own school's entry that waits for the school."""
    return bool(
        submission is not None
        and actor.is_school
        and submission.organization_id == actor.organization_id
        and submission.state == SubmissionState.OFFERED
    )


@rules.predicate
def endorses(actor: Actor, submission: Any) -> bool:
    """The administrator of the school at which an entry waits."""
    return bool(actor.role == Role.SCHOOL_ADMINISTRATOR and holds_offer(actor, submission))


@rules.predicate
def sends_in(actor: Actor, submission: Any) -> bool:
    """The own draft; where the school endorses, its administrator what waits there, while it may still come in."""
    if submission is None:
        return False
    if not submission.call.needs_endorsement:
        return bool(keeps_own_draft(actor, submission))
    return bool(endorses(actor, submission) and submission.accepts_at(timezone.now()))


@rules.predicate
def is_still_draft(actor: Actor, submission: Any) -> bool:
    """Only a draft may be removed: what was received is withdrawn, and stays."""
    return bool(submission is not None and submission.state == SubmissionState.DRAFTED)


@rules.predicate
def is_still_proposed(actor: Actor, award: Any) -> bool:
    """Only a proposed award may be changed or removed: a final one is revoked, and stays."""
    return bool(award is not None and award.state == AwardState.PROPOSED)


def add_submission_rules(app: str, name: str, *, unwrap: Any = None, see: Predicate = reads_all | is_school) -> None:
    """Add the rules of a submission, or of the record that an upper app keeps one to one beside it.

    ``unwrap`` leads from that record to its submission.
    """

    def on(predicate: Any) -> Any:
        def test(actor: Actor, obj: Any) -> bool:
            return bool(predicate(actor, unwrap(obj) if unwrap and obj is not None else obj))

        return rules.predicate(test, name=f"{app}.{name}:{predicate.name}")

    rules.add_rule(f"{app}.list_{name}", see)
    rules.add_rule(f"{app}.export_{name}", see)
    rules.add_rule(f"{app}.view_{name}", reads_all | on(knows_submission))
    rules.add_rule(f"{app}.add_{name}", is_staff | is_school)
    rules.add_rule(f"{app}.change_{name}", is_staff | on(keeps_own_draft))
    rules.add_rule(f"{app}.remove_{name}", (is_staff & on(is_still_draft)) | on(keeps_own_draft))
    rules.add_rule(f"{app}.submit_{name}", is_staff | on(sends_in))
    rules.add_rule(f"{app}.offer_{name}", on(offers_own_draft))
    rules.add_rule(f"{app}.recall_offer_{name}", on(holds_offer))
    rules.add_rule(f"{app}.return_offer_{name}", on(endorses))
    rules.add_rule(f"{app}.withdraw_late_{name}", rules.predicates.always_false)
    rules.add_rule(f"{app}.withdraw_{name}", is_staff | on(may_take_back))
    for act in ("accept", "reject", "send_back", "reconsider"):
        rules.add_rule(f"{app}.{act}_{name}", is_staff)


def add_call_rules(app: str, name: str, *, unwrap: Any = None, see: Predicate = reads_all | is_school) -> None:
    """Add the rules of a call, or of the record that an upper app keeps one to one beside it."""

    def knows(actor: Actor, obj: Any) -> bool:
        return bool(knows_call(actor, unwrap(obj) if unwrap and obj is not None else obj))

    rules.add_rule(f"{app}.list_{name}", see)
    rules.add_rule(f"{app}.export_{name}", see)
    rules.add_rule(f"{app}.view_{name}", reads_all | rules.predicate(knows, name=f"{app}.{name}:knows"))
    for act in ("add", "change", "remove"):
        rules.add_rule(f"{app}.{act}_{name}", is_staff)
    rules.add_rule(f"{app}.reopen_decision_{name}", is_head)


@rules.predicate
def call_stands_alone(actor: Actor, call: Any) -> bool:
    """No upper app keeps a record beside this call: it is kept here."""
    return call is None or call.kind not in CALL_PAGES


@rules.predicate
def submission_stands_alone(actor: Actor, submission: Any) -> bool:
    """No upper app keeps a record beside this submission: it is kept here."""
    return submission is None or submission.call.kind not in SUBMISSION_PAGES


add_call_rules("reviews", "call", see=reads_all | is_school | is_academic)
for act in ("change", "remove"):
    rules.set_rule(f"reviews.{act}_call", is_staff & call_stands_alone)
add_submission_rules("reviews", "submission", see=reads_all | is_school | is_academic)
rules.set_rule("reviews.add_submission", is_staff)
rules.set_rule("reviews.change_submission", (is_staff | keeps_own_draft) & submission_stands_alone)
rules.set_rule("reviews.remove_submission", ((is_staff & is_still_draft) | keeps_own_draft) & submission_stands_alone)
rules.set_rule("reviews.submit_submission", (is_staff | sends_in) & submission_stands_alone)
rules.set_rule("reviews.offer_submission", offers_own_draft & submission_stands_alone)
rules.set_rule("reviews.recall_offer_submission", holds_offer & submission_stands_alone)
rules.set_rule("reviews.return_offer_submission", endorses & submission_stands_alone)

for part in ("track", "round", "prize"):
    for act in ("add", "change", "remove"):
        rules.add_rule(f"reviews.{act}_{part}", is_staff)

for act in ("add", "change", "remove"):
    rules.add_rule(f"reviews.{act}_roundentry", is_staff)


@rules.predicate
def keeps_participant(actor: Actor, participant: Any) -> bool:
    """Participants are kept by whoever keeps the draft."""
    return bool(participant is not None and keeps_own_draft(actor, participant.submission))


rules.add_rule("reviews.add_participant", is_staff | is_school)
rules.add_rule("reviews.change_participant", is_staff | keeps_participant)
rules.add_rule("reviews.remove_participant", is_staff | keeps_participant)

rules.add_rule("reviews.list_award", reads_all | is_school | is_academic)
rules.add_rule("reviews.export_award", reads_all | is_school | is_academic)
rules.add_rule("reviews.view_award", reads_all | knows_award)
rules.add_rule("reviews.add_award", is_staff)
rules.add_rule("reviews.change_award", is_staff & is_still_proposed)
rules.add_rule("reviews.remove_award", is_staff & is_still_proposed)
rules.add_rule("reviews.confirm_award_award", is_staff)
rules.add_rule("reviews.revoke_award_award", is_head)


@rules.predicate
def is_own_assignment(actor: Actor, assignment: Any) -> bool:
    """A reviewer knows the own assignments while they are in force."""
    return bool(
        assignment is not None
        and actor.user_id
        and assignment.state == AssignmentState.ACTIVE
        and assignment.member.user_id == actor.user_id
    )


rules.add_rule("reviews.list_assignment", reads_all)
rules.add_rule("reviews.export_assignment", reads_all)
rules.add_rule("reviews.view_assignment", reads_all | is_own_assignment)
rules.add_rule("reviews.add_assignment", is_staff)
rules.add_rule("reviews.remove_assignment", is_staff)
rules.add_rule("reviews.view_batch", reads_all)
rules.add_rule("reviews.change_batch", is_staff)

rules.add_rule("reviews.design_form", is_staff)
rules.add_rule("reviews.read_rules", reads_all)
rules.add_rule("reviews.answer_submission", (is_staff & is_still_draft) | keeps_own_draft)
rules.add_rule("reviews.add_extension", is_staff)
rules.add_rule("reviews.change_extension", is_staff)
rules.add_rule("reviews.remove_extension", is_staff)
