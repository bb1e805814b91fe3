"""Write messages in the transaction of the act that they tell of; read marks and preferences of their recipients."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone

from office.actor import Actor
from office.domain.audit import record_act
from office.enums import MailMode, MessageChannel, MessageState, WithheldReason
from office.methods.quiet import Quiet, digest_time, release_time
from office.methods.workdays import Workdays
from office.models import Message, MessagePreference, User
from office.queries.workday import read_workdays

# What holds for somebody who has chosen nothing.
USUAL_DIGEST, USUAL_QUIET = time(8, 30), (time(21, 0), time(8, 0))
ROWS_AT_ONCE = 500


@dataclass(frozen=True)
class Draft:
    """A message to one recipient before it is written; ``by_mail`` asks for the e-mail beside it.

    ``key`` names the occasion: one occasion reaches one recipient once. ``about`` is the content type and the id.
    """

    recipient_id: int
    kind: str
    subject: str
    text: str = ""
    url: str = ""
    about: tuple[int, str] | None = None
    key: str = ""
    by_mail: bool = True
    reminder_id: int | None = None


@dataclass(frozen=True)
class MailPlan:
    """What becomes of the e-mail to one recipient: its state, the reason, and when it may go."""

    state: MessageState
    reason: str = ""
    not_before: datetime | None = None


def write_message(
    recipients: Iterable[int],
    *,
    kind: str,
    subject: str,
    actor: Actor,
    text: str = "",
    about: Any = None,
    url: str = "",
    key: str = "",
    by_mail: bool = True,
) -> int:
    """Tell several users of an act, inside the act's transaction; returns how many are told in the portal.

    ``recipients`` are ids of users; the actor is left out, and so are closed accounts. The link is ``url``, else the
    page of ``about``. A repeat under the same ``key`` writes nothing.
    """
    wanted = [user_id for user_id in dict.fromkeys(recipients) if user_id != actor.user_id]
    if not wanted:
        return 0
    draft = Draft(
        recipient_id=0,
        kind=kind,
        subject=subject[:200],
        text=text,
        url=url or (about.get_absolute_url() if about is not None else ""),
        about=None if about is None else (ContentType.objects.get_for_model(about).pk, str(about.pk)),
        key=key,
        by_mail=by_mail,
    )
    return write_drafts([replace(draft, recipient_id=user_id) for user_id in wanted])


def write_drafts(
    drafts: Sequence[Draft], *, now: datetime | None = None, plans: dict[int, MailPlan] | None = None
) -> int:
    """Store messages of any number with their e-mails; returns how many have a recipient who may still log in.

    An occasion that is stored already is passed over by the database's own unique index, also when two processes write
    at the same instant. ``plans`` saves asking again what becomes of the e-mails.
    """
    if plans is None:
        plans = plan_mails({draft.recipient_id for draft in drafts}, now=now or timezone.now())
    known = [draft for draft in drafts if draft.recipient_id in plans]
    rows = [row_of(draft, MessageChannel.IN_APP, MailPlan(MessageState.SENT)) for draft in known]
    rows += [row_of(draft, MessageChannel.EMAIL, plans[draft.recipient_id]) for draft in known if draft.by_mail]
    with transaction.atomic():
        Message.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE, ignore_conflicts=True)
    return len(known)


def row_of(draft: Draft, channel: MessageChannel, plan: MailPlan) -> Message:
    """Return the unsaved row of a message by one channel."""
    return Message(
        recipient_id=draft.recipient_id,
        channel=channel,
        kind=draft.kind,
        subject=draft.subject[:200],
        text=draft.text,
        url=draft.url,
        content_type_id=draft.about[0] if draft.about else None,
        object_id=draft.about[1] if draft.about else "",
        key=draft.key,
        reminder_id=draft.reminder_id,
        state=plan.state,
        reason=plan.reason,
        not_before=plan.not_before,
        sent_at=timezone.now() if channel == MessageChannel.IN_APP else None,
    )


def plan_mails(user_ids: set[int], *, now: datetime) -> dict[int, MailPlan]:
    """Return what becomes of an e-mail to each user written now; closed accounts are left out. Three queries."""
    mails = dict(User.objects.filter(pk__in=user_ids, is_active=True).values_list("pk", "email"))
    chosen = {row.pk: row for row in MessagePreference.objects.filter(pk__in=list(mails))}
    table = Workdays(frozenset(), lenient=True)
    if any(row.quiet_on_rest_days for row in chosen.values()):
        table = read_workdays(lenient=True)
    return {
        user_id: plan_mail(address, chosen.get(user_id) or usual_preference(user_id), now=now, table=table)
        for user_id, address in mails.items()
    }


def plan_mail(address: str, preference: MessagePreference, *, now: datetime, table: Workdays) -> MailPlan:
    """Return what becomes of an e-mail to one address under a preference; times are the office's."""
    if preference.mail_mode == MailMode.NONE:
        return MailPlan(MessageState.WITHHELD, WithheldReason.OPTED_OUT)
    if not address:
        return MailPlan(MessageState.WITHHELD, WithheldReason.NO_ADDRESS)
    quiet = Quiet(preference.quiet_from, preference.quiet_until, preference.quiet_on_rest_days)
    local = timezone.localtime(now)
    if preference.mail_mode == MailMode.DIGEST:
        moment = digest_time(local, preference.digest_at, quiet, table=table)
        return MailPlan(MessageState.HELD, WithheldReason.DIGEST, moment)
    moment = release_time(local, quiet, table=table)
    if moment > local:
        return MailPlan(MessageState.HELD, WithheldReason.QUIET_HOURS, moment)
    return MailPlan(MessageState.WAITING)


def usual_preference(user_id: int) -> MessagePreference:
    """Return the unsaved preference of somebody who has chosen nothing: at once, quiet from 21:00 to 8:00."""
    begins, ends = USUAL_QUIET
    return MessagePreference(user_id=user_id, digest_at=USUAL_DIGEST, quiet_from=begins, quiet_until=ends)


def preference_of(user_id: int) -> MessagePreference:
    """Return a user's preference, the usual one unsaved where nothing is chosen."""
    return MessagePreference.objects.filter(pk=user_id).first() or usual_preference(user_id)


def change_preference(user: User, *, actor: Actor, changes: dict[str, Any]) -> MessagePreference:
    """Keep how a user wants e-mails, with an audit row; what is held back already keeps its time."""
    stored = MessagePreference.objects.filter(pk=user.pk).first()
    preference = stored or usual_preference(user.pk)
    before = {name: getattr(preference, name) for name in changes}
    for name, value in changes.items():
        setattr(preference, name, value)
    preference.full_clean(exclude=["user"])
    if stored is None or before != changes:
        with transaction.atomic():
            preference.save()
            record_act(user, "change_preference", actor=actor, before=plain(before), after=plain(changes))
    return preference


def plain(values: dict[str, Any]) -> dict[str, Any]:
    """Return times of day as the trail writes them: 21:00."""
    return {name: f"{value:%H:%M}" if isinstance(value, time) else value for name, value in values.items()}


def mark_read(messages: models.QuerySet[Any]) -> int:
    """Mark the unread among some messages as read; returns how many were."""
    return messages.filter(read_at__isnull=True).update(read_at=timezone.now())
