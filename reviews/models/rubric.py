"""A rubric (评分标准): by what a round judges the entries of a track."""

from decimal import Decimal
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from office.actor import Actor
from office.models import Record, ScopedQuerySet
from reviews.models.round import Round
from reviews.models.track import Track


class OfRoundQuerySet(ScopedQuerySet):
    """Rows that belong to a round and are seen with it."""

    def visible_to(self, actor: Actor) -> Self:
        """Return the rows of the rounds that the actor may see."""
        return self if actor.reads_all else self.filter(round__in=Round.objects.visible_to(actor))


class Rubric(Record):
    """The criteria of one round, of one track or, without a track, of all that have none of their own."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="rubrics", verbose_name=_("Round"))
    track = models.ForeignKey(
        Track, models.PROTECT, null=True, blank=True, related_name="rubrics", verbose_name=_("Track")
    )
    note = models.TextField(_("Instructions"), blank=True)

    objects: ClassVar[Any] = OfRoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("Rubric")
        verbose_name_plural = _("Rubrics")
        ordering = ["round_id", "track__order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "track"],
                name="rubric_once_per_track",
                violation_error_message=_("The round has a rubric for this track already."),
            ),
            models.UniqueConstraint(
                fields=["round"],
                condition=Q(track__isnull=True),
                name="rubric_once_without_track",
                violation_error_message=_("The round has a rubric for this track already."),
            ),
        ]

    def __str__(self) -> str:
        return gettext("Rubric: %(for)s") % {"for": f"{self.round}·{self.track.name}" if self.track else self.round}

    def get_absolute_url(self) -> str:
        return reverse("reviews:rubric_detail", args=[self.pk])

    def clean(self) -> None:
        """The track is of the round's call."""
        if self.track_id and self.round_id and self.track.call_id != self.round.call_id:  # type: ignore[union-attr]
            raise ValidationError({"track": _("The track belongs to another call.")})


class CriterionQuerySet(ScopedQuerySet):
    """Criteria, seen with their rubric."""

    def visible_to(self, actor: Actor) -> Self:
        """Return the criteria of the rubrics that the actor may see."""
        return self if actor.reads_all else self.filter(rubric__in=Rubric.objects.visible_to(actor))


class Criterion(Record):
    """One line of a rubric: ``points`` at most, in steps of ``step``.

    ``levels`` are labelled grades, best first: a list of ``{"label", "descriptor", "points"}``. A score below
    ``comment_below`` or above ``comment_above`` needs a comment. ``code`` is what a round's ``tie_chain`` names.
    """

    rubric = models.ForeignKey(Rubric, models.CASCADE, related_name="criteria", verbose_name=_("Rubric"))
    order = models.PositiveSmallIntegerField(_("Order"), default=1)
    code = models.SlugField(_("Code"), max_length=40)
    name = models.CharField(_("Name"), max_length=60)
    description = models.TextField(_("Description"), blank=True)
    points = models.DecimalField(_("Points at most"), max_digits=6, decimal_places=2)
    step = models.DecimalField(_("Step"), max_digits=4, decimal_places=2, default=Decimal(1))
    levels = models.JSONField(_("Levels"), default=list, blank=True)
    comment_below = models.DecimalField(
        _("Comment needed below"), max_digits=6, decimal_places=2, null=True, blank=True
    )
    comment_above = models.DecimalField(
        _("Comment needed above"), max_digits=6, decimal_places=2, null=True, blank=True
    )

    objects: ClassVar[Any] = CriterionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Criterion")
        verbose_name_plural = _("Criteria")
        ordering = ["rubric_id", "order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["rubric", "code"],
                name="criterion_code_once",
                violation_error_message=_("The rubric has a criterion with this code already."),
            ),
            models.CheckConstraint(
                condition=Q(points__gt=0) & Q(step__gt=0) & Q(step__lte=F("points")),
                name="criterion_points",
                violation_error_message=_("Points and step are above zero, the step not above the points."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return self.rubric.get_absolute_url()
