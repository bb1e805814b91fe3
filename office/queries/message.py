"""Read messages: the unread of one user, and the list as asked for."""

from typing import Any

from office.actor import Actor
from office.models import Message

# Above this the badge says 99+, so nothing is gained by counting on.
UNREAD_CAP = 100


def count_unread(actor: Actor) -> int:
    """Return how many messages the actor's user has not opened, at most ``UNREAD_CAP``; one query on its own index."""
    if actor.user_id is None:
        return 0
    return int(Message.objects.visible_to(actor).unread().order_by()[:UNREAD_CAP].count())


def find_messages(actor: Actor, *, unread: bool = False, kind: str = "") -> Any:
    """Return the actor's messages, newest first, all or the unread, of one kind or of any."""
    rows = Message.objects.visible_to(actor)
    if unread:
        rows = rows.unread()
    return (rows.filter(kind=kind) if kind else rows).order_by("-id")
