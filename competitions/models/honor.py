"""An edition of an honor scheme: one year's selection (评选)."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from competitions.models.contest import OfCallRecordQuerySet
from competitions.models.scheme import HonorScheme
from office.models import Record
from reviews.enums import CallKind
from reviews.models import Call


class HonorEdition(Record):
    """One selection; title, year, dates and state are the call's, ``edition`` repeats the call's."""

    call = models.OneToOneField(Call, models.PROTECT, primary_key=True, related_name="+", verbose_name=_("Call"))
    scheme = models.ForeignKey(HonorScheme, models.PROTECT, related_name="editions", verbose_name=_("Honor scheme"))
    edition = models.PositiveSmallIntegerField(_("Edition number"), null=True, blank=True)

    objects: ClassVar[Any] = OfCallRecordQuerySet.as_manager()

    label_joins = ("call",)

    class Meta:
        verbose_name = _("Honor selection")
        verbose_name_plural = _("Honor selections")
        ordering = ["-call__year", "-call_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "edition"],
                name="honor_edition_once",
                violation_error_message=_("The scheme has this edition already."),
            )
        ]

    def __str__(self) -> str:
        return self.call.title

    def get_absolute_url(self) -> str:
        return reverse("competitions:honor_detail", args=[self.pk])

    @property
    def state(self) -> str:
        """The state, kept with the call."""
        return str(self.call.state)

    def get_state_display(self) -> str:
        """Return the state in the reader's language."""
        return str(self.call.get_state_display())

    def clean(self) -> None:
        """The call calls for an honor selection of the scheme's body, with the same edition."""
        if not self.call_id:
            return
        if self.call.kind != CallKind.HONOR:
            raise ValidationError({"call": _("The call is not for an honor selection.")})
        if self.edition != self.call.edition:
            raise ValidationError({"edition": _("The edition differs from the call's.")})
        if self.scheme_id and self.scheme.body_id != self.call.body_id:
            raise ValidationError({"scheme": _("The scheme belongs to another body.")})
