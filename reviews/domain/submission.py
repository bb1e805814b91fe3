"""Register, change, send in, take back and decide submissions."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.numbering import take_next
from office.domain.record import change_record, create_record, remove_record
from office.domain.transition import advance
from office.workflow import Refusal, refuse_unless
from reviews.domain.answer import check_answered
from reviews.domain.dossier import DossierField, build_dossier
from reviews.domain.eligibility import check_eligible
from reviews.domain.endorsement import ENDORSEMENT_ACTS, check_endorsed, drop_endorsement
from reviews.domain.quota import hold_call, hold_submission, settle_quotas
from reviews.domain.receipt import tell_receipt
from reviews.domain.submission_time import check_accepts
from reviews.domain.telling import tell_decision
from reviews.enums import TAKING_PART_STATES, CallState, SubmissionState
from reviews.models import Call, Submission, Track
from reviews.queries.award import standing_awards
from reviews.queries.entry_form import published_form_of
from reviews.workflow import SUBMISSION


def check_organization(submission: Submission, *, actor: Actor) -> None:
    """Refuse a school that sends for another one, a closed organization, and one of another level than the track's."""
    organization, track = submission.organization, submission.track
    if actor.is_school:
        refuse_unless(
            submission.organization_id == actor.organization_id, _("You can send in for your own organization only.")
        )
    if organization is None:
        return
    refuse_unless(organization.is_open, _("“%(name)s” has closed.") % {"name": organization})
    if track and track.school_level and organization.school_level:
        refuse_unless(
            track.school_level == organization.school_level,
            _("“%(name)s” (%(level)s) does not belong to the track “%(track)s”.")
            % {"name": organization, "level": organization.get_school_level_display(), "track": track},
        )


def register_submission(submission: Submission, *, actor: Actor) -> Submission:
    """Store a new draft in a call that accepts, with the entry form in use; its number comes with the first sending."""
    check_accepts(submission.call, actor=actor)
    check_organization(submission, actor=actor)
    submission.state = SubmissionState.DRAFTED
    submission.form_version = published_form_of(submission.call)
    create_record(submission, actor=actor)
    return submission


def change_submission(
    submission: Submission, *, actor: Actor, changes: dict[str, Any], revision: int | None = None
) -> Submission:
    """Change a submission: a school its own draft in time, staff anything until the call is decided.

    The dossier of what was sent in stays as it was; only sending in again makes a new one.
    """
    if actor.is_school:
        refuse_unless(
            submission.state == SubmissionState.DRAFTED,
            _("What has been sent in cannot be changed. Ask the secretariat to send it back."),
        )
    with transaction.atomic():
        hold_for_change(submission)
        check_accepts(submission.call, actor=actor, submission=submission)
        change_record(submission, actor=actor, changes=changes, revision=revision)
        check_organization(submission, actor=actor)
        settle_after_change(submission, actor=actor)
    return submission


def hold_for_change(submission: Submission) -> None:
    """Hold a submission that is about to change, and before it the call where its quotas may move with it."""
    if submission.state in TAKING_PART_STATES:
        hold_call(submission.call)
    hold_submission(submission)


def settle_after_change(submission: Submission, *, actor: Actor) -> None:
    """Move the quotas of what takes part after its track, school or people changed."""
    if submission.state in TAKING_PART_STATES:
        settle_quotas(submission, actor=actor)


def submit_submission(
    submission: Submission, *, actor: Actor, reason: str = "", extra: tuple[DossierField, ...] = ()
) -> Submission:
    """Send a draft in: freeze its dossier, stamp the time, and take its number from the call's series once.

    Refused outside the time of the entry, with gaps or mistakes in its entry form, without a track where the call has
    tracks, and without the sending organization when a school sends.
    """
    call = submission.call
    # One transaction: a refused sending gives its number back. What is checked is what is stored now, and stays so.
    with transaction.atomic():
        hold_call(call)
        hold_submission(submission)
        received_at = timezone.now()
        check_accepts(call, actor=actor, submission=submission)
        read_anew(submission)
        check_may_submit(submission, actor=actor)
        changes: dict[str, Any] = {
            "submitted_at": received_at,
            "submitted_by_id": actor.user_id,
            "dossier": build_dossier(submission, extra=extra),
            "number": submission.number or next_number(call),
        }
        advance(submission, "submit", actor=actor, workflow=SUBMISSION, reason=reason, changes=changes)
        settle_quotas(submission, actor=actor)
        tell_receipt(submission, actor=actor)
    return submission


