"""The rules of log-in that the office sets for itself: one row, changed on a page, every change in the trail."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from office.enums import Role
from office.models.record import Record

ONLY = 1


def between(low: int, high: int) -> list[Any]:
    """Return the validators of a number between two bounds, both included."""
    return [MinValueValidator(low), MaxValueValidator(high)]


class AccountPolicy(Record):
    """How long a session may rest, when an account locks, which roles need a second factor (GB/T 22239 level 2).

    There is one row at most, with the id 1; without it the defaults hold.
    """

    tries = models.PositiveSmallIntegerField(
        _("Wrong passwords until an account is locked"), default=5, validators=between(3, 20)
    )
    address_tries = models.PositiveSmallIntegerField(
        _("Wrong passwords until a network address is locked"),
        default=40,
        validators=between(10, 1000),
        help_text=_("A school often shares one address: leave room for several people."),
    )
    lock_minutes = models.PositiveSmallIntegerField(
        _("Locked for (minutes)"), default=30, validators=between(5, 24 * 60)
    )
    idle_minutes = models.PositiveSmallIntegerField(
        _("Logged out after rest (minutes)"), default=30, validators=between(5, 240)
    )
    link_hours = models.PositiveSmallIntegerField(
        _("Log-in links are valid for (hours)"), default=24, validators=between(1, 14 * 24)
    )
    dormant_days = models.PositiveSmallIntegerField(
        _("An account counts as dormant after (days)"), default=90, validators=between(30, 730)
    )
    second_factor_roles = models.JSONField(_("Roles that need a second factor"), default=list, blank=True)

    class Meta:
        verbose_name = _("Account rules")
        verbose_name_plural = _("Account rules")
        constraints = [
            models.CheckConstraint(condition=Q(pk=ONLY), name="policy_is_one_row"),
            models.CheckConstraint(
                condition=Q(tries__gte=1, lock_minutes__gte=1, idle_minutes__gte=1, link_hours__gte=1),
                name="policy_numbers",
            ),
        ]

    def __str__(self) -> str:
        return gettext("Account rules")

    def get_absolute_url(self) -> str:
        return reverse("office:policy")

    def clean(self) -> None:
        """Refuse a role that the portal does not know."""
        wrong = [role for role in self.second_factor_roles if role not in Role.values]
        if wrong:
            raise ValidationError({"second_factor_roles": gettext("Choose a role from the list.")})

    @property
    def lock_for(self) -> timedelta:
        """How long an account or address stays locked."""
        return timedelta(minutes=self.lock_minutes)

    @property
    def idle_for(self) -> timedelta:
        """How long a session may rest."""
        return timedelta(minutes=self.idle_minutes)

    @property
    def link_for(self) -> timedelta:
        """How long a one-time link opens."""
        return timedelta(hours=self.link_hours)
