"""Change requests: what a school asks for after the lock, and what granting it does to the entry."""

from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from association.queries.obligation import administrators_of_schools
from office.actor import Actor
from office.domain.attachment import FileRefused, store_attachment
from office.domain.audit import record_act
from office.domain.message import write_message
from office.domain.record import change_record, create_record, remove_record
from office.domain.transition import advance
from office.workflow import StaleRecord, refuse_unless
from reviews.domain.dossier import DossierField, build_dossier
from reviews.domain.participant import snapshot
from reviews.domain.quota import hold_call, hold_submission, settle_quotas
from reviews.domain.receipt import digest_of
from reviews.domain.submission import check_undecided, check_without_awards
from reviews.domain.telling import MESSAGE_KIND, tell_staff
from reviews.enums import TAKING_PART_STATES, ChangeKind, ParticipantRole
from reviews.models import ChangeRequest, Participant, Submission
from reviews.queries.panel import without_reviewers
from reviews.workflow import CHANGE_REQUEST, SUBMISSION

# What a dossier says by itself; all other fields came from the app above and are kept.
OWN_FIELDS = ("title", "track", "organization")
People = Mapping[str, list[str]]
SUBJECTS = {"approve_change": "变更申请已同意：{title}", "refuse_change": "变更申请未同意：{title}"}
TEXTS = {
    "approve_change": "您单位对“{title}”（{call}）的变更申请（{kind}）已同意并生效。",
    "refuse_change": "您单位对“{title}”（{call}）的变更申请（{kind}）未获同意。",
}


def present_of(submission: Submission, kind: str) -> dict[str, Any]:
    """Return what stands now of what a request of a kind would change, as plain data."""
    if kind == ChangeKind.TITLE:
        return {"title": submission.title}
    if kind == ChangeKind.PEOPLE:
        return {"people": people_of(submission)}
    return {}


def people_of(submission: Submission) -> dict[str, list[str]]:
    """Return the names in a submission by role, in the order of the certificate."""
    people: dict[str, list[str]] = {}
    for role, name in (
        Participant.objects.filter(submission=submission).order_by("order", "id").values_list("role", "name")
    ):
        people.setdefault(role, []).append(name)
    return people


def file_change(
    submission: Submission,
    *,
    actor: Actor,
    kind: str,
    proposal: dict[str, Any],
    reason: str,
    proof: UploadedFile | None = None,
) -> ChangeRequest:
    """Ask for a change of what has been sent in; one request of a submission waits at a time.

    Everything but a withdrawal needs a proof. Refused when nothing would change, and once the call is decided.
    """
    check_may_ask(submission, actor=actor)
    before = present_of(submission, kind)
    refuse_unless(kind == ChangeKind.WITHDRAW or proposal != before, _("The request changes nothing."))
    if proof is None and kind != ChangeKind.WITHDRAW:
        raise FileRefused(_("Add the file that proves the change."))
    with transaction.atomic():
        hold_submission(submission)
        request = ChangeRequest(
            submission=submission,
            kind=kind,
            proposal=proposal,
            before=before,
            reason=reason.strip(),
            proof=store_attachment(proof, actor=actor) if proof else None,
            filed_by_id=actor.user_id,
            filed_at=timezone.now(),
        )
        create_record(request, actor=actor)
        tell_filed(request, actor=actor)
    return request


def tell_filed(request: ChangeRequest, *, actor: Actor) -> None:
    """Tell the secretariat that a school asks for a change."""
    submission = request.submission
    school, kind = submission.organization, KIND_WORDS[ChangeKind(request.kind)]
    tell_staff(
        submission.call_id,
        kind=MESSAGE_KIND,
        subject=f"变更申请待审批：{submission.title}",
        text=f"{school or ''}就“{submission.title}”（{submission.call.title}）申请{kind}。\n说明：{request.reason}",
        about=request,
        actor=actor,
    )


def check_may_ask(submission: Submission, *, actor: Actor) -> None:
    """Refuse a request for another school's entry, for what has not been received, and in a decided call."""
    refuse_unless(
        actor.is_school and submission.organization_id == actor.organization_id,
        _("Only the school itself asks for a change of its entry."),
    )
    refuse_unless(
        submission.state in TAKING_PART_STATES,
        _("“%(object)s” is now “%(state)s”: there is nothing to ask for.")
        % {"object": submission, "state": submission.get_state_display()},
    )
    check_undecided(submission)


def recall_change(request: ChangeRequest, *, actor: Actor, reason: str = "") -> ChangeRequest:
    """Take an open request back."""
    advance(request, "recall_change", actor=actor, workflow=CHANGE_REQUEST, reason=reason)
    return request


def refuse_change(request: ChangeRequest, *, actor: Actor, reason: str = "") -> ChangeRequest:
    """Refuse a request with a reason and tell the school."""
    with transaction.atomic():
        decide_request(request, "refuse_change", actor=actor, reason=reason)
    return request


