"""A school's own procedure: hand over, return, rank, endorse with the sealed scan, send in."""

from collections.abc import Sequence
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
from office.domain.transition import advance
from office.enums import Role
from office.models import Attachment
from office.workflow import StaleRecord, refuse_unless
from reviews.domain.eligibility import check_eligible
from reviews.domain.quota import hold_call, hold_submission
from reviews.domain.submission_time import check_accepts
from reviews.domain.telling import MESSAGE_KIND
from reviews.enums import SubmissionState
from reviews.models import Call, Endorsement, Submission
from reviews.queries.panel import without_reviewers
from reviews.workflow import SUBMISSION

NOT_ENDORSED = {"opinion": "", "scan": None, "endorsed_by": None, "endorsed_at": None}


def offer_submission(submission: Submission, *, actor: Actor, reason: str = "") -> Submission:
    """Hand a draft to the school: its people and answers can no longer change, and its administrators are told."""
    refuse_unless(
        submission.call.needs_endorsement,
        _("“%(call)s” asks for no endorsement: send the entry in.") % {"call": submission.call},
    )
    check_accepts(submission.call, actor=actor, submission=submission)
    check_eligible(submission, actor=actor)
    with transaction.atomic():
        advance(submission, "hand_to_school", actor=actor, workflow=SUBMISSION, reason=reason)
        given = {"offered_by_id": actor.user_id, "offered_at": timezone.now(), **NOT_ENDORSED}
        Endorsement.objects.update_or_create(submission=submission, defaults=given)
        tell_offer(submission, actor=actor)
    return submission


def return_offer(submission: Submission, *, actor: Actor, reason: str = "") -> Submission:
    """Give an entry back to its author with a reason; opinion and seal fall away."""
    with transaction.atomic():
        advance(submission, "return_to_author", actor=actor, workflow=SUBMISSION, reason=reason)
        drop_endorsement(submission)
        tell_return(submission, actor=actor, reason=reason)
    return submission


def recall_offer(submission: Submission, *, actor: Actor, reason: str = "") -> Submission:
    """Take an entry back from the school to go on writing."""
    with transaction.atomic():
        advance(submission, "take_from_school", actor=actor, workflow=SUBMISSION, reason=reason)
        drop_endorsement(submission)
    return submission


def drop_endorsement(submission: Submission) -> None:
    """Take opinion and seal off an entry that will be written anew; its rank in the school stays."""
    Endorsement.objects.filter(submission=submission).update(**NOT_ENDORSED, revision=F("revision") + 1)


def endorse_submission(
    submission: Submission,
    *,
    actor: Actor,
    opinion: str,
    scan: UploadedFile | Attachment | None,
    revision: int | None = None,
) -> Endorsement:
    """Write down the school's opinion with the sealed scan; a new scan takes the place of the one before.

    ``scan`` may be left out where one is stored already. Refused unless the entry waits for its school.
    """
    check_endorses(submission, actor=actor)
    with transaction.atomic():
        hold_submission(submission)
        stored = Endorsement.objects.select_related("scan").get(submission=submission)
        if revision is not None and stored.revision != revision:
            raise StaleRecord(_("Somebody else saved this record while you were editing it."))
        refuse_unless(bool(opinion.strip()), _("Write the opinion of the school."))
        attachment = store_attachment(scan, actor=actor) if isinstance(scan, UploadedFile) else scan or stored.scan
        if attachment is None:
            raise FileRefused(_("Add the scan with the seal of the school."))
        before = {"opinion": stored.opinion, "scan": stored.scan.sha256 if stored.scan else ""}
        stored.opinion, stored.scan = opinion.strip(), attachment
        stored.endorsed_by_id, stored.endorsed_at = actor.user_id, timezone.now()
        stored.revision += 1
        stored.full_clean()
        stored.save()
        after = {"opinion": stored.opinion, "scan": attachment.sha256}
        record_act(submission, "endorse", actor=actor, before=before, after=after)
    return stored


def check_endorses(submission: Submission, *, actor: Actor) -> None:
    """Refuse all but the administrator of the school at which the entry waits."""
    refuse_unless(
        submission.state == SubmissionState.OFFERED,
        _("“%(object)s” is now “%(state)s”: there is nothing to endorse.")
        % {"object": submission, "state": submission.get_state_display()},
    )
    refuse_unless(
        actor.role == Role.SCHOOL_ADMINISTRATOR and submission.organization_id == actor.organization_id,
        _("Only the administrator of the school endorses its entries."),
    )
    check_accepts(submission.call, actor=actor, submission=submission)


