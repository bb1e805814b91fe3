"""A track (组别): the group within which a call compares."""

from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from association.enums import SchoolLevel
from association.models.scope import fits_choices
from office.actor import Actor
from office.models import Record, ScopedQuerySet
from reviews.enums import RECEIVED_STATES
from reviews.models.call import Call


class OfCallQuerySet(ScopedQuerySet):
    """Rows that belong to a call and are seen with it."""

    def visible_to(self, actor: Actor) -> Self:
        """Return the rows of the calls that the actor may see."""
        return self if actor.reads_all else self.filter(call__in=Call.objects.visible_to(actor))


class TrackQuerySet(OfCallQuerySet):
    """Tracks, with how much each received."""

    def with_counts(self) -> Self:
        """Add ``received_count``: submissions that came in and were not taken back."""
        received = models.Count("submissions", filter=models.Q(submissions__state__in=RECEIVED_STATES))
        return self.annotate(received_count=received)


class Track(Record):
    """One group of a call, such as 高职组; nothing is ranked across tracks.

    ``school_level`` binds a track to the level of the schools that may enter it; empty binds nothing.
    """

    call = models.ForeignKey(Call, models.PROTECT, related_name="tracks", verbose_name=_("Call"))
    code = models.SlugField(_("Code"), max_length=40)
    name = models.CharField(_("Name"), max_length=60)
    school_level = models.CharField(_("School level"), max_length=20, choices=SchoolLevel.choices, blank=True)
    order = models.PositiveSmallIntegerField(_("Order"), default=0)

    objects: ClassVar[Any] = TrackQuerySet.as_manager()

    class Meta:
        verbose_name = _("Track")
        verbose_name_plural = _("Tracks")
        ordering = ["call", "order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "code"],
                name="track_code_once",
                violation_error_message=_("The call has a track with this code already."),
            ),
            models.CheckConstraint(
                condition=fits_choices("school_level", SchoolLevel, empty=True),
                name="track_words",
                violation_error_message=_("Choose a value from the list."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return self.call.get_absolute_url()
