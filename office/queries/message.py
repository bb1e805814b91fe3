"""Read messages: the unread of one user, and the list as asked for."""

from typing import Any

from django.db.models import Count, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from office.actor import Actor
from office.enums import MessageChannel
from office.models import Message


def unread_of(user_id: int) -> Combinable:
    """Return the number of messages that a user has not opened, as an expression on its own index.

    Every page shows it, so it rides along in a query that every page makes already (``association/queries/grant.py``).
    """
    rows = Message.objects.filter(recipient_id=user_id, channel=MessageChannel.IN_APP).unread().order_by()
    counted = rows.values("channel").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def count_unread(user_id: int) -> int:
    """Return how many messages a user without any valid grant has not opened; one query."""
    return int(Message.objects.filter(recipient_id=user_id, channel=MessageChannel.IN_APP).unread().count())


def find_messages(actor: Actor, *, unread: bool = False, kind: str = "") -> Any:
    """Return the actor's messages, newest first, all or the unread, of one kind or of any."""
    rows = Message.objects.visible_to(actor)
    if unread:
        rows = rows.unread()
    return (rows.filter(kind=kind) if kind else rows).order_by("-id")
