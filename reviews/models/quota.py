"""Quotas of a call: how many entries a school, a track, a person or an adviser may have in it."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from association.models.scope import fits_choices
from office.models import Record
from reviews.enums import QuotaScope
from reviews.models.call import Call
from reviews.models.submission import Submission
from reviews.models.track import OfCallQuerySet, Track


class QuotaRule(Record):
    """At most ``maximum`` entries that take part for each school, person or adviser, or in all; in one track if named.

    How many are used stands in ``QuotaCounter`` and moves with each entry (``domain/quota.py``).
    """

    call = models.ForeignKey(Call, models.PROTECT, related_name="quota_rules", verbose_name=_("Call"))
    track = models.ForeignKey(
        Track, models.PROTECT, null=True, blank=True, related_name="quota_rules", verbose_name=_("Track")
    )
    scope = models.CharField(_("For each"), max_length=12, choices=QuotaScope.choices)
    maximum = models.PositiveIntegerField(_("At most"), validators=[MinValueValidator(1)])

    objects: ClassVar[Any] = OfCallQuerySet.as_manager()

    class Meta:
        verbose_name = _("Quota")
        verbose_name_plural = _("Quotas")
        ordering = ["call", "track__order", "scope", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "track", "scope"],
                condition=Q(track__isnull=False),
                name="quota_rule_once_in_track",
                violation_error_message=_("There is a quota of this kind already: change its number."),
            ),
            models.UniqueConstraint(
                fields=["call", "scope"],
                condition=Q(track__isnull=True),
                name="quota_rule_once_in_call",
                violation_error_message=_("There is a quota of this kind already: change its number."),
            ),
            models.CheckConstraint(
                condition=Q(maximum__gte=1),
                name="quota_rule_allows_one",
                violation_error_message=_("A quota allows one at least."),
            ),
            models.CheckConstraint(
                condition=fits_choices("scope", QuotaScope),
                name="quota_rule_words",
                violation_error_message=_("Choose a value from the list."),
            ),
        ]

    def __str__(self) -> str:
        where = f"{self.track.name}：" if self.track else ""
        return f"{where}{self.get_scope_display()}≤{self.maximum}"

    def get_absolute_url(self) -> str:
        return reverse("reviews:call_setup", args=[self.call_id])

    def clean(self) -> None:
        """A quota stands in a track of its own call."""
        if self.track_id and self.call_id and self.track.call_id != self.call_id:  # type: ignore[union-attr]
            raise ValidationError({"track": _("The track belongs to another call.")})


class QuotaCounter(models.Model):
    """What one school, track, person or adviser (``key``) has used of a quota; the database refuses more."""

    rule = models.ForeignKey(QuotaRule, models.CASCADE, related_name="counters")
    key = models.CharField(max_length=120)
    used = models.PositiveIntegerField(default=0)
    maximum = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("Used quota")
        verbose_name_plural = _("Used quotas")
        ordering = ["rule", "key"]
        constraints = [
            models.UniqueConstraint(fields=["rule", "key"], name="quota_counter_once"),
            models.CheckConstraint(
                condition=Q(used__lte=F("maximum")),
                name="quota_counter_within_maximum",
                violation_error_message=_("The quota is used up."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.used}/{self.maximum}"


class QuotaUse(models.Model):
    """One entry's share of a counter: what is given back is exactly what was taken."""

    counter = models.ForeignKey(QuotaCounter, models.CASCADE, related_name="uses")
    submission = models.ForeignKey(Submission, models.CASCADE, related_name="quota_uses")

    class Meta:
        verbose_name = _("Use of a quota")
        verbose_name_plural = _("Uses of quotas")
        ordering = ["counter", "submission"]
        constraints = [models.UniqueConstraint(fields=["counter", "submission"], name="quota_use_once")]

    def __str__(self) -> str:
        return f"{self.counter} {self.submission_id}"
