"""A round (轮次): one sitting of judgment, and who goes into it."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from association.models.scope import fits_choices
from office.actor import Actor
from office.models import Record, ScopedQuerySet
from reviews.enums import RoundKind, RoundState, ScoreMethod
from reviews.models.call import Call
from reviews.models.panel import without_own_panels
from reviews.models.submission import Submission
from reviews.models.track import OfCallQuerySet


class RoundQuerySet(OfCallQuerySet):
    """Rounds, with how many went into each."""

    def with_counts(self) -> Self:
        """Add ``entry_count``."""
        return self.annotate(entry_count=models.Count("entries"))


class Round(Record):
    """One round of a call in order: 网络评审, then 现场决赛.

    Who judges (``panel``), how many read each entry (``readers``), how scores combine (``method``, ``places`` decimals,
    ``tie_chain`` of criterion codes) is declared while the round is prepared and stands from the first score on.
    ``opens_at`` and ``closes_at`` bound scoring: the shown instants are the enforced ones. ``conflict_years`` is how
    long a former employer counts as an own school. A blind round shows reviewers codes instead of names.
    """

    call = models.ForeignKey(Call, models.PROTECT, related_name="rounds", verbose_name=_("Call"))
    order = models.PositiveSmallIntegerField(_("Order"), default=1)
    name = models.CharField(_("Name"), max_length=60)
    kind = models.CharField(_("Kind"), max_length=20, choices=RoundKind.choices, default=RoundKind.ONLINE)
    state = models.CharField(_("State"), max_length=20, choices=RoundState.choices, default=RoundState.PREPARED)
    opens_at = models.DateTimeField(_("Scoring opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("Scoring closes"), null=True, blank=True)
    panel = models.ForeignKey(
        "reviews.Panel", models.PROTECT, null=True, blank=True, related_name="rounds", verbose_name=_("Panel")
    )
    blind = models.BooleanField(_("Blind"), default=True)
    readers = models.PositiveSmallIntegerField(_("Reviewers per entry"), default=3)
    load_limit = models.PositiveSmallIntegerField(_("Entries per reviewer at most"), null=True, blank=True)
    distinct_units = models.BooleanField(_("Reviewers of an entry from different units"), default=False)
    enterprise_minimum = models.PositiveSmallIntegerField(_("Reviewers from enterprises at least"), default=0)
    anchors = models.PositiveSmallIntegerField(_("Entries that all reviewers score"), default=0)
    conflict_years = models.PositiveSmallIntegerField(_("Years that a former employer counts"), default=3)
    method = models.CharField(_("Method"), max_length=20, choices=ScoreMethod.choices, default=ScoreMethod.MEAN)
    places = models.PositiveSmallIntegerField(_("Decimal places"), default=2)
    tie_chain = models.JSONField(_("Order of tie-breaking"), default=list, blank=True)

    objects: ClassVar[Any] = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("Round")
        verbose_name_plural = _("Rounds")
        ordering = ["call", "order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "order"],
                name="round_order_once",
                violation_error_message=_("The call has a round with this order already."),
            ),
            models.CheckConstraint(
                condition=Q(closes_at__isnull=True) | Q(opens_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
                name="round_closes_after_opening",
                violation_error_message=_("Scoring closes after it opens."),
            ),
            models.CheckConstraint(
                condition=Q(readers__gte=1) & Q(enterprise_minimum__lte=F("readers")) & Q(places__lte=6),
                name="round_numbers",
                violation_error_message=_("At least one reviewer an entry, not more from enterprises than in all."),
            ),
            models.CheckConstraint(
                condition=fits_choices("kind", RoundKind)
                & fits_choices("state", RoundState)
                & fits_choices("method", ScoreMethod),
                name="round_words",
                violation_error_message=_("Choose a value from the list."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("reviews:round_detail", args=[self.pk])

    def clean(self) -> None:
        """A round is judged by a panel of its own call."""
        if self.panel_id and self.call_id and self.panel.call_id != self.call_id:  # type: ignore[union-attr]
            raise ValidationError({"panel": _("The panel belongs to another call.")})

    def scores_at(self, now: datetime) -> bool:
        """True while reviewers may score: in scoring, and ``opens_at`` <= now < ``closes_at``."""
        if self.state != RoundState.SCORING or (self.opens_at and now < self.opens_at):
            return False
        return self.closes_at is None or now < self.closes_at


class RoundEntryQuerySet(ScopedQuerySet):
    """Places in rounds."""

    def visible_to(self, actor: Actor) -> Self:
        """A place is seen with its submission."""
        if actor.reads_all:
            return without_own_panels(self, actor, "submission__call")
        return self.filter(submission__in=Submission.objects.visible_to(actor))


class RoundEntry(Record):
    """A submission that goes into a round (入围).

    ``code`` (加密号) stands for it before reviewers; ``position`` is the drawn order on site; an anchor is scored by
    every reviewer of its track.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="entries", verbose_name=_("Round"))
    submission = models.ForeignKey(
        Submission, models.PROTECT, related_name="round_entries", verbose_name=_("Submission")
    )
    code = models.CharField(_("Review code"), max_length=12, blank=True, editable=False)
    position = models.PositiveSmallIntegerField(_("Drawn order"), null=True, blank=True)
    is_anchor = models.BooleanField(_("Scored by all"), default=False)

    objects: ClassVar[Any] = RoundEntryQuerySet.as_manager()

    label_joins = ("round", "submission")

    class Meta:
        verbose_name = _("Place in a round")
        verbose_name_plural = _("Places in rounds")
        ordering = ["round", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "submission"],
                name="round_entry_once",
                violation_error_message=_("The submission is in this round already."),
            ),
            models.UniqueConstraint(
                fields=["round", "code"],
                condition=~Q(code=""),
                name="round_entry_code_once",
                violation_error_message=_("The round has this code already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round}：{self.submission}"

    def get_absolute_url(self) -> str:
        return self.round.get_absolute_url()

    def clean(self) -> None:
        """A round takes only submissions of its own call."""
        if self.round_id and self.submission_id and self.round.call_id != self.submission.call_id:
            raise ValidationError({"submission": _("The submission belongs to another call.")})
