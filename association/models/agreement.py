"""Agreements that a body signs with partners."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from association.enums import AgreementKind, AgreementState, DatePrecision
from association.methods.dates import period_text
from association.models.body import Body
from association.models.party import ONE_PARTY, Party
from association.models.scope import fits_choices, in_order
from office.models import AttachmentLink, Record, ScopedQuerySet


class Agreement(Record):
    """A memorandum, contract or framework agreement, from its draft to its end."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="agreements", verbose_name=_("Body"))
    title = models.CharField(_("Title"), max_length=200)
    kind = models.CharField(_("Kind"), max_length=12, choices=AgreementKind.choices)
    state = models.CharField(_("State"), max_length=10, choices=AgreementState.choices, default=AgreementState.DRAFTED)
    signed_on = models.DateField(_("Signed on"), null=True, blank=True)
    date_precision = models.CharField(
        _("Precision"), max_length=5, choices=DatePrecision.choices, default=DatePrecision.DAY
    )
    valid_until = models.DateField(_("Valid until"), null=True, blank=True)
    ended_on = models.DateField(_("Ended on"), null=True, blank=True)
    summary = models.TextField(_("Summary"), blank=True)

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("Agreement")
        verbose_name_plural = _("Agreements")
        ordering = ["-signed_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=AgreementState.DRAFTED, signed_on__isnull=True)
                | Q(state__in=[AgreementState.SIGNED, AgreementState.ENDED], signed_on__isnull=False),
                name="agreement_signed_has_date",
                violation_error_message=_("A signed agreement has its date, a draft has none."),
            ),
            models.CheckConstraint(
                condition=Q(state=AgreementState.ENDED, ended_on__isnull=False)
                | (~Q(state=AgreementState.ENDED) & Q(ended_on__isnull=True)),
                name="agreement_ended_has_date",
                violation_error_message=_("An ended agreement has its end, an open one has none."),
            ),
            models.CheckConstraint(
                condition=in_order("signed_on", "valid_until") & in_order("signed_on", "ended_on"),
                name="agreement_dates",
                violation_error_message=_("The end lies before the signing."),
            ),
            models.CheckConstraint(
                condition=fits_choices("kind", AgreementKind),
                name="agreement_words",
                violation_error_message=_("Choose a kind from the list."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("association:agreement_detail", args=[self.pk])

    @property
    def date_text(self) -> str:
        """The day of signing in Chinese, at its precision."""
        return period_text(self.signed_on, precision=self.date_precision)


class AgreementParty(Party):
    """One of those who sign."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="parties", verbose_name=_("Agreement"))

    class Meta(Party.Meta):
        verbose_name = _("Agreement party")
        verbose_name_plural = pgettext_lazy("agreement", "Parties")
        constraints = [
            models.CheckConstraint(
                condition=ONE_PARTY,
                name="agreement_party_one_party",
                violation_error_message=_("Name a party by an organization, a body or a name: exactly one of them."),
            )
        ]

    def __str__(self) -> str:
        return self.party_name

    def get_absolute_url(self) -> str:
        return reverse("association:agreement_detail", args=[self.agreement_id])


class AgreementAttachment(AttachmentLink):
    """A file of an agreement."""

    owner = models.ForeignKey(Agreement, models.CASCADE, related_name="attachments")

    class Meta(AttachmentLink.Meta):
        verbose_name = _("Agreement file")
        verbose_name_plural = _("Agreement files")
