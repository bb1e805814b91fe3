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
from reviews import desk_rules, ranking_rules  # noqa: F401 - their rules are found with these
from reviews.enums import (
    TAKING_PART_STATES,
    UNSENT_STATES,
    AssignmentState,
    AwardState,
    CallState,
    NoticeState,
    ObjectionKind,
    ObjectionState,
    SubmissionState,
)
from reviews.methods.pages import CALL_PAGES, SUBMISSION_PAGES
from reviews.models.call import ACADEMIC_KINDS
from reviews.models.panel import PanelMember

Predicate = Any
UNDECIDED_STATES = (ObjectionState.FILED, ObjectionState.ACCEPTED, ObjectionState.INVESTIGATING)


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
        return bool(submission.organization_id == actor.organization_id and not judges_call(actor, submission))
    return bool(knows_call(actor, submission.call) and not judges_call(actor, submission))


@rules.predicate
def judges_call(actor: Actor, row: Any) -> bool:
    """Whoever sits on a call's panel sees no identity in it under any grant; ``row`` is a submission or an award."""
    if row is None or actor.user_id is None:
        return False
    submission = getattr(row, "submission", row)
    return bool(PanelMember.objects.blinding(actor).filter(panel__call_id=submission.call_id).exists())


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
    rules.add_rule(f"{app}.view_{name}", (reads_all & ~on(judges_call)) | on(knows_submission))
    rules.add_rule(f"{app}.add_{name}", is_staff | is_school)
    rules.add_rule(f"{app}.change_{name}", is_staff | on(keeps_own_draft))
    rules.add_rule(f"{app}.remove_{name}", (is_staff & on(is_still_draft)) | on(keeps_own_draft))
    rules.add_rule(f"{app}.submit_{name}", is_staff | on(sends_in))
    rules.add_rule(f"{app}.hand_to_school_{name}", on(offers_own_draft))
    rules.add_rule(f"{app}.take_from_school_{name}", on(holds_offer))
    rules.add_rule(f"{app}.return_to_author_{name}", on(endorses))
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
rules.set_rule("reviews.hand_to_school_submission", offers_own_draft & submission_stands_alone)
rules.set_rule("reviews.take_from_school_submission", holds_offer & submission_stands_alone)
rules.set_rule("reviews.return_to_author_submission", endorses & submission_stands_alone)

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
rules.add_rule("reviews.view_award", (reads_all & ~judges_call) | knows_award)
rules.add_rule("reviews.add_award", is_staff)
rules.add_rule("reviews.change_award", is_staff & is_still_proposed)
rules.add_rule("reviews.remove_award", is_staff & is_still_proposed)
rules.add_rule("reviews.confirm_award_award", is_staff)
rules.add_rule("reviews.revoke_award_award", is_head)


@rules.predicate
def judges_batch(actor: Actor, batch: Any) -> bool:
    """Somebody who judges in the call does not read who else reviews what, under any grant."""
    if batch is None or actor.user_id is None:
        return False
    return bool(PanelMember.objects.blinding(actor).filter(panel__call_id=batch.round.call_id).exists())


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
rules.add_rule("reviews.view_batch", reads_all & ~judges_batch)
rules.add_rule("reviews.change_batch", is_staff)

rules.add_rule("reviews.design_form", is_staff)
rules.add_rule("reviews.read_rules", reads_all)
rules.add_rule("reviews.answer_submission", (is_staff & is_still_draft) | keeps_own_draft)
rules.add_rule("reviews.add_extension", is_staff)
rules.add_rule("reviews.change_extension", is_staff)
rules.add_rule("reviews.remove_extension", is_staff)


@rules.predicate
def knows_notice(actor: Actor, notice: Any) -> bool:
    """What was published is known to schools, and to the committee where it is of its own body."""
    if notice is None or notice.state == NoticeState.DRAFTED:
        return False
    return bool(actor.is_school or knows_call(actor, notice.call))


