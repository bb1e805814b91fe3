"""The user who logs in; which person and which school that is, upper apps know."""

from django.contrib.auth.models import AbstractUser
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """An account: user name, phone and e-mail each find it at log-in."""

    display_name = models.CharField(_("Name"), max_length=60)
    phone = models.CharField(
        _("Mobile phone"),
        max_length=11,
        unique=True,
        null=True,
        blank=True,
        validators=[RegexValidator(r"^1\d{10}$", _("Write the 11 digits of a mobile phone number."))],
    )

    # Rises with every change through ``domain/record.py`` and finds stale forms, as in ``Record``.
    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("User")
        verbose_name_plural = _("Users")
        constraints = [
            # Two accounts with one e-mail would make the log-in by e-mail ambiguous.
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="user_email_unique",
                violation_error_message=_("Another account uses this e-mail."),
            )
        ]

    def __str__(self) -> str:
        return self.display_name or self.username

    def save(self, *args: object, **kwargs: object) -> None:
        """Store an empty phone as NULL, so that many accounts may have none."""
        self.phone = self.phone or None
        super().save(*args, **kwargs)  # type: ignore[arg-type]
