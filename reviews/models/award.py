"""An award: a prize given to a submission."""

from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from association.models.scope import fits_choices
from office.actor import Actor
from office.enums import Role
from office.models import Record, ScopedQuerySet
from reviews.enums import AwardState, PrizeKind
from reviews.models.call import ACADEMIC_KINDS
from reviews.models.panel import without_own_panels
from reviews.models.prize import Prize
from reviews.models.submission import Submission


class AwardQuerySet(ScopedQuerySet):
    """Awards by who may see them."""

    def visible_to(self, actor: Actor) -> Self:
        """Schools see their own once final; what is only proposed stays with those who decide."""
        rows = self.none()
        if actor.reads_all:
            rows = self
        elif actor.is_school:
            rows = self.filter(submission__organization_id=actor.organization_id).exclude(state=AwardState.PROPOSED)
        elif actor.role == Role.ACADEMIC_COMMITTEE and actor.body_id:
            rows = self.filter(submission__call__body_id=actor.body_id, submission__call__kind__in=ACADEMIC_KINDS)
        return without_own_panels(rows, actor, "submission__call")

    def final(self) -> Self:
        """Keep the awards that stand."""
        return self.filter(state=AwardState.FINAL)


class Award(Record):
    """A prize given to a submission; ``recipient_name`` is the name as it was awarded.

    ``kind`` repeats the prize's kind so that the database itself holds one prize of a kind to a submission.
    A final award stands in the lifetime list of recognitions under ``recognition_source``. What a prize plan gave keeps
    the plan, the row of the ranking and the steps that led to it.
    """

    prize = models.ForeignKey(Prize, models.PROTECT, related_name="awards", verbose_name=_("Prize"))
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="awards", verbose_name=_("Submission"))
    kind = models.CharField(_("Kind"), max_length=20, choices=PrizeKind.choices, editable=False)
    rank = models.PositiveSmallIntegerField(_("Rank"), null=True, blank=True)
    recipient_name = models.CharField(_("Recipient"), max_length=200, blank=True)
    awarded_on = models.DateField(_("Awarded on"), null=True, blank=True)
    state = models.CharField(_("State"), max_length=20, choices=AwardState.choices, default=AwardState.PROPOSED)
    plan = models.ForeignKey(
        "reviews.AwardPlan",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="awards",
        editable=False,
        verbose_name=_("Prize plan"),
    )
    ranking_row = models.ForeignKey(
        "reviews.RankingRow",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="awards",
        editable=False,
        verbose_name=_("Row of a ranking"),
    )
    trace = models.JSONField(_("How it came"), default=list, blank=True, editable=False)

    objects: ClassVar[Any] = AwardQuerySet.as_manager()

    label_joins = ("prize__track", "submission")

    class Meta:
        verbose_name = _("Award")
        verbose_name_plural = _("Awards")
        ordering = ["prize", "rank", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["prize", "submission"],
                name="award_once",
                violation_error_message=_("The submission has this prize already."),
            ),
            models.UniqueConstraint(
                fields=["submission", "kind"],
                condition=~Q(state=AwardState.REVOKED),
                name="award_one_level_of_a_kind",
                violation_error_message=_("The submission has a prize of this kind already."),
            ),
            models.CheckConstraint(
                condition=fits_choices("kind", PrizeKind) & fits_choices("state", AwardState),
                name="award_words",
                violation_error_message=_("Choose a value from the list."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.prize}：{self.recipient_name or self.submission.title}"

    def get_absolute_url(self) -> str:
        return reverse("reviews:award_detail", args=[self.pk])

    @property
    def recognition_source(self) -> str:
        """The name under which this award stands among the recognitions."""
        return f"reviews.award:{self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Take over the kind of the prize before storing."""
        self.kind = self.prize.kind
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """A prize goes to a submission of its own call, and of its own track if it has one."""
        if not (self.prize_id and self.submission_id):
            return
        self.kind = self.prize.kind
        if self.prize.call_id != self.submission.call_id:
            raise ValidationError({"submission": _("The submission belongs to another call.")})
        if self.prize.track_id and self.prize.track_id != self.submission.track_id:
            raise ValidationError({"submission": _("The submission stands in another track than the prize.")})
