"""Send the e-mails of the outbox: each claimed once, merged where somebody wants one a day, never sent twice by itself.

Between handing an e-mail to the server and marking its row lies an instant in which a process can die. Such a row is
shown as uncertain and a person decides: two e-mails are worse than one looked after.
"""

import logging
import smtplib
import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.audit import record_act
from office.enums import MessageChannel, MessageState, WithheldReason
from office.models import Message
from office.workflow import TransitionRefused

logger = logging.getLogger(__name__)

# One run of the sender takes so many; the next comes half a minute later.
SEND_LIMIT = 200
# A claim of this age belongs to a sender that died: no server is waited for so long (EMAIL_TIMEOUT).
CUT_OFF_AFTER = timedelta(minutes=10)
# The server has said no: nothing went out, and saying it again would change nothing.
REFUSALS = (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError)
DIGEST_KIND = "digest"


@dataclass
class Sent:
    """What a run of the sender did, in e-mails."""

    sent: int = 0
    failed: int = 0
    uncertain: int = 0
    server_silent: bool = False


def send_waiting(*, now: datetime | None = None, limit: int = SEND_LIMIT) -> Sent:
    """Send what waits, after what was cut off is named and what is due for a digest is merged.

    The connection is opened before anything is claimed: a server that does not answer costs a delay, nothing else.
    """
    moment = now or timezone.now()
    name_cut_off(now=moment)
    release_quiet(now=moment)
    merge_digests(now=moment)
    result = Sent()
    rows = Message.objects.filter(state=MessageState.WAITING, channel=MessageChannel.EMAIL)
    waiting = list(rows.order_by("id").values_list("pk", flat=True)[:limit])
    if not waiting:
        return result
    connection = get_connection()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        logger.warning("E-mails wait: the mail server does not answer (%s).", type(error).__name__)
        Message.objects.filter(pk__in=waiting).update(error=describe(error))
        result.server_silent = True
        return result
    try:
        for pk in waiting:
            send_one(pk, connection=connection, result=result)
    finally:
        connection.close()
    return result


def send_one(pk: int, *, connection: Any, result: Sent) -> None:
    """Claim one row, send it, and mark what came of it; a row that another sender has claimed is left alone."""
    token = str(uuid.uuid4())
    claim = {"state": MessageState.SENDING, "claim_token": token, "claimed_at": timezone.now(), "error": ""}
    if Message.objects.filter(pk=pk, state=MessageState.WAITING).update(**claim) != 1:
        return
    message = Message.objects.select_related("recipient").get(pk=pk)
    own = Message.objects.filter(pk=pk, claim_token=token, state=MessageState.SENDING)
    if not message.recipient.is_active or not message.recipient.email:
        reason = WithheldReason.NO_ADDRESS if message.recipient.is_active else WithheldReason.NOBODY
        own.update(state=MessageState.WITHHELD, reason=reason, claim_token="")
        return
    values: dict[str, Any] = {"claim_token": "", "attempts": message.attempts + 1}
    try:
        as_mail(message, connection).send()
    except REFUSALS as error:
        result.failed += 1
        own.update(state=MessageState.FAILED, error=describe(error), **values)
    except Exception as error:  # noqa: BLE001 - whatever broke here, the e-mail may have left already
        logger.warning("E-mail %s is uncertain (%s).", pk, type(error).__name__)
        result.uncertain += 1
        own.update(state=MessageState.UNCERTAIN, error=describe(error), **values)
        connection.close()  # the next one opens it afresh
    else:
        result.sent += 1
        own.update(state=MessageState.SENT, sent_at=timezone.now(), **values)


def as_mail(message: Message, connection: Any) -> EmailMessage:
    """Return the e-mail of a row: plain text, its link in full, an id that tells a repeat apart."""
    lines = [message.text] if message.text else []
    if message.url:
        lines.append(full_address(message.url))
    lines.append(_("This e-mail was written by the portal. To have fewer, log in and open “Messages”, “Preferences”."))
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("<> ") or "localhost"
    return EmailMessage(
        subject=" ".join(message.subject.split()),
        body="\n\n".join(lines),
        to=[message.recipient.email],
        headers={"Message-ID": f"<portal-{message.pk}-{message.attempts}@{host}>"},
        connection=connection,
    )


