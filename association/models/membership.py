"""Memberships (会员单位): which organizations belong to the association, from when until when."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from association.models.organization import Organization
from association.models.scope import MasterQuerySet, in_order
from office.models import Record, ScopedQuerySet


class MembershipQuerySet(ScopedQuerySet):
    """Memberships are as public as the organizations themselves."""

    visible_to = MasterQuerySet.visible_to

    def valid_on(self, day: date) -> Self:
        """Keep those that stand on a day."""
        return self.filter(since__lte=day).filter(Q(until__isnull=True) | Q(until__gt=day))


class Membership(Record):
    """An organization's membership from ``since`` until the day before ``until``; one stands at a time.

    ``basis`` is the decision that it rests on. A renamed organization stays the member that it was.
    """

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="memberships", verbose_name=_("Organization")
    )
    number = models.CharField(_("Member number"), max_length=40, blank=True)
    since = models.DateField(_("Member since"))
    until = models.DateField(_("Until"), null=True, blank=True, help_text=_("First day without the membership."))
    basis = models.CharField(_("Basis"), max_length=200, blank=True, help_text=_("Document that decided it."))

    objects: ClassVar[Any] = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("Membership")
        verbose_name_plural = _("Memberships")
        ordering = ["-since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization"],
                condition=Q(until__isnull=True),
                name="membership_open_once",
                violation_error_message=_("A membership stands already: end that one first."),
            ),
            models.UniqueConstraint(
                fields=["organization", "since"],
                name="membership_begins_once",
                violation_error_message=_("A membership that begins on this day is recorded already."),
            ),
            models.UniqueConstraint(
                fields=["number"],
                condition=~Q(number="") & Q(until__isnull=True),
                name="membership_number_once",
                violation_error_message=_("Another member has this number."),
            ),
            models.CheckConstraint(
                condition=in_order("since", "until"),
                name="membership_dates",
                violation_error_message=_("The end lies before the beginning."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization} {self.number}".strip()

    def get_absolute_url(self) -> str:
        return self.organization.get_absolute_url()

    def stands_on(self, day: date) -> bool:
        """Tell whether the membership stands on a day, as ``valid_on`` does for rows."""
        return self.since <= day and (self.until is None or self.until > day)
