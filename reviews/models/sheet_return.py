"""Returns of score sheets, by two persons."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from association.models.scope import fits_choices
from office.models import Record, ScopedQuerySet, User
from reviews.enums import ReturnState
from reviews.models.score_sheet import ScoreSheet


class SheetReturn(Record):
    """A submitted sheet given back for correction: one person asks with a reason, another confirms."""

    sheet = models.ForeignKey(ScoreSheet, models.PROTECT, related_name="returns", verbose_name=_("Score sheet"))
    reason = models.CharField(_("Reason"), max_length=500)
    state = models.CharField(_("State"), max_length=20, choices=ReturnState.choices, default=ReturnState.ASKED)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Asked by"))
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Confirmed by")
    )
    answered_at = models.DateTimeField(_("Confirmed"), null=True, blank=True)

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("Return of a score sheet")
        verbose_name_plural = _("Returns of score sheets")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet"],
                condition=Q(state="asked"),
                name="sheet_return_one_open",
                violation_error_message=_("Somebody has asked for the return of this sheet already."),
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed")
                | (Q(answered_by__isnull=False) & ~Q(answered_by=F("asked_by")) & Q(answered_at__isnull=False)),
                name="sheet_return_two_persons",
                violation_error_message=_("Another person than the one who asked confirms."),
            ),
            models.CheckConstraint(condition=fits_choices("state", ReturnState), name="sheet_return_words"),
        ]

    def __str__(self) -> str:
        return str(self.sheet)

    def get_absolute_url(self) -> str:
        return self.sheet.get_absolute_url()
