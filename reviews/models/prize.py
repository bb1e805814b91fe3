"""A prize: one level of one kind that a call gives."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from association.models.scope import fits_choices
from office.models import Record
from office.models.quantity import QuantityField
from reviews.enums import PrizeKind
from reviews.models.call import Call
from reviews.models.track import OfCallQuerySet, Track


class Prize(Record):
    """A level of prize, such as 团队奖一等奖; ``order`` is its rank, 1 the highest.

    ``measure`` is the word that counts it (项, 篇, 名, 个). Without a track it is given in all tracks.
    ``nominal`` is the number that a text states; it stands beside the counted one and never replaces it.
    """

    call = models.ForeignKey(Call, models.PROTECT, related_name="prizes", verbose_name=_("Call"))
    track = models.ForeignKey(
        Track, models.PROTECT, null=True, blank=True, related_name="prizes", verbose_name=_("Track")
    )
    kind = models.CharField(_("Kind"), max_length=20, choices=PrizeKind.choices, default=PrizeKind.WORK)
    code = models.SlugField(_("Code"), max_length=40)
    name = models.CharField(_("Name"), max_length=60)
    order = models.PositiveSmallIntegerField(_("Rank of the level"), default=1)
    measure = models.CharField(_("Measure word"), max_length=4, default="项")
    nominal: Any = QuantityField(
        _("Stated number"),
        null=True,
        blank=True,
        help_text=_("As an official text states it, such as 每组10名 or 百名."),
    )

    objects: ClassVar[Any] = OfCallQuerySet.as_manager()

    class Meta:
        verbose_name = _("Prize")
        verbose_name_plural = _("Prizes")
        ordering = ["call", "kind", "track__order", "order", "id"]
        constraints = [
            # Two constraints: NULL tracks are never equal to each other in SQL.
            models.UniqueConstraint(
                fields=["call", "track", "kind", "code"],
                name="prize_once_per_track",
                violation_error_message=_("The call has this prize already."),
            ),
            models.UniqueConstraint(
                fields=["call", "kind", "code"],
                condition=Q(track__isnull=True),
                name="prize_once_without_track",
                violation_error_message=_("The call has this prize already."),
            ),
            models.CheckConstraint(
                condition=fits_choices("kind", PrizeKind),
                name="prize_words",
                violation_error_message=_("Choose a value from the list."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.track.name}{self.name}" if self.track else self.name

    def get_absolute_url(self) -> str:
        return self.call.get_absolute_url()

    def clean(self) -> None:
        """A prize is given in a track of its own call."""
        if self.track_id and self.call_id and self.track.call_id != self.call_id:  # type: ignore[union-attr]
            raise ValidationError({"track": _("The track belongs to another call.")})
