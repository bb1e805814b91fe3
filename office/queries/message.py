"""Read messages: the unread of one user, and the list as asked for."""

from typing import Any

from office.actor import Actor
from office.enums import MessageChannel
from office.models import Message


def count_unread(user_id: int) -> int:
    """Return how many messages a user without any valid grant has not opened; one query."""
    return int(Message.objects.filter(recipient_id=user_id, channel=MessageChannel.IN_APP).unread().count())


def find_messages(actor: Actor, *, unread: bool = False, kind: str = "") -> Any:
    """Return the actor's messages, newest first, all or the unread, of one kind or of any."""
    rows = Message.objects.visible_to(actor)
    if unread:
        rows = rows.unread()
    return (rows.filter(kind=kind) if kind else rows).order_by("-id")