def check_endorsed(submission: Submission, *, actor: Actor) -> None:
    """Refuse to send in what a school has not endorsed where the call asks for it; staff record what came on paper."""
    if not actor.is_school:
        return
    if not submission.call.needs_endorsement:
        # The question was dropped while the entry waited: the school may send it in as it stands.
        return
    refuse_unless(
        submission.state == SubmissionState.OFFERED,
        _("Hand the entry to the school first: its administrator sends it in."),
    )
    refuse_unless(
        actor.role == Role.SCHOOL_ADMINISTRATOR, _("Only the administrator of the school sends its entries in.")
    )
    found = Endorsement.objects.filter(submission=submission).first()
    refuse_unless(
        found is not None and found.is_complete, _("Endorse the entry first, with opinion and the sealed scan.")
    )


def rank_entries(call: Call, order: Sequence[int], *, actor: Actor, revisions: dict[int, int]) -> int:
    """Put the school's entries of a call into an order, the best first, and return how many have a rank.

    ``order`` are keys of submissions of the own school; ``revisions`` are those of the endorsements that the page
    showed: when one has moved on, nothing is changed (``StaleRecord``). What waits, or was sent in, can be ranked.
    """
    refuse_unless(actor.role == Role.SCHOOL_ADMINISTRATOR, _("Only the administrator of the school ranks its entries."))
    with transaction.atomic():
        hold_call(call)
        check_accepts(call, actor=actor)
        rows = {row.submission_id: row for row in ranked_rows(call, actor.organization_id)}
        refuse_unless(
            len(set(order)) == len(order) and set(order) <= rows.keys(),
            _("The entries of the school have changed. Load the page again."),
        )
        if any(rows[key].revision != revisions.get(key) for key in rows):
            raise StaleRecord(_("Somebody else saved this record while you were editing it."))
        places = {key: place for place, key in enumerate(order, start=1)}
        for key, row in rows.items():
            set_rank(row, places.get(key), actor=actor)
    return len(places)


def ranked_rows(call: Call, organization_id: int | None) -> Any:
    """Return the endorsements of a school's entries in a call that are on their way or have been sent in."""
    rows = Endorsement.objects.filter(submission__call=call, submission__organization_id=organization_id or 0)
    rows = rows.exclude(submission__state__in=[SubmissionState.DRAFTED, SubmissionState.WITHDRAWN])
    return rows.select_related("submission__call", "submission__track", "offered_by").order_by(
        F("rank").asc(nulls_last=True), "offered_at", "submission_id"
    )


def set_rank(row: Endorsement, rank: int | None, *, actor: Actor) -> None:
    """Write one rank with its audit row; nothing where it is the same."""
    if row.rank == rank:
        return
    changed = Endorsement.objects.filter(pk=row.pk, revision=row.revision).update(rank=rank, revision=F("revision") + 1)
    if changed != 1:
        raise StaleRecord(_("Somebody else saved this record while you were editing it."))
    record_act(row.submission, "rank_in_school", actor=actor, before={"rank": row.rank}, after={"rank": rank})


def tell_offer(submission: Submission, *, actor: Actor) -> None:
    """Tell the administrators of the school that an entry waits for them."""
    school = submission.organization_id or 0
    readers = [key for key in administrators_of_schools([school]).get(school, ()) if key != actor.user_id]
    write_message(
        without_reviewers(readers, submission.call_id),
        kind=MESSAGE_KIND,
        subject=f"待学校审核：{submission.title}",
        text=f"“{submission.title}”（{submission.call.title}）已提交学校，请审核、签署推荐意见并上传盖章扫描件后报送。",
        about=submission,
        actor=actor,
    )


def tell_return(submission: Submission, *, actor: Actor, reason: str) -> None:
    """Tell the author that the school has given the entry back."""
    author = Endorsement.objects.filter(submission=submission).values_list("offered_by_id", flat=True).first()
    if author and author != actor.user_id:
        write_message(
            without_reviewers([author], submission.call_id),
            kind=MESSAGE_KIND,
            subject=f"学校退回修改：{submission.title}",
            text=f"“{submission.title}”（{submission.call.title}）已由学校退回，请修改后重新提交学校。\n说明：{reason.strip()}",
            about=submission,
            actor=actor,
        )


ENDORSEMENT_ACTS = {
    "hand_to_school": offer_submission,
    "return_to_author": return_offer,
    "take_from_school": recall_offer,
}
