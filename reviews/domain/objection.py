"""Take in, examine and decide objections to a public notice, and the one appeal against a decision."""

from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.record import create_record
from office.domain.transition import advance
from office.queries.workday import workday_after
from office.workflow import refuse_unless
from reviews.domain.objection_telling import tell_decided, tell_filed
from reviews.enums import NoticeState, ObjectionKind, ObjectionState
from reviews.models import Objection
from reviews.queries.public_notice import standing_notice
from reviews.workflow import OBJECTION


def file_objection(objection: Objection, *, actor: Actor) -> Objection:
    """Take in an objection to a notice that stands.

    A school's comes in within the window only, stamped with this instant. Staff record what came by letter or
    telephone with the time it arrived, also a late one: it is then refused as such and stays on record.
    """
    notice, now = objection.notice, timezone.now()
    if actor.is_school:
        objection.organization_id = actor.organization_id
        objection.filed_at = now
    objection.kind, objection.against, objection.state = ObjectionKind.OBJECTION, None, ObjectionState.FILED
    refuse_unless(notice.is_public, _("This notice has not been published."))
    refuse_unless(
        notice.state != NoticeState.SUPERSEDED,
        _("A corrected version has replaced this notice: object to that one."),
    )
    deadline = notice.closes_at
    assert deadline is not None  # a published notice has its days
    objection.deadline = deadline
    refuse_unless(
        not actor.is_school or objection.is_in_time,
        _("The window closed at the end of %(day)s. Speak to the secretariat.") % {"day": notice.closes_on},
    )
    refuse_unless(objection.filed_at <= now, _("The time of arrival lies in the future."))
    return store_objection(objection, actor=actor)


def file_appeal(objection: Objection, *, actor: Actor, text: str, filed_at: datetime | None = None) -> Objection:
    """Appeal once against the dismissal of an objection, before its time for that has run out.

    Whoever objected appeals; staff record it for them. A late one is refused for schools, recorded for staff.
    """
    refuse_unless(objection.kind == ObjectionKind.OBJECTION, _("The decision on an appeal is the last."))
    refuse_unless(
        objection.state == ObjectionState.DISMISSED,
        _("Only the dismissal of an objection can be appealed against."),
    )
    refuse_unless(
        not Objection.objects.filter(against=objection).exists(),
        _("This decision has been appealed against already."),
    )
    now = timezone.now()
    assert objection.appeal_until is not None  # stamped with the dismissal
    appeal = Objection(
        notice=objection.notice,
        kind=ObjectionKind.APPEAL,
        against=objection,
        organization_id=objection.organization_id,
        name=objection.name,
        contact=objection.contact,
        submission_id=objection.submission_id,
        text=text,
        filed_at=now if actor.is_school or filed_at is None else filed_at,
        deadline=end_of(objection.appeal_until),
    )
    refuse_unless(
        not actor.is_school or appeal.is_in_time,
        _("The time for an appeal ended with %(day)s.") % {"day": objection.appeal_until},
    )
    refuse_unless(appeal.filed_at <= now, _("The time of arrival lies in the future."))
    return store_objection(appeal, actor=actor)


def store_objection(objection: Objection, *, actor: Actor) -> Objection:
    """Store what was filed and tell of it, in one transaction."""
    with transaction.atomic():
        create_record(objection, actor=actor)
        tell_filed(objection, actor=actor)
    return objection


def end_of(day: Any) -> datetime:
    """Return the instant with which a day ends, Asia/Shanghai."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def move(
    objection: Objection, action: str, *, actor: Actor, reason: str, changes: dict[str, Any] | None = None
) -> None:
    """Move an objection and tell the school that filed it, in one transaction."""
    with transaction.atomic():
        advance(objection, action, actor=actor, workflow=OBJECTION, reason=reason, changes=changes)
        tell_decided(objection, action, actor=actor, reason=reason)


def accept_objection(objection: Objection, *, actor: Actor, reason: str = "") -> Objection:
    """Accept an objection that came in time for examination."""
    refuse_unless(
        objection.is_in_time or objection.state != ObjectionState.FILED,
        _("It came in after the deadline: refuse it as too late."),
    )
    move(objection, "accept_objection", actor=actor, reason=reason)
    return objection


def refuse_late(objection: Objection, *, actor: Actor, reason: str = "") -> Objection:
    """Refuse an objection that came after its deadline; it stays on record."""
    refuse_unless(
        not objection.is_in_time or objection.state != ObjectionState.FILED,
        _("It came in before the deadline and has to be examined."),
    )
    move(objection, "refuse_late", actor=actor, reason=reason)
    return objection


def decide(objection: Objection, action: str, *, actor: Actor, reason: str) -> Objection:
    """Uphold or dismiss: the words are the decision that the objector reads.

    An appeal is decided by somebody else than the objection. A dismissed objection may be appealed against within the
    notice's working days, counted from tomorrow.
    """
    refuse_unless(actor.user_id is not None, _("A decision is made by a person."))
    against = objection.against
    refuse_unless(
        against is None or against.decided_by_id != actor.user_id,
        _("An appeal is decided by somebody else than the objection."),
    )
    changes: dict[str, Any] = {
        "decision": reason.strip(),
        "decided_at": timezone.now(),
        "decided_by_id": actor.user_id,
    }
    if action == "dismiss" and against is None:
        changes["appeal_until"] = workday_after(timezone.localdate(), objection.notice.appeal_workdays).day
    move(objection, action, actor=actor, reason=reason, changes=changes)
    return objection


def uphold(objection: Objection, *, actor: Actor, reason: str = "") -> Objection:
    """Uphold an objection or appeal; it stays open until the correction has been published."""
    return decide(objection, "uphold", actor=actor, reason=reason)


def dismiss(objection: Objection, *, actor: Actor, reason: str = "") -> Objection:
    """Dismiss an objection or appeal."""
    return decide(objection, "dismiss", actor=actor, reason=reason)


def apply_objection(objection: Objection, *, actor: Actor, reason: str = "") -> Objection:
    """Record that an upheld objection has been carried out: a correction of the notice has been published since."""
    standing = standing_notice(objection.notice.call_id)
    corrected = standing is not None and standing.version > objection.notice.version
    refuse_unless(
        corrected or objection.state != ObjectionState.UPHELD,
        _("Publish the corrected notice first."),
    )
    move(objection, "apply_objection", actor=actor, reason=reason)
    return objection


OBJECTION_ACTS = {
    "accept_objection": accept_objection,
    "refuse_late": refuse_late,
    "uphold": uphold,
    "dismiss": dismiss,
    "apply_objection": apply_objection,
}
