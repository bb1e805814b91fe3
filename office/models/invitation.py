"""One-time links with which somebody sets the password of an account."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from office.models.account import User


class Invitation(models.Model):
    """A link sent or printed once; only the digest of its secret is kept, so the table opens no account."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name=_("User"))
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("Created"), auto_now_add=True)
    expires_at = models.DateTimeField(_("Valid until"))
    used_at = models.DateTimeField(_("Used"), null=True, editable=False)

    class Meta:
        verbose_name = _("One-time link")
        verbose_name_plural = _("One-time links")
        ordering = ["-id"]

    def __str__(self) -> str:
        return str(self.user)