@rules.predicate
def is_notice_draft(actor: Actor, notice: Any) -> bool:
    """Only a notice that is being prepared may be changed or removed."""
    return bool(notice is not None and notice.state == NoticeState.DRAFTED)


@rules.predicate
def speaks_for_school(actor: Actor, obj: Any = None) -> bool:
    """The administrator of a school objects for it."""
    return actor.role == Role.SCHOOL_ADMINISTRATOR and actor.is_school


@rules.predicate
def is_own_objection(actor: Actor, objection: Any) -> bool:
    """A school knows what it filed itself."""
    return bool(objection is not None and actor.is_school and objection.organization_id == actor.organization_id)


@rules.predicate
def is_undecided(actor: Actor, objection: Any) -> bool:
    """Files are added until the decision."""
    return bool(objection is not None and objection.state in UNDECIDED_STATES)


@rules.predicate
def is_appealable(actor: Actor, objection: Any) -> bool:
    """The dismissal of an objection, not of an appeal."""
    return bool(
        objection is not None
        and objection.kind == ObjectionKind.OBJECTION
        and objection.state == ObjectionState.DISMISSED
    )


for act in ("list", "export"):
    rules.add_rule(f"reviews.{act}_publicnotice", reads_all | is_school | is_academic)
    rules.add_rule(f"reviews.{act}_objection", reads_all | is_school)
rules.add_rule("reviews.view_publicnotice", reads_all | knows_notice)
rules.add_rule("reviews.add_publicnotice", is_staff)
for act in ("change", "remove"):
    rules.add_rule(f"reviews.{act}_publicnotice", is_staff & is_notice_draft)
for act in ("publish", "close", "finalize"):
    rules.add_rule(f"reviews.{act}_notice_publicnotice", is_staff)
# To be replaced is the effect of publishing the correction.
rules.add_rule("reviews.supersede_notice_publicnotice", rules.always_false)
rules.add_rule("reviews.view_objection", reads_all | is_own_objection)
rules.add_rule("reviews.add_objection", is_staff | speaks_for_school)
rules.add_rule("reviews.appeal_objection", (is_staff | (speaks_for_school & is_own_objection)) & is_appealable)
# Its files; the words stay as they were filed.
rules.add_rule("reviews.change_objection", (is_staff | (speaks_for_school & is_own_objection)) & is_undecided)
for act in ("accept_objection", "refuse_late", "examine", "uphold", "dismiss", "apply_objection"):
    rules.add_rule(f"reviews.{act}_objection", is_staff)
rules.add_rule("reviews.issue_certificate", is_staff)


@rules.predicate
def asks_for_change(actor: Actor, submission: Any) -> bool:
    """The school of what has been received, until the call is decided."""
    return bool(
        submission is not None
        and actor.is_school
        and submission.organization_id == actor.organization_id
        and submission.state in TAKING_PART_STATES
        and submission.call.state != CallState.DECIDED
    )


@rules.predicate
def is_own_request(actor: Actor, request: Any) -> bool:
    """A school knows the requests for its own entries."""
    return bool(request is not None and actor.is_school and request.submission.organization_id == actor.organization_id)


rules.add_rule("reviews.endorse_submission", endorses)
rules.add_rule("reviews.rank_submission", speaks_for_school)
rules.add_rule("reviews.check_submission", is_staff)
rules.add_rule("reviews.ask_change_submission", asks_for_change)
for part in ("quotarule", "eligibility"):
    for act in ("add", "change", "remove"):
        rules.add_rule(f"reviews.{act}_{part}", is_staff)
for act in ("list", "export"):
    rules.add_rule(f"reviews.{act}_changerequest", reads_all | is_school)
rules.add_rule("reviews.view_changerequest", reads_all | is_own_request)
rules.add_rule("reviews.change_changerequest", rules.predicates.always_false)
for act in ("approve_change", "refuse_change"):
    rules.add_rule(f"reviews.{act}_changerequest", is_staff)
rules.add_rule("reviews.recall_change_changerequest", is_own_request)
