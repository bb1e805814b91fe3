"""Prize plans: how many prizes of a kind a call gives, to whom, by rules declared beforehand."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from association.models.scope import fits_choices
from office.models import Record, ScopedQuerySet
from reviews.enums import (
    LevelMode,
    PlanBase,
    PlanRounding,
    PlanSource,
    PrizeKind,
    ShortfallPolicy,
    TiePolicy,
)
from reviews.models.call import Call
from reviews.models.prize import Prize
from reviews.models.round import Round
from reviews.models.track import Track


class AwardPlan(Record):
    """The rules by which prizes of one kind are given (reviews/methods/prize_plan.py works them out).

    Without a track it is applied to every track by itself: nothing is ranked across tracks. ``outcome`` keeps what the
    last application found, by track: base, planned and given numbers, shortfalls. Plans are seen by those who read all.
    """

    call = models.ForeignKey(Call, models.PROTECT, related_name="award_plans", verbose_name=_("Call"))
    track = models.ForeignKey(
        Track, models.PROTECT, null=True, blank=True, related_name="award_plans", verbose_name=_("Track")
    )
    kind = models.CharField(_("Kind"), max_length=20, choices=PrizeKind.choices, default=PrizeKind.TEAM)
    source = models.CharField(
        pgettext_lazy("prize plan", "By"), max_length=20, choices=PlanSource.choices, default=PlanSource.RANKING
    )
    round = models.ForeignKey(
        Round, models.PROTECT, null=True, blank=True, related_name="award_plans", verbose_name=_("Round")
    )
    base = models.CharField(_("Base of the shares"), max_length=20, choices=PlanBase.choices, default=PlanBase.ATTENDED)
    rounding = models.CharField(
        _("Rounding"), max_length=20, choices=PlanRounding.choices, default=PlanRounding.HALF_UP
    )
    tie = models.CharField(_("Equal results"), max_length=20, choices=TiePolicy.choices, default=TiePolicy.BREAK)
    shortfall = models.CharField(
        _("Places nobody reaches"), max_length=20, choices=ShortfallPolicy.choices, default=ShortfallPolicy.LEAVE
    )
    school_cap = models.PositiveSmallIntegerField(
        _("At most per school"), null=True, blank=True, help_text=_("Empty: as many as it earns.")
    )
    outcome = models.JSONField(_("Outcome"), default=dict, blank=True, editable=False)

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("Prize plan")
        verbose_name_plural = _("Prize plans")
        ordering = ["call", "kind", "track__order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "kind", "track"],
                name="award_plan_once_per_track",
                violation_error_message=_("The call has a plan for this kind of prize already."),
            ),
            models.UniqueConstraint(
                fields=["call", "kind"],
                condition=Q(track__isnull=True),
                name="award_plan_once_without_track",
                violation_error_message=_("The call has a plan for this kind of prize already."),
            ),
            models.CheckConstraint(
                condition=Q(round__isnull=False) | ~Q(source=PlanSource.RANKING),
                name="award_plan_names_its_round",
                violation_error_message=_("Name the round whose ranking counts."),
            ),
            models.CheckConstraint(
                condition=Q(school_cap__isnull=True) | Q(school_cap__gte=1),
                name="award_plan_cap",
                violation_error_message=_("At least one per school."),
            ),
            models.CheckConstraint(
                condition=fits_choices("kind", PrizeKind)
                & fits_choices("source", PlanSource)
                & fits_choices("base", PlanBase)
                & fits_choices("rounding", PlanRounding)
                & fits_choices("tie", TiePolicy)
                & fits_choices("shortfall", ShortfallPolicy),
                name="award_plan_words",
                violation_error_message=_("Choose a value from the list."),
            ),
        ]

    def __str__(self) -> str:
        name = self.get_kind_display()
        return f"{self.track.name} {name}" if self.track else str(name)

    def get_absolute_url(self) -> str:
        return reverse("reviews:awardplan_detail", args=[self.pk])

    def clean(self) -> None:
        """Round and track are of the plan's call."""
        if self.round_id and self.call_id and self.round.call_id != self.call_id:  # type: ignore[union-attr]
            raise ValidationError({"round": _("The round belongs to another call.")})
        if self.track_id and self.call_id and self.track.call_id != self.call_id:  # type: ignore[union-attr]
            raise ValidationError({"track": _("The track belongs to another call.")})


class PlanLevel(Record):
    """One level of a plan: which prize, how many, and the lowest result that may receive it."""

    plan = models.ForeignKey(AwardPlan, models.CASCADE, related_name="levels", verbose_name=_("Prize plan"))
    prize = models.ForeignKey(Prize, models.PROTECT, related_name="plan_levels", verbose_name=_("Prize"))
    order = models.PositiveSmallIntegerField(_("Order"), default=1)
    mode = models.CharField(_("Counted as"), max_length=20, choices=LevelMode.choices, default=LevelMode.RATIO)
    value = models.DecimalField(_("Value"), max_digits=8, decimal_places=2, default=0)
    minimum = models.DecimalField(_("Lowest result"), max_digits=8, decimal_places=2, null=True, blank=True)

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("Level of a prize plan")
        verbose_name_plural = _("Levels of prize plans")
        ordering = ["plan_id", "order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "prize"],
                name="plan_level_once",
                violation_error_message=_("The plan has this prize already."),
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0) & (~Q(mode=LevelMode.RATIO) | Q(value__lte=100)),
                name="plan_level_value",
                violation_error_message=_("A value is not below zero, a percentage not above 100."),
            ),
            models.CheckConstraint(
                condition=fits_choices("mode", LevelMode),
                name="plan_level_words",
                violation_error_message=_("Choose a value from the list."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.prize)

    def get_absolute_url(self) -> str:
        return self.plan.get_absolute_url()

    def clean(self) -> None:
        """The prize is of the plan's call, kind and track; a number of prizes is whole."""
        if self.mode == LevelMode.COUNT and self.value is not None and self.value != int(self.value):
            raise ValidationError({"value": _("A number of prizes is whole.")})
        if not (self.plan_id and self.prize_id):
            return
        plan, prize = self.plan, self.prize
        if (prize.call_id, prize.kind) != (plan.call_id, plan.kind):
            raise ValidationError({"prize": _("The prize is of another call or kind.")})
        if prize.track_id and prize.track_id != plan.track_id:
            raise ValidationError({"prize": _("The prize stands in another track than the plan.")})
