"""Wrong passwords, counted by account, by unknown name and by network address."""

from datetime import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from office.models.account import User


class LoginLock(models.Model):
    """The count of one key since ``since``; at the limit it is locked until ``locked_until``.

    ``key`` is ``account:7``, ``name:<digest>`` for a name that no account has, or ``address:10.0.0.1``. Unknown names
    are counted like known ones, so that a refusal tells nobody which accounts there are.
    """

    key = models.CharField(max_length=100, unique=True, editable=False)
    user = models.OneToOneField(User, models.CASCADE, null=True, related_name="login_lock", verbose_name=_("User"))
    count = models.PositiveIntegerField(default=0)
    since = models.DateTimeField(default=timezone.now)
    locked_until = models.DateTimeField(_("Locked until"), null=True)

    class Meta:
        verbose_name = _("Log-in lock")
        verbose_name_plural = _("Log-in locks")

    def __str__(self) -> str:
        return self.key

    def is_locked(self, now: datetime) -> bool:
        """Tell whether nobody may try now."""
        return self.locked_until is not None and self.locked_until > now