def full_address(url: str) -> str:
    """Return a page's address for outside: with the portal's own where ``PUBLIC_URL`` names it."""
    return f"{settings.PUBLIC_URL}{url}" if url.startswith("/") else url


def describe(error: BaseException) -> str:
    """Return what a mail server or the way to it said, for the outbox page; e-mail addresses stay out of it."""
    code = getattr(error, "smtp_code", None)
    return f"{type(error).__name__} {code}" if code else type(error).__name__


def name_cut_off(*, now: datetime) -> int:
    """Turn rows whose sender died while it held them into uncertain ones; returns how many."""
    stale = Message.objects.filter(state=MessageState.SENDING, claimed_at__lt=now - CUT_OFF_AFTER)
    return int(stale.update(state=MessageState.UNCERTAIN, claim_token="", error=_("The sender was cut off.")))


def release_quiet(*, now: datetime) -> int:
    """Let go what quiet hours have held back and whose time has come; returns how many.

    Reminders are let go by their own scheduler, which asks first whether they are still due.
    """
    held = Message.objects.filter(state=MessageState.HELD, reason=WithheldReason.QUIET_HOURS, not_before__lte=now)
    held = held.filter(reminder__isnull=True)
    return int(held.update(state=MessageState.WAITING, reason=""))


def merge_digests(*, now: datetime) -> int:
    """Write one e-mail a person from what was held for the daily digest; returns how many digests.

    Claimed in the same transaction in which the digest is written: of two that run at once, one finds nothing left.
    """
    due = Message.objects.filter(
        state=MessageState.HELD, reason=WithheldReason.DIGEST, not_before__lte=now, channel=MessageChannel.EMAIL
    )
    parts: dict[int, list[Message]] = defaultdict(list)
    for message in due.order_by("id"):
        parts[message.recipient_id].append(message)
    return sum(merge_for(recipient_id, messages, now=now) for recipient_id, messages in parts.items())


def merge_for(recipient_id: int, messages: list[Message], *, now: datetime) -> int:
    """Write one person's digest; 0 when another run has just done it."""
    ids = [message.pk for message in messages]
    with transaction.atomic():
        digest = Message.objects.create(
            recipient_id=recipient_id,
            channel=MessageChannel.EMAIL,
            kind=DIGEST_KIND,
            subject=_("%(date)s: %(count)s messages") % {"date": localtime(now).date(), "count": len(messages)},
            text=digest_text(messages),
            url="",
            state=MessageState.WAITING,
        )
        held = Message.objects.filter(pk__in=ids, state=MessageState.HELD)
        if held.update(state=MessageState.MERGED, merged_into=digest) != len(ids):
            transaction.set_rollback(True)
            return 0
    return 1


def digest_text(messages: list[Message]) -> str:
    """Return the text of a digest: each message numbered, with its link."""
    parts = []
    for number, message in enumerate(messages, start=1):
        lines = [f"{number}. {message.subject}", message.text, full_address(message.url) if message.url else ""]
        parts.append("\n".join(line for line in lines if line))
    return "\n\n".join(parts)


def resend_mail(message: Message, *, actor: Actor) -> Message:
    """Put an uncertain or refused e-mail back into the outbox: a person has looked and wants it sent (again)."""
    states = (MessageState.UNCERTAIN, MessageState.FAILED)
    with transaction.atomic():
        rows = Message.objects.filter(pk=message.pk, state__in=states)
        if rows.update(state=MessageState.WAITING, error="", claimed_at=None) != 1:
            raise TransitionRefused(_("This e-mail is not waiting for a decision any more."))
        record_act(message, "resend", actor=actor, before={"state": message.state})
    message.refresh_from_db()
    return message