def read_anew(submission: Submission) -> None:
    """Read what another tab may have saved since this one was loaded; the submission is held."""
    call = submission.call
    submission.refresh_from_db(fields=["title", "track", "organization", "topic", "answers", "form_version", "number"])
    submission.call = call


def check_may_submit(submission: Submission, *, actor: Actor) -> None:
    """Refuse gaps, a missing track, conditions of entry that are not met, and a missing endorsement."""
    check_organization(submission, actor=actor)
    check_answered(submission)
    if submission.track_id is None and Track.objects.filter(call=submission.call_id).exists():
        raise Refusal(_("Choose a track first: “%(call)s” compares within tracks.") % {"call": submission.call})
    check_eligible(submission, actor=actor)
    check_endorsed(submission, actor=actor)


def next_number(call: Call) -> str:
    """Take the next number of a call: its code in capitals and three digits or more."""
    (number,) = take_next(f"reviews.call.{call.pk}", year=call.year)
    return f"{call.code.upper()}-{number:03d}"


def accept_submission(submission: Submission, *, actor: Actor, reason: str = "") -> Submission:
    """Let a submission take part (a contest) or pass it (a project)."""
    check_undecided(submission)
    return decide(submission, "accept", actor=actor, reason=reason)


def reject_submission(submission: Submission, *, actor: Actor, reason: str = "") -> Submission:
    """Turn a submission away, with the reason; refused while an award is proposed for it."""
    check_undecided(submission)
    check_without_awards(submission)
    return decide(submission, "reject", actor=actor, reason=reason)


def send_back_submission(submission: Submission, *, actor: Actor, reason: str = "") -> Submission:
    """Give a submission back for correction: a draft again, with its number and without the time of arrival."""
    check_undecided(submission)
    check_without_awards(submission)
    return decide(submission, "send_back", actor=actor, reason=reason, changes={"submitted_at": None})


def reconsider_submission(submission: Submission, *, actor: Actor, reason: str = "") -> Submission:
    """Take back the decision on a submission; refused while an award or what was made from it rests on it."""
    check_undecided(submission)
    check_without_awards(submission)
    refuse_unless(
        not submission.held_by,
        _("“%(holder)s” rests on this submission: withdraw that first.") % {"holder": submission.held_by},
    )
    return decide(submission, "reconsider", actor=actor, reason=reason)


def decide(
    submission: Submission, action: str, *, actor: Actor, reason: str, changes: dict[str, Any] | None = None
) -> Submission:
    """Move a submission by a decision of the secretariat, its quotas with it, and tell its school, all in one."""
    with transaction.atomic():
        hold_call(submission.call)
        check_undecided(submission)
        advance(submission, action, actor=actor, workflow=SUBMISSION, reason=reason, changes=changes)
        settle_quotas(submission, actor=actor)
        if action == "send_back":
            drop_endorsement(submission)
        tell_decision(submission, action, actor=actor, reason=reason)
    return submission


def withdraw_submission(submission: Submission, *, actor: Actor, reason: str = "") -> Submission:
    """Take a submission out: a school in time, staff until the call is decided."""
    with transaction.atomic():
        hold_call(submission.call)
        check_accepts(submission.call, actor=actor, submission=submission)
        check_without_awards(submission)
        advance(submission, "withdraw", actor=actor, workflow=SUBMISSION, reason=reason)
        settle_quotas(submission, actor=actor)
    return submission


def remove_submission(submission: Submission, *, actor: Actor, reason: str = "") -> None:
    """Remove a draft that was never sent in; what has a number stays, withdrawn if need be."""
    refuse_unless(
        submission.state == SubmissionState.DRAFTED and not submission.number,
        _("What has been sent in keeps its number: withdraw it instead."),
    )
    remove_record(submission, actor=actor, reason=reason)


def check_undecided(submission: Submission) -> None:
    """Refuse to move a submission of a call that is decided."""
    refuse_unless(
        submission.call.state != CallState.DECIDED,
        _("“%(call)s” is decided. Reopen the decision first.") % {"call": submission.call},
    )


def check_without_awards(submission: Submission) -> None:
    """Refuse while the submission has a proposed or final award, and name it."""
    award = standing_awards(submission.pk).select_related("prize__track").first()
    refuse_unless(
        award is None,
        _("The submission has an award (%(prize)s): remove or revoke that first.")
        % {"prize": award.prize if award else ""},
    )


SUBMISSION_ACTS = {
    **ENDORSEMENT_ACTS,
    "submit": submit_submission,
    "accept": accept_submission,
    "reject": reject_submission,
    "send_back": send_back_submission,
    "reconsider": reconsider_submission,
    "withdraw": withdraw_submission,
}
