"""Pairs of records that look like one, and what somebody decided about them."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association.enums import MatchReason, PairKind, PairState
from association.models.scope import fits_choices
from office.models import Record, ScopedQuerySet
from office.workflow import list_words


class DuplicatePair(Record):
    """Two records of one kind that may be the same; a pair is kept once and its decision is remembered.

    ``low_id`` and ``high_id`` are ids of the kind's table, not foreign keys: the decision outlives a merged record.
    ``reasons`` are words of ``MatchReason``.
    """

    kind = models.CharField(gettext_lazy("Kind"), max_length=12, choices=PairKind.choices)
    low_id = models.PositiveBigIntegerField(editable=False)
    high_id = models.PositiveBigIntegerField(editable=False)
    low_name = models.CharField(gettext_lazy("First record"), max_length=120)
    high_name = models.CharField(gettext_lazy("Second record"), max_length=120)
    score = models.PositiveSmallIntegerField(gettext_lazy("Likeness"), default=0)
    reasons = models.JSONField(gettext_lazy("Reasons"), default=list, blank=True)
    state = models.CharField(
        gettext_lazy("State"), max_length=10, choices=PairState.choices, default=PairState.OPEN, editable=False
    )

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("Possible duplicate")
        verbose_name_plural = gettext_lazy("Possible duplicates")
        ordering = ["-score", "id"]
        indexes = [models.Index(fields=["state", "-score", "id"], name="duplicate_pair_waiting")]
        constraints = [
            models.UniqueConstraint(fields=["kind", "low_id", "high_id"], name="duplicate_pair_once"),
            models.CheckConstraint(condition=Q(low_id__lt=F("high_id")), name="duplicate_pair_order"),
            models.CheckConstraint(condition=Q(score__lte=100), name="duplicate_pair_score"),
            models.CheckConstraint(
                condition=fits_choices("kind", PairKind) & fits_choices("state", PairState), name="duplicate_pair_words"
            ),
        ]

    def __str__(self) -> str:
        return _("%(one)s / %(other)s") % {"one": self.low_name, "other": self.high_name}

    def get_absolute_url(self) -> str:
        return reverse("association:duplicate_detail", args=[self.pk])

    @property
    def reason_words(self) -> str:
        """The reasons in the reader's language."""
        labels = dict(MatchReason.choices)
        return list_words(labels[reason] for reason in self.reasons if reason in labels)
