"""Secret links under which calendar programs read what somebody may see."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from association.models import RoleGrant
from office.models import User


class CalendarFeed(models.Model):
    """One link of one user under one grant; only the digest of its secret is kept, so the table opens no calendar."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name=_("User"))
    grant = models.ForeignKey(RoleGrant, models.CASCADE, related_name="+", verbose_name=_("Role grant"))
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("Created"), auto_now_add=True)
    revoked_at = models.DateTimeField(pgettext_lazy("calendar", "Revoked"), null=True, editable=False)
    read_at = models.DateTimeField(_("Last read"), null=True, editable=False)

    class Meta:
        verbose_name = _("Calendar feed")
        verbose_name_plural = _("Calendar feeds")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "grant"], condition=Q(revoked_at__isnull=True), name="calendar_feed_open_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.grant}"
