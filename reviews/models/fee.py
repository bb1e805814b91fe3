"""Expert fees (评审费): one list a round, computed from submitted sheets, checked, approved and paid."""

from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from association.models.scope import fits_choices
from office.models import Record, ScopedQuerySet, User
from reviews.enums import FeeState
from reviews.models.panel import PanelMember
from reviews.models.round import Round


def money(label: Any, **options: Any) -> Any:
    """Return a column of an amount in yuan with two places."""
    return models.DecimalField(label, max_digits=10, decimal_places=2, **options)


class FeeList(Record):
    """The fees of a round: so much for each entry scored, and a fixed part for whoever scored at all; yuan.

    While drafted it is computed anew from the submitted sheets. Who approves it is not who checked it.
    """

    round = models.OneToOneField(Round, models.PROTECT, related_name="fee_list", verbose_name=_("Round"))
    per_entry = money(_("Yuan per entry"), default=Decimal(0))
    fixed = money(_("Fixed part in yuan"), default=Decimal(0))
    basis = models.CharField(_("Basis"), max_length=200, blank=True, help_text=_("The rule or resolution on fees."))
    state = models.CharField(_("State"), max_length=20, choices=FeeState.choices, default=FeeState.DRAFTED)
    computed_at = models.DateTimeField(_("Computed"), null=True, editable=False)
    checked_by = models.ForeignKey(
        User, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("Checked by")
    )
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("Approved by")
    )
    paid_on = models.DateField(_("Paid on"), null=True, editable=False)

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("List of expert fees")
        verbose_name_plural = _("Lists of expert fees")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(per_entry__gte=0) & Q(fixed__gte=0),
                name="fee_not_negative",
                violation_error_message=_("A fee is not below zero."),
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=models.F("checked_by")),
                name="fee_two_persons",
                violation_error_message=_("Who checked the list does not approve it."),
            ),
            models.CheckConstraint(
                condition=~Q(state=FeeState.PAID) | Q(paid_on__isnull=False),
                name="fee_paid_on",
                violation_error_message=_("A paid list has the day of payment."),
            ),
            models.CheckConstraint(
                condition=fits_choices("state", FeeState),
                name="fee_words",
                violation_error_message=_("Choose a value from the list."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round.call}：{self.round}"

    def get_absolute_url(self) -> str:
        return reverse("reviews:fee_detail", args=[self.pk])


class FeeLine(Record):
    """What one member gets: name, employer and masked numbers as they were when the list was computed."""

    fee_list = models.ForeignKey(FeeList, models.CASCADE, related_name="lines", verbose_name=_("List of expert fees"))
    member = models.ForeignKey(PanelMember, models.PROTECT, related_name="+", verbose_name=_("Panel member"))
    name = models.CharField(_("Full name"), max_length=60)
    organization_name = models.CharField(_("Employer"), max_length=120, blank=True)
    id_shown = models.CharField(_("ID number"), max_length=30, blank=True)
    card_shown = models.CharField(_("Bank card"), max_length=30, blank=True)
    bank = models.CharField(_("Bank"), max_length=100, blank=True)
    entries = models.PositiveIntegerField(_("Entries scored"), default=0)
    amount = money(_("Amount in yuan"), default=Decimal(0))

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("Line of expert fees")
        verbose_name_plural = _("Lines of expert fees")
        ordering = ["fee_list_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["fee_list", "member"],
                name="fee_line_once",
                violation_error_message=_("The member is in this list already."),
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="fee_line_not_negative",
                violation_error_message=_("A fee is not below zero."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return self.fee_list.get_absolute_url()
