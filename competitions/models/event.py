"""An event (赛项): one competition within a contest, with individual prizes of its own."""

from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from competitions.models.contest import Contest
from office.actor import Actor
from office.models import Record, ScopedQuerySet


class EventQuerySet(ScopedQuerySet):
    """Events, seen with their contest."""

    def visible_to(self, actor: Actor) -> Self:
        """Return the events of the contests that the actor may see."""
        return self if actor.reads_all else self.filter(contest__in=Contest.objects.visible_to(actor))


class Event(Record):
    """One event of a contest."""

    contest = models.ForeignKey(Contest, models.PROTECT, related_name="events", verbose_name=_("Contest"))
    code = models.SlugField(_("Code"), max_length=40)
    name = models.CharField(_("Name"), max_length=100)
    order = models.PositiveSmallIntegerField(_("Order"), default=1)
    is_illustrative = models.BooleanField(
        _("Illustrative"), default=False, help_text=_("Made up for the demo year, not from a source.")
    )

    objects: ClassVar[Any] = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("Event of a contest")
        verbose_name_plural = _("Events of a contest")
        ordering = ["contest", "order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["contest", "code"],
                name="event_code_once",
                violation_error_message=_("The contest has an event with this code already."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return self.contest.get_absolute_url()
