"""Tell a school what was decided on what it sent in, and the secretariat what waits, in the act's transaction."""

from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from association.queries.obligation import administrators_of_schools, holders_of_roles
from office.actor import Actor
from office.domain.message import write_message
from office.enums import STAFF_ROLES
from reviews.models import Submission
from reviews.queries.panel import without_reviewers

MESSAGE_KIND = "submission"
# Chinese texts, kept as they were sent: a reader's language is not known when they are written.
SUBJECTS = {
    "accept": "审核通过：{title}",
    "reject": "审核不通过：{title}",
    "send_back": "退回修改：{title}",
    "reconsider": "重新审核：{title}",
}
TEXTS = {
    "accept": "您单位报送的“{title}”（{call}）已审核通过。",
    "reject": "您单位报送的“{title}”（{call}）未通过审核。",
    "send_back": "您单位报送的“{title}”（{call}）已退回修改，请修改后重新提交。",
    "reconsider": "您单位报送的“{title}”（{call}）的审核结论已撤回，将重新审核。",
}


def tell_decision(submission: Submission, action: str, *, actor: Actor, reason: str = "") -> int:
    """Tell who sent a submission in, and the administrators of its school; returns how many people are told.

    Only what somebody else sent in is told of: rows that staff recorded, imported or loaded concern nobody's desk.
    """
    if actor.is_system or submission.submitted_by_id in {None, actor.user_id}:
        return 0
    school = submission.organization_id
    administrators = administrators_of_schools([school]).get(school, ()) if school else ()
    values = {"title": submission.title, "call": submission.call.title}
    text = TEXTS[action].format(**values) + (f"\n说明：{reason.strip()}" if reason.strip() else "")
    return write_message(
        without_reviewers((submission.submitted_by_id, *administrators), submission.call_id),
        kind=MESSAGE_KIND,
        subject=SUBJECTS[action].format(**values),
        text=text,
        about=submission,
        actor=actor,
    )


def tell_extension(submission: Submission, *, until: datetime, actor: Actor, reason: str) -> int:
    """Tell who began a draft, and the administrators of its school, that it may come in later; returns how many."""
    if actor.is_system:
        return 0
    school = submission.organization_id
    administrators = administrators_of_schools([school]).get(school, ()) if school else ()
    readers = [key for key in (submission.submitted_by_id, *administrators) if key and key != actor.user_id]
    if not readers:
        return 0
    instant = localtime(until).strftime("%Y年%-m月%-d日%H:%M")
    return write_message(
        without_reviewers(readers, submission.call_id),
        kind=MESSAGE_KIND,
        subject=f"延期报送：{submission.title}",
        text=f"您单位的“{submission.title}”（{submission.call.title}）可延期至{instant}报送，逾期不再受理。\n说明：{reason.strip()}",
        about=submission,
        actor=actor,
    )


def tell_school(submission: Submission, *, subject: str, text: str, about: Any, actor: Actor) -> int:
    """Tell who sent a submission in, and the administrators of its school, of what an app above did with it."""
    if actor.is_system:
        return 0
    school = submission.organization_id
    administrators = administrators_of_schools([school]).get(school, ()) if school else ()
    readers = [key for key in (submission.submitted_by_id, *administrators) if key]
    return write_message(
        without_reviewers(readers, submission.call_id),
        kind=MESSAGE_KIND,
        subject=subject,
        text=text,
        about=about,
        actor=actor,
    )


def tell_staff(call_id: int, *, kind: str, subject: str, text: str, about: Any, actor: Actor, key: str = "") -> int:
    """Tell the secretariat and its head of something that waits in a call; returns how many are told.

    Whoever sits on a panel of the call is left out, and whoever did the act.
    """
    holders = holders_of_roles()
    readers = sorted({user_id for role in STAFF_ROLES for user_id in holders.get(role, ())})
    return write_message(
        without_reviewers(readers, call_id), kind=kind, subject=subject, text=text, about=about, actor=actor, key=key
    )
