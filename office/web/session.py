"""Sessions in the database with their owner, their place and an end after rest.

``SessionStore`` is the session engine of the settings; ``PulseMiddleware`` notes who was seen where, at most once a
minute, and moves the end of the rest on. A request that no person made (a page that asks for itself) carries the head
``X-Passive`` and moves nothing.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, cast

from allauth.core.internal.httpkit import get_client_ip
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from office.models import LoginSession
from office.queries.policy import read_policy

PULSE = timedelta(seconds=60)
PASSIVE_HEAD = "X-Passive"

# Every request asks this, so it is written out: putting it together in the ORM costs several times what the query does.
LIVING_SESSION = "SELECT * FROM office_loginsession WHERE session_key = %s AND expire_date > %s AND idle_until > %s"


class SessionStore(DatabaseStore):
    """Django's database store on our own table: a session that rested too long is as gone as an expired one."""

    row: LoginSession | None = None

    @classmethod
    def get_model_class(cls) -> type[LoginSession]:
        """Return the table."""
        return LoginSession

    def _get_session_from_db(self) -> Any:
        """Return the stored row that is neither expired nor at rest for too long, None otherwise."""
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        rows = LoginSession.objects.raw(LIVING_SESSION, [self.session_key, now, now])
        self.row = next(iter(rows), None)
        if self.row is None:
            self._session_key: str | None = None
        return self.row

    def create_model_instance(self, data: Any) -> LoginSession:
        """Return the row to write: its owner is whom the session's data name."""
        row: Any = super().create_model_instance(data)
        owner = data.get(SESSION_KEY)
        row.user_id = int(owner) if owner else None
        if self.row is None or self.row.session_key != row.session_key:
            row.idle_until = timezone.now() + read_policy().idle_for
        return cast("LoginSession", row)


class PulseMiddleware:
    """Note after each answer that the session's owner was here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.headers.get(PASSIVE_HEAD) != "1":
            note_pulse(request)
        return response


def note_pulse(request: HttpRequest, *, at_once: bool = False) -> None:
    """Move the end of a session's rest on, at most once a minute unless ``at_once``."""
    store: Any = request.session
    row = getattr(store, "row", None)
    if row is None or row.user_id is None or row.session_key != store.session_key:
        return
    now, address = timezone.now(), get_client_ip(request) or ""
    if not at_once and now - row.seen_at < PULSE and row.address == address and row.device:
        return
    LoginSession.objects.filter(pk=row.pk).update(
        seen_at=now,
        idle_until=now + read_policy().idle_for,
        address=address,
        device=request.headers.get("User-Agent", "-").replace("\0", "")[:200] or "-",
    )
