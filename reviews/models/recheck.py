"""Rechecks (复核): a result computed anew beside the adopted one, compared, then applied or canceled."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from association.models.scope import fits_choices
from office.models import Record, ScopedQuerySet
from reviews.enums import RecheckState
from reviews.models.call import Call
from reviews.models.ranking import Ranking


class Recheck(Record):
    """Why a result was looked at again, what would change, and what was done about it.

    ``before`` is the adopted ranking, ``after`` the one computed anew. ``comparison`` freezes the matrices as they were
    shown: places against places, levels of prizes against levels, and every submission that moves. Seen by those who
    read all.
    """

    call = models.ForeignKey(Call, models.PROTECT, related_name="rechecks", verbose_name=_("Call"))
    before = models.ForeignKey(Ranking, models.PROTECT, related_name="+", verbose_name=_("Ranking before"))
    after = models.ForeignKey(Ranking, models.PROTECT, related_name="+", verbose_name=_("Ranking after"))
    reason = models.CharField(_("Reason"), max_length=200)
    state = models.CharField(_("State"), max_length=12, choices=RecheckState.choices, default=RecheckState.OPEN)
    comparison = models.JSONField(_("Comparison"), default=dict, blank=True, editable=False)

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("Recheck")
        verbose_name_plural = _("Rechecks")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["before"],
                condition=Q(state=RecheckState.OPEN),
                name="recheck_open_once",
                violation_error_message=_("This ranking is being rechecked already."),
            ),
            models.CheckConstraint(
                condition=~Q(before=F("after")) & ~Q(reason=""),
                name="recheck_compares_two",
                violation_error_message=_("A recheck has its reason and compares two versions."),
            ),
            models.CheckConstraint(
                condition=fits_choices("state", RecheckState),
                name="recheck_words",
                violation_error_message=_("Choose a value from the list."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"

    def get_absolute_url(self) -> str:
        return reverse("reviews:recheck_detail", args=[self.pk])
