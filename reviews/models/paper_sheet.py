"""Score sheets filled on paper."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from association.models.scope import fits_choices
from office.models import Record, ScopedQuerySet, User
from reviews.enums import PaperState
from reviews.models.score_sheet import ScoreSheet


class PaperSheet(Record):
    """A sheet filled on paper: one clerk types it in, another compares it with the paper; both are recorded."""

    sheet = models.OneToOneField(ScoreSheet, models.PROTECT, related_name="paper", verbose_name=_("Score sheet"))
    state = models.CharField(_("State"), max_length=20, choices=PaperState.choices, default=PaperState.ENTERED)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))
    entered_at = models.DateTimeField(_("Entered"))
    checked_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Checked by")
    )
    checked_at = models.DateTimeField(_("Checked"), null=True, blank=True)

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("Sheet from paper")
        verbose_name_plural = _("Sheets from paper")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="checked")
                | (Q(checked_by__isnull=False) & ~Q(checked_by=F("entered_by")) & Q(checked_at__isnull=False)),
                name="paper_sheet_two_persons",
                violation_error_message=_("Another person than the one who typed the sheet in checks it."),
            ),
            models.CheckConstraint(condition=fits_choices("state", PaperState), name="paper_sheet_words"),
        ]

    def __str__(self) -> str:
        return str(self.sheet)

    def get_absolute_url(self) -> str:
        return self.sheet.get_absolute_url()
