"""Prepare, publish, close and finish public notices; corrections are new versions beside the old ones."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.record import change_record, create_record, remove_record
from office.domain.transition import advance
from office.queries.workday import workday_after, workday_from
from office.workflow import refuse_unless
from reviews.domain.award import confirm_award
from reviews.domain.finality import refuse
from reviews.enums import AwardState, CallState, NoticeState
from reviews.methods.finality import why_not_close, why_not_finalize
from reviews.models import Award, Call, PublicNotice
from reviews.queries.public_notice import awards_to_publish, digest_of, finality_of, standing_notice
from reviews.workflow import NOTICE


def prepare_notice(
    call: Call, *, actor: Actor, contact: str, workdays: int = 5, appeal_workdays: int = 3, reason: str = ""
) -> PublicNotice:
    """Begin the next version of a call's notice; beside one that stands it is a correction and has its reason.

    Raises ``ValidationError`` where one is being prepared already.
    """
    refuse_unless(
        call.state == CallState.CLOSED,
        _("“%(call)s” is now “%(state)s”: a notice is prepared while it is closed and not decided.")
        % {"call": call, "state": call.get_state_display()},
    )
    last = PublicNotice.objects.filter(call=call).order_by("-version").first()
    standing = standing_notice(call)
    notice = PublicNotice(
        call=call,
        version=last.version + 1 if last else 1,
        supersedes=standing,
        workdays=workdays,
        appeal_workdays=appeal_workdays,
        contact=contact,
        reason=reason if standing else "",
    )
    create_record(notice, actor=actor)
    return notice


def change_notice(
    notice: PublicNotice, *, actor: Actor, changes: dict[str, Any], revision: int | None = None
) -> PublicNotice:
    """Change a notice that is being prepared; a published one is corrected by a new version."""
    refuse_unless(notice.state == NoticeState.DRAFTED, _("A published notice is corrected by a new version."))
    change_record(notice, actor=actor, changes=changes, revision=revision)
    return notice


def remove_notice(notice: PublicNotice, *, actor: Actor, reason: str = "") -> None:
    """Remove a notice that was never published."""
    refuse_unless(notice.state == NoticeState.DRAFTED, _("What was published stays readable and is not removed."))
    remove_record(notice, actor=actor, reason=reason)


def window_from(day: date, workdays: int) -> tuple[date, date]:
    """Return first and last day of a window of so many working days, the first included.

    It begins on the day itself when that is worked, else on the next working day. Raises ``WorkdaysUnknown`` where a
    year is not published: the clerk then enters that year.
    """
    first = workday_from(day).day
    return first, workday_after(first, workdays - 1).day


def publish_notice(notice: PublicNotice, *, actor: Actor, reason: str = "") -> PublicNotice:
    """Publish a notice: freeze its list, stamp its days, and replace the version before, in one transaction."""
    call = notice.call
    refuse_unless(
        call.state == CallState.CLOSED,
        _("“%(call)s” is now “%(state)s”: its awards cannot be published.")
        % {"call": call, "state": call.get_state_display()},
    )
    content = awards_to_publish(call)
    refuse_unless(bool(content), _("No award has been proposed: there is nothing to publish."))
    first, last = window_from(timezone.localdate(), notice.workdays)
    frozen = {
        "content": content,
        "content_hash": digest_of(content),
        "opens_on": first,
        "closes_on": last,
        "published_at": timezone.now(),
    }
    with transaction.atomic():
        before = standing_notice(call)
        refuse_unless(
            (before.pk if before else None) == notice.supersedes_id,
            _("Another version of this notice stands meanwhile. Remove this draft and prepare the correction anew."),
        )
        if before is not None:
            advance(before, "supersede_notice", actor=actor, workflow=NOTICE, reason=notice.reason)
        advance(notice, "publish_notice", actor=actor, workflow=NOTICE, reason=reason, changes=frozen)
    return notice


def close_notice(notice: PublicNotice, *, actor: Actor, reason: str = "") -> PublicNotice:
    """Close the window of a notice, once its last day has passed."""
    facts = finality_of(notice.call)
    refuse(why_not_close(facts), call=notice.call, facts=facts)
    advance(notice, "close_notice", actor=actor, workflow=NOTICE, reason=reason)
    return notice


def finalize_notice(notice: PublicNotice, *, actor: Actor, reason: str = "") -> PublicNotice:
    """Make a closed notice and with it all its awards final, in one transaction.

    Refused while an objection, an appeal or a term of appeal is open, while a correction is being prepared, and when
    the awards are no longer those that were published. A repeat is refused and changes nothing.
    """
    call = notice.call
    facts = finality_of(call)
    if notice.state == NoticeState.CLOSED:
        refuse(why_not_finalize(facts), call=call, facts=facts)
        refuse_unless(
            digest_of(awards_to_publish(call)) == notice.content_hash,
            _("The awards are no longer those that were published. Prepare a correction."),
        )
    with transaction.atomic():
        advance(notice, "finalize_notice", actor=actor, workflow=NOTICE, reason=reason)
        # The list is unchanged, so it names every award that is still proposed.
        facts = replace(facts, notice_state=notice.state, is_listed=True)
        rows = Award.objects.filter(prize__call=call, state=AwardState.PROPOSED)
        for award in rows.select_related("prize__call__body", "prize__track", "submission__organization"):
            confirm_award(award, actor=actor, reason=reason, facts=facts)
    return notice


def notice_impact(notice: PublicNotice) -> dict[str, Any]:
    """Return what publishing would show and until when, and what is in the way of the end."""
    return {"awards": awards_to_publish(notice.call), "facts": finality_of(notice.call)}


NOTICE_ACTS = {
    "publish_notice": publish_notice,
    "close_notice": close_notice,
    "finalize_notice": finalize_notice,
}
