"""What an account's page needs to know of it beside its own fields."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from office.models import Invitation, User
from office.queries.lock import locked_now
from office.queries.second_factor import with_factor


@dataclass(frozen=True)
class AccountMarks:
    """Whether an account is locked, has a second factor and a link that opens, and how many sessions are live."""

    is_locked: bool
    has_factor: bool
    has_link: bool
    sessions: int


def read_marks(user: User) -> AccountMarks:
    """Return the marks of an account; one query."""
    now = timezone.now()
    live = Q(login_sessions__expire_date__gt=now, login_sessions__idle_until__gt=now)
    row: Any = User.objects.filter(pk=user.pk).annotate(
        mark_locked=locked_now(),
        mark_factor=with_factor(),
        mark_link=Exists(Invitation.objects.usable().filter(user=OuterRef("pk"))),
        mark_sessions=Count("login_sessions", filter=live, distinct=True),
    )
    locked, factor, link, sessions = row.values_list("mark_locked", "mark_factor", "mark_link", "mark_sessions").get()
    return AccountMarks(locked, factor, link, sessions)
