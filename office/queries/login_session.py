"""Where an account is logged in."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from office.methods.device import device_name
from office.models import LoginSession


@dataclass(frozen=True)
class SeenSession:
    """One session as its owner sees it; ``handle`` names it without being the key that opens it."""

    handle: str
    device: str
    address: str
    started_at: datetime
    seen_at: datetime
    is_current: bool


def handle_of(key: str) -> str:
    """Return the name of a session that may stand in a page: nobody logs in with it."""
    return hashlib.sha256(f"session:{key}".encode()).hexdigest()[:24]


def sessions_of(user_id: int, *, current: str = "") -> list[SeenSession]:
    """Return the live sessions of an account, the present one first, then the last seen; one query."""
    now = timezone.now()
    rows = LoginSession.objects.filter(user_id=user_id, expire_date__gt=now, idle_until__gt=now).order_by("-seen_at")
    seen = [
        SeenSession(
            handle_of(row.pk), device_name(row.device), row.address, row.started_at, row.seen_at, row.pk == current
        )
        for row in rows
    ]
    return sorted(seen, key=lambda session: not session.is_current)


def find_session(user_id: int, handle: str) -> LoginSession | None:
    """Return the session of an account by its handle, None when there is none any more."""
    rows = LoginSession.objects.filter(user_id=user_id).select_related("user")
    return next((row for row in rows if handle_of(row.pk) == handle), None)
