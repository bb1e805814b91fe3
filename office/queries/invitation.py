"""The log-in links of an account, as its page lists them."""

from typing import Any

from django.db.models import QuerySet

from office.models import Invitation, User


def links_of(user: User, *, limit: int = 10) -> QuerySet[Any]:
    """Return the newest links to an account with who gave them, at most ``limit`` rows."""
    return Invitation.objects.filter(user=user).select_related("made_by").order_by("-id")[:limit]
