"""Sessions with their owner: who is logged in where, and until when a resting one lasts."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from office.models.account import User

# What a request may change of a session that is there already; the rest is the pulse's (``office/web/session.py``).
DATA_FIELDS = ["session_data", "expire_date", "user"]


class LoginSession(AbstractBaseSession):
    """A browser's session; ``idle_until`` moves with every act of its user and ends it when it has passed."""

    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="login_sessions", verbose_name=_("User"))
    started_at = models.DateTimeField(_("Logged in"), default=timezone.now)
    seen_at = models.DateTimeField(_("Last seen"), default=timezone.now)
    idle_until = models.DateTimeField(default=timezone.now, db_index=True)
    address = models.CharField(_("Network address"), max_length=45, blank=True)
    device = models.CharField(_("Device"), max_length=200, blank=True)

    objects: ClassVar[Any] = BaseSessionManager()

    class Meta:
        verbose_name = _("Log-in session")
        verbose_name_plural = _("Log-in sessions")

    def __str__(self) -> str:
        return f"{self.user or '-'} {self.started_at:%Y-%m-%d %H:%M}"

    @classmethod
    def get_session_store_class(cls) -> Any:
        """Return the store that reads and writes these rows."""
        return import_string(f"{settings.SESSION_ENGINE}.SessionStore")

    def save(self, *args: Any, force_update: bool = False, **kwargs: Any) -> None:
        """Write a session that is there already without touching what the pulse keeps beside it."""
        if force_update:
            kwargs["update_fields"] = DATA_FIELDS
        super().save(*args, force_update=force_update, **kwargs)
