"""One-time links with which somebody sets the password of an account."""

from typing import Any, ClassVar, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from office.models.account import User


class InvitationQuerySet(models.QuerySet[Any]):
    """Links, and those among them that still open."""

    def waiting(self) -> Self:
        """Return the links that were neither used nor withdrawn; some of them may have expired."""
        return self.filter(used_at__isnull=True, revoked_at__isnull=True)

    def usable(self) -> Self:
        """Return the links that open now: waiting, in time, to an account in use."""
        return self.waiting().filter(expires_at__gt=timezone.now(), user__is_active=True)


class Invitation(models.Model):
    """A link sent or printed once; only the digest of its secret is kept, so the table opens no account.

    ``revoked_at`` is set when it was withdrawn, replaced by a newer one, or its account was closed.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name=_("User"))
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("Created"), auto_now_add=True)
    expires_at = models.DateTimeField(_("Valid until"))
    used_at = models.DateTimeField(_("Used"), null=True, editable=False)
    revoked_at = models.DateTimeField(_("Withdrawn"), null=True, editable=False)
    made_by = models.ForeignKey(
        User, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("Given by")
    )

    objects: ClassVar[Any] = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("One-time link")
        verbose_name_plural = _("One-time links")
        ordering = ["-id"]

    def __str__(self) -> str:
        return str(self.user)