def approve_change(request: ChangeRequest, *, actor: Actor, reason: str = "") -> ChangeRequest:
    """Grant a request: apply it, freeze the dossier anew, move the quotas, and tell the school; all or nothing.

    Refused when what the school saw has changed since, and in a decided call.
    """
    submission = request.submission
    with transaction.atomic():
        hold_call(submission.call)
        hold_submission(submission)
        check_undecided(submission)
        refuse_unless(
            submission.state in TAKING_PART_STATES,
            _("“%(object)s” is now “%(state)s”: there is nothing to change.")
            % {"object": submission, "state": submission.get_state_display()},
        )
        if present_of(submission, request.kind) != request.before:
            raise StaleRecord(
                _("The entry has changed since the request was filed. Refuse it and let the school ask anew.")
            )
        decide_request(request, "approve_change", actor=actor, reason=reason)
        APPLY[ChangeKind(request.kind)](submission, request, actor=actor)
        settle_quotas(submission, actor=actor)
    return request


def decide_request(request: ChangeRequest, action: str, *, actor: Actor, reason: str) -> None:
    """Move a request by a decision and tell who filed it and the administrators of the school."""
    decided = {"decided_by_id": actor.user_id, "decided_at": timezone.now(), "answer": reason.strip()}
    advance(request, action, actor=actor, workflow=CHANGE_REQUEST, reason=reason, changes=decided)
    submission = request.submission
    school = submission.organization_id or 0
    words = {
        "title": submission.title,
        "call": submission.call.title,
        "kind": str(KIND_WORDS[ChangeKind(request.kind)]),
    }
    text = TEXTS[action].format(**words) + (f"\n说明：{reason.strip()}" if reason.strip() else "")
    readers = [request.filed_by_id, *administrators_of_schools([school]).get(school, ())]
    write_message(
        without_reviewers((key for key in readers if key != actor.user_id), request.submission.call_id),
        kind=MESSAGE_KIND,
        subject=SUBJECTS[action].format(**words),
        text=text,
        about=request,
        actor=actor,
    )


# The messages are Chinese texts, kept as they were sent.
KIND_WORDS = {
    ChangeKind.WITHDRAW: "退出",
    ChangeKind.TITLE: "变更名称",
    ChangeKind.PEOPLE: "变更人员及排序",
}


def apply_withdrawal(submission: Submission, request: ChangeRequest, *, actor: Actor) -> None:
    """Take the entry out; refused while an award or what was made from it rests on it."""
    check_without_awards(submission)
    refuse_unless(
        not submission.held_by,
        _("“%(holder)s” rests on this submission: withdraw that first.") % {"holder": submission.held_by},
    )
    advance(submission, "withdraw_late", actor=actor, workflow=SUBMISSION, reason=request.reason)


def apply_title(submission: Submission, request: ChangeRequest, *, actor: Actor) -> None:
    """Give the entry its new title."""
    change_record(submission, actor=actor, changes={"title": request.proposal["title"]}, reason=request.reason)
    freeze_anew(submission, request, actor=actor)


def apply_people(submission: Submission, request: ChangeRequest, *, actor: Actor) -> None:
    """Bring the people of the entry into the proposed shape; who stays keeps the own row."""
    wanted: People = request.proposal["people"]
    present: dict[tuple[str, str], list[Participant]] = {}
    for row in Participant.objects.filter(submission=submission).order_by("order", "id"):
        present.setdefault((row.role, row.name), []).append(row)
    order = 0
    for role in roles_of(wanted):
        for name in wanted[role]:
            order += 1
            known = present.get((role, name))
            if known:
                change_record(known.pop(0), actor=actor, changes={"order": order}, reason=request.reason)
            else:
                person = Participant(submission=submission, role=role, name=name, order=order)
                snapshot(person)
                create_record(person, actor=actor, reason=request.reason)
    for rows in present.values():
        for row in rows:
            remove_record(row, actor=actor, reason=request.reason)
    freeze_anew(submission, request, actor=actor)


def roles_of(people: People) -> list[str]:
    """Return the roles in the order of the forms: contestants before advisers."""
    return [role for role in ParticipantRole.values if role in people]


def freeze_anew(submission: Submission, request: ChangeRequest, *, actor: Actor) -> None:
    """Freeze the dossier as the entry stands now; the audit trail holds both digests and the request."""
    old = submission.dossier or {}
    extra = tuple(
        DossierField(**field)
        for field in old.get("fields", [])
        if field["code"] not in OWN_FIELDS and not field["code"].startswith("form_")
    )
    dossier = build_dossier(submission, extra=extra)
    rows = Submission.objects.filter(pk=submission.pk, revision=submission.revision)
    with transaction.atomic():
        if rows.update(dossier=dossier, revision=F("revision") + 1) != 1:
            raise StaleRecord(_("Somebody else saved this record while you were editing it."))
        submission.dossier, submission.revision = dossier, submission.revision + 1
        record_act(
            submission,
            "freeze_anew",
            actor=actor,
            before={"dossier": digest_of(old)},
            after={"dossier": digest_of(dossier), "change_request": request.pk},
            reason=request.reason,
        )


APPLY: dict[ChangeKind, Any] = {
    ChangeKind.WITHDRAW: apply_withdrawal,
    ChangeKind.TITLE: apply_title,
    ChangeKind.PEOPLE: apply_people,
}
CHANGE_ACTS = {"approve_change": approve_change, "refuse_change": refuse_change, "recall_change": recall_change}
