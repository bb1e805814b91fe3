"""Referrals (上级赛事推荐): which of our awarded entries go on to a contest held by others, and what became of them."""

from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from association.models.scope import fits_choices
from competitions.enums import ReferralState
from competitions.models.external import ExternalContest, ExternalResult
from office.actor import Actor
from office.models import Record, ScopedQuerySet
from reviews.models import Award, Call, Submission, Track
from reviews.models.panel import without_own_panels


class ReferralQuerySet(ScopedQuerySet):
    """Referrals by who may see them."""

    def visible_to(self, actor: Actor) -> Self:
        """Return all for those who read all, a school's own for its people; none of calls that the actor judges."""
        rows = self.none()
        if actor.reads_all:
            rows = self
        elif actor.is_school:
            rows = self.filter(submission__organization_id=actor.organization_id)
        return without_own_panels(rows, actor, "submission__call")

    def standing(self) -> Self:
        """Keep those that have not been taken back."""
        return self.filter(state=ReferralState.STANDING)


class Referral(Record):
    """An entry put forward for a contest of others, resting on a final award of ours.

    ``order`` is its place on the list. ``result`` is what it won there; from the result the way back is ``referral``.
    """

    contest = models.ForeignKey(
        ExternalContest, models.PROTECT, related_name="referrals", verbose_name=_("Contest held by others")
    )
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="referrals", verbose_name=_("Submission"))
    award = models.ForeignKey(Award, models.PROTECT, related_name="referrals", verbose_name=_("Award"))
    order = models.PositiveSmallIntegerField(_("Place on the list"), validators=[MinValueValidator(1)])
    reason = models.CharField(_("Reason of the referral"), max_length=200)
    state = models.CharField(
        _("State"), max_length=12, choices=ReferralState.choices, default=ReferralState.STANDING, editable=False
    )
    # Two records of one result may become one when organizations are merged: the link then goes with the repeated one.
    result = models.OneToOneField(
        ExternalResult,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="referral",
        verbose_name=_("Result elsewhere"),
        editable=False,
    )

    objects: ClassVar[Any] = ReferralQuerySet.as_manager()

    class Meta:
        verbose_name = _("Referral")
        verbose_name_plural = _("Referrals")
        ordering = ["contest", "order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["contest", "submission"],
                condition=Q(state=ReferralState.STANDING),
                name="referral_once",
                violation_error_message=_("The entry has been referred to this contest already."),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="referral_has_reason",
                violation_error_message=_("Give a reason for this act."),
            ),
            models.CheckConstraint(
                condition=Q(state=ReferralState.STANDING) | Q(result__isnull=True),
                name="referral_with_result_stands",
                violation_error_message=_("A result is recorded for this referral."),
            ),
            models.CheckConstraint(
                condition=fits_choices("state", ReferralState),
                name="referral_words",
                violation_error_message=_("Choose a value from the list."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.submission)

    def get_absolute_url(self) -> str:
        return reverse("competitions:referral_detail", args=[self.pk])

    def clean(self) -> None:
        """The award is of the entry, the result of the contest."""
        if self.award_id and self.award.submission_id != self.submission_id:
            raise ValidationError({"award": _("The award belongs to another entry.")})
        if self.result is not None and self.result.contest_id != self.contest_id:
            raise ValidationError({"result": _("The result belongs to another contest.")})


class ReferralQuota(Record):
    """At most so many entries of a call, or of one of its tracks, go to a contest; the database refuses more."""

    contest = models.ForeignKey(
        ExternalContest, models.PROTECT, related_name="referral_quotas", verbose_name=_("Contest held by others")
    )
    call = models.ForeignKey(Call, models.PROTECT, related_name="referral_quotas", verbose_name=_("Call"))
    track = models.ForeignKey(
        Track, models.PROTECT, null=True, blank=True, related_name="referral_quotas", verbose_name=_("Track")
    )
    maximum = models.PositiveSmallIntegerField(_("At most"), validators=[MinValueValidator(1)])
    used = models.PositiveSmallIntegerField(_("Used"), default=0, editable=False)

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("Quota of referrals")
        verbose_name_plural = _("Quotas of referrals")
        ordering = ["contest", "call", "track__order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["contest", "call", "track"],
                condition=Q(track__isnull=False),
                name="referral_quota_once_in_track",
                violation_error_message=_("There is a quota of this kind already: change its number."),
            ),
            models.UniqueConstraint(
                fields=["contest", "call"],
                condition=Q(track__isnull=True),
                name="referral_quota_once_in_call",
                violation_error_message=_("There is a quota of this kind already: change its number."),
            ),
            models.CheckConstraint(
                condition=Q(maximum__gte=1, used__lte=F("maximum")),
                name="referral_quota_within_maximum",
                violation_error_message=_("More entries than that have been referred already."),
            ),
        ]

    def __str__(self) -> str:
        where = f"{self.call} · {self.track.name}" if self.track else str(self.call)
        return f"{where} ≤{self.maximum}"

    def get_absolute_url(self) -> str:
        return self.contest.get_absolute_url()

    def clean(self) -> None:
        """A quota stands in a track of its own call."""
        if self.track is not None and self.track.call_id != self.call_id:
            raise ValidationError({"track": _("The track belongs to another call.")})
