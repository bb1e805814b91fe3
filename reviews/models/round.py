"""A round (轮次): one sitting of judgment, and who goes into it."""

from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from association.models.scope import fits_choices
from office.actor import Actor
from office.models import Record, ScopedQuerySet
from reviews.enums import RoundKind
from reviews.models.call import Call
from reviews.models.submission import Submission
from reviews.models.track import OfCallQuerySet


class RoundQuerySet(OfCallQuerySet):
    """Rounds, with how many went into each."""

    def with_counts(self) -> Self:
        """Add ``entry_count``."""
        return self.annotate(entry_count=models.Count("entries"))


class Round(Record):
    """One round of a call in order: 网络评审, then 现场决赛."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="rounds", verbose_name=_("Call"))
    order = models.PositiveSmallIntegerField(_("Order"), default=1)
    name = models.CharField(_("Name"), max_length=60)
    kind = models.CharField(_("Kind"), max_length=20, choices=RoundKind.choices, default=RoundKind.ONLINE)

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
                condition=fits_choices("kind", RoundKind),
                name="round_words",
                violation_error_message=_("Choose a value from the list."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("reviews:round_detail", args=[self.pk])


class RoundEntryQuerySet(ScopedQuerySet):
    """Places in rounds."""

    def visible_to(self, actor: Actor) -> Self:
        """A place is seen with its submission."""
        return self if actor.reads_all else self.filter(submission__in=Submission.objects.visible_to(actor))


class RoundEntry(Record):
    """A submission that goes into a round (入围)."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="entries", verbose_name=_("Round"))
    submission = models.ForeignKey(
        Submission, models.PROTECT, related_name="round_entries", verbose_name=_("Submission")
    )

    objects: ClassVar[Any] = RoundEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("Place in a round")
        verbose_name_plural = _("Places in rounds")
        ordering = ["round", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "submission"],
                name="round_entry_once",
                violation_error_message=_("The submission is in this round already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.round}：{self.submission}"

    def get_absolute_url(self) -> str:
        return self.round.get_absolute_url()

    def clean(self) -> None:
        """A round takes only submissions of its own call."""
        if self.round_id and self.submission_id and self.round.call_id != self.submission.call_id:
            raise ValidationError({"submission": _("The submission belongs to another call.")})
