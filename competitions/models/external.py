"""Contests held by others, and what our schools won there."""

from typing import Any, ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from association.enums import RecognitionLevel
from association.models.scope import fits_choices
from competitions.models.contest import Contest
from competitions.models.series import ContestSeries
from office.actor import Actor
from office.models import Record, ScopedQuerySet
from office.models.quantity import QuantityField
from reviews.enums import CallState


class ExternalContestQuerySet(ScopedQuerySet):
    """Contests of others by who may see them."""

    def visible_to(self, actor: Actor) -> Self:
        """A contest of others is public; schools may see it."""
        return self if actor.reads_all or actor.is_school else self.none()


class ExternalContest(Record):
    """A contest held by others; ``activity`` holds place, dates and stated counts (29个省, 119个项目).

    ``selection`` is our contest that chose who goes there (选拔赛).
    """

    series = models.ForeignKey(
        ContestSeries,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="external_contests",
        verbose_name=_("Contest series"),
    )
    name = models.CharField(_("Name"), max_length=200)
    edition = models.PositiveSmallIntegerField(_("Edition number"), null=True, blank=True)
    issuer = models.CharField(_("Issuer of awards"), max_length=200, blank=True)
    level = models.CharField(
        _("Level"), max_length=20, choices=RecognitionLevel.choices, default=RecognitionLevel.NATIONAL
    )
    year = models.PositiveSmallIntegerField(_("Year"), validators=[MinValueValidator(1949), MaxValueValidator(2100)])
    activity = models.OneToOneField(
        "association.Activity",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="external_contest",
        verbose_name=_("Activity"),
    )
    selection = models.ForeignKey(
        Contest,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="finals",
        verbose_name=_("Selection contest"),
        help_text=_("Our contest that chose who goes there."),
    )

    objects: ClassVar[Any] = ExternalContestQuerySet.as_manager()

    class Meta:
        verbose_name = _("Contest held by others")
        verbose_name_plural = _("Contests held by others")
        ordering = ["-year", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "year"],
                name="external_contest_once",
                violation_error_message=_("This contest is recorded for this year already."),
            ),
            models.CheckConstraint(
                condition=fits_choices("level", RecognitionLevel),
                name="external_contest_words",
                violation_error_message=_("Choose a value from the list."),
            ),
        ]

    @property
    def announced_selection(self) -> Contest | None:
        """Our contest that chose who goes there, once its call is out: a draft is nobody's to read here."""
        return None if self.selection is None or self.selection.call.state == CallState.DRAFTED else self.selection

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("competitions:external_detail", args=[self.pk])


class ExternalResultQuerySet(ScopedQuerySet):
    """Results elsewhere by who may see them."""

    def visible_to(self, actor: Actor) -> Self:
        """Schools see their own results only."""
        if actor.reads_all:
            return self
        if actor.is_school:
            return self.filter(organization_id=actor.organization_id)
        return self.none()


class ExternalResult(Record):
    """A prize won elsewhere: by a named organization, or known only as a count.

    A named result stands in the lifetime list of recognitions under ``recognition_source``.
    """

    contest = models.ForeignKey(
        ExternalContest, models.PROTECT, related_name="results", verbose_name=_("Contest held by others")
    )
    organization = models.ForeignKey(
        "association.Organization",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="external_results",
        verbose_name=_("Organization"),
    )
    organization_name = models.CharField(_("Name of the organization then"), max_length=100, blank=True)
    work_title = models.CharField(_("Title of the work"), max_length=200, blank=True)
    track_name = models.CharField(_("Track"), max_length=60, blank=True)
    prize_name = models.CharField(_("Prize"), max_length=60)
    rank = models.PositiveSmallIntegerField(_("Rank"), null=True, blank=True)
    quantity: Any = QuantityField(
        _("Number of prizes"), null=True, blank=True, help_text=_("For results known only as a count.")
    )
    order = models.PositiveSmallIntegerField(_("Order"), default=1)

    objects: ClassVar[Any] = ExternalResultQuerySet.as_manager()

    class Meta:
        verbose_name = _("Result elsewhere")
        verbose_name_plural = _("Results elsewhere")
        ordering = ["contest", "order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["contest", "organization", "prize_name", "track_name", "work_title"],
                condition=Q(organization__isnull=False),
                name="external_result_once",
                violation_error_message=_("This result is recorded already."),
            )
        ]

    def __str__(self) -> str:
        return " ".join(part for part in (self.organization_name, self.track_name, self.prize_name) if part)

    def get_absolute_url(self) -> str:
        return self.contest.get_absolute_url()

    @property
    def recognition_source(self) -> str:
        """The name under which this result stands among the recognitions."""
        return f"competitions.externalresult:{self.pk}"
