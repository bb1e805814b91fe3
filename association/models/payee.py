"""A payee card: whom a fee is paid to. Sensitive personal data, kept apart from the expert and read for fees only."""

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from association.models.expert import Expert
from office.models import Record, ScopedQuerySet


class Payee(Record):
    """ID number and bank card of an expert: stored encrypted, shown masked, opened only with a logged reason.

    ``id_shown`` and ``card_shown`` are the masked forms that pages and fee lists print. The encrypted columns are no
    part of the audit trail.
    """

    expert = models.OneToOneField(Expert, models.PROTECT, related_name="payee", verbose_name=_("Expert"))
    id_sealed = models.TextField(blank=True, editable=False)
    id_shown = models.CharField(_("ID number"), max_length=30, blank=True, editable=False)
    card_sealed = models.TextField(blank=True, editable=False)
    card_shown = models.CharField(_("Bank card"), max_length=30, blank=True, editable=False)
    bank = models.CharField(_("Bank"), max_length=100, blank=True)

    derived_fields: tuple[str, ...] = ("id_sealed", "card_sealed")
    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("Payee card")
        verbose_name_plural = _("Payee cards")
        ordering = ["expert_id"]

    def __str__(self) -> str:
        return str(self.expert)

    def get_absolute_url(self) -> str:
        return reverse("association:expert_detail", args=[self.expert_id])
