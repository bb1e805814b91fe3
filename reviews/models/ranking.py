"""Rankings: the result of a round, frozen; a later change makes a new version beside it."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from association.models.scope import fits_choices
from office.models import Record, ScopedQuerySet
from reviews.enums import RankingState, ScoreMethod
from reviews.models.round import Round
from reviews.models.submission import Submission
from reviews.models.track import Track


class Ranking(Record):
    """One version of the ranking of a round's track, computed from submitted sheets.

    ``inputs`` names every sheet with its revision, ``parameters`` the rules as they were; ``fingerprint`` is the digest
    of both and of the rows. One version of a round's track is adopted at the most. Rankings are seen by those who read
    all; what others see of a result is what was published.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="rankings", verbose_name=_("Round"))
    track = models.ForeignKey(
        Track, models.PROTECT, null=True, blank=True, related_name="rankings", verbose_name=_("Track")
    )
    version = models.PositiveSmallIntegerField(_("Version"))
    method = models.CharField(_("Method"), max_length=20, choices=ScoreMethod.choices)
    parameters = models.JSONField(_("Parameters"), default=dict, blank=True)
    inputs = models.JSONField(_("Score sheets"), default=list, blank=True)
    fingerprint = models.CharField(_("Fingerprint"), max_length=64)
    state = models.CharField(_("State"), max_length=20, choices=RankingState.choices, default=RankingState.COMPUTED)
    reason = models.CharField(_("Reason"), max_length=200, blank=True)

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("Ranking")
        verbose_name_plural = _("Rankings")
        ordering = ["round_id", "track__order", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "track", "version"],
                name="ranking_version_once_per_track",
                violation_error_message=_("The round has this version already."),
            ),
            models.UniqueConstraint(
                fields=["round", "version"],
                condition=Q(track__isnull=True),
                name="ranking_version_once_without_track",
                violation_error_message=_("The round has this version already."),
            ),
            models.UniqueConstraint(
                fields=["round", "track"],
                condition=Q(state=RankingState.ADOPTED),
                name="ranking_adopted_once_per_track",
                violation_error_message=_("Another version is adopted."),
            ),
            models.UniqueConstraint(
                fields=["round"],
                condition=Q(state=RankingState.ADOPTED, track__isnull=True),
                name="ranking_adopted_once_without_track",
                violation_error_message=_("Another version is adopted."),
            ),
            models.CheckConstraint(
                condition=fits_choices("state", RankingState) & fits_choices("method", ScoreMethod),
                name="ranking_words",
                violation_error_message=_("Choose a value from the list."),
            ),
        ]

    def __str__(self) -> str:
        name = f"{self.round} {self.track}" if self.track else str(self.round)
        return str(_("%(name)s, version %(version)s") % {"name": name, "version": self.version})

    def get_absolute_url(self) -> str:
        return reverse("reviews:ranking_detail", args=[self.pk])


class RankingRow(Record):
    """One submission's place; ``raw`` and ``adjusted`` stand side by side.

    ``tie_key`` are the values that decided at equal results, ``details`` the scores with their reviewers' places and
    the spread, ``flags`` what a reader must know (few sheets, near the cut, undecided tie).
    """

    ranking = models.ForeignKey(Ranking, models.CASCADE, related_name="rows", verbose_name=_("Ranking"))
    submission = models.ForeignKey(
        Submission, models.PROTECT, related_name="ranking_rows", verbose_name=_("Submission")
    )
    raw = models.DecimalField(_("Raw result"), max_digits=14, decimal_places=6, null=True, blank=True)
    adjusted = models.DecimalField(_("Adjusted result"), max_digits=14, decimal_places=6, null=True, blank=True)
    rank = models.PositiveIntegerField(_("Rank"), null=True, blank=True)
    tie_key = models.JSONField(_("Tie-breaking values"), default=list, blank=True)
    details = models.JSONField(_("Details"), default=dict, blank=True)
    flags = models.JSONField(_("Flags"), default=list, blank=True)

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("Row of a ranking")
        verbose_name_plural = _("Rows of rankings")
        ordering = ["ranking_id", "rank", "id"]
        indexes = [models.Index(fields=["ranking", "rank"], name="ranking_row_by_rank")]
        constraints = [
            models.UniqueConstraint(
                fields=["ranking", "submission"],
                name="ranking_row_once",
                violation_error_message=_("The submission is ranked already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.rank or '-'} {self.submission}"

    def get_absolute_url(self) -> str:
        return self.ranking.get_absolute_url()
