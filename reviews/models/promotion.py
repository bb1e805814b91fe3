"""Promotion as a ledger: who went on from a round, who did not, by which rule and with which exceptions."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from office.models import Record, ScopedQuerySet
from reviews.models.ranking import Ranking
from reviews.models.round import Round
from reviews.models.submission import Submission


class Promotion(Record):
    """One line: a submission, its rank, and whether it went on; ``reason`` where that departs from the rule.

    It leads to a later round, or to what ``target`` names (a national final). ``rule`` is the rule as it was applied,
    ``cut`` the lowest result that went on by it. Lines are seen by those who read all.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="promotions", verbose_name=_("Round"))
    to_round = models.ForeignKey(
        Round, models.PROTECT, null=True, blank=True, related_name="arrivals", verbose_name=_("To round")
    )
    target = models.CharField(_("Recommended to"), max_length=120, blank=True)
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="promotions", verbose_name=_("Submission"))
    ranking = models.ForeignKey(Ranking, models.PROTECT, related_name="promotions", verbose_name=_("Ranking"))
    promoted = models.BooleanField(_("Goes on"))
    rank = models.PositiveIntegerField(_("Rank"), null=True, blank=True)
    result = models.DecimalField(_("Result"), max_digits=14, decimal_places=6, null=True, blank=True)
    cut = models.DecimalField(_("Cut"), max_digits=14, decimal_places=6, null=True, blank=True)
    rule = models.JSONField(_("Rule"), default=dict, blank=True)
    trace = models.JSONField(_("How it came"), default=list, blank=True)
    reason = models.CharField(_("Reason"), max_length=200, blank=True)

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("Promotion")
        verbose_name_plural = _("Promotions")
        ordering = ["round_id", "submission__track__order", "-promoted", "rank", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "to_round", "submission"],
                name="promotion_once_per_round",
                violation_error_message=_("The submission stands in this ledger already."),
            ),
            models.UniqueConstraint(
                fields=["round", "target", "submission"],
                condition=Q(to_round__isnull=True),
                name="promotion_once_per_target",
                violation_error_message=_("The submission stands in this ledger already."),
            ),
            models.CheckConstraint(
                condition=Q(to_round__isnull=True, target__gt="") | Q(to_round__isnull=False, target=""),
                name="promotion_leads_somewhere",
                violation_error_message=_("Name the round, or what it is recommended to."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission} → {self.to_round or self.target}"

    def get_absolute_url(self) -> str:
        return self.round.get_absolute_url()


class TieDecision(Record):
    """What was decided where score and tie-breaking order left entries equal: a smaller place stands higher."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="tie_decisions", verbose_name=_("Round"))
    submission = models.ForeignKey(
        Submission, models.PROTECT, related_name="tie_decisions", verbose_name=_("Submission")
    )
    place = models.PositiveSmallIntegerField(_("Decided place"))
    reason = models.CharField(_("Reason"), max_length=200)

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("Decision of a tie")
        verbose_name_plural = _("Decisions of ties")
        ordering = ["round_id", "place", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "submission"],
                name="tie_decision_once",
                violation_error_message=_("This tie has been decided already."),
            ),
            models.CheckConstraint(
                condition=Q(place__gte=1) & ~Q(reason=""),
                name="tie_decision_has_reason",
                violation_error_message=_("A decision has a place and a reason."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission}：{self.place}"

    def get_absolute_url(self) -> str:
        return self.round.get_absolute_url()
