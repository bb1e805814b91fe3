"""A contest: what a call for a contest has of its own."""

from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from competitions.models.series import ContestSeries
from office.actor import Actor
from office.models import Record, ScopedQuerySet
from reviews.enums import CallKind
from reviews.models import Call


class OfCallRecordQuerySet(ScopedQuerySet):
    """Records that stand one to one beside a call and are seen with it."""

    def visible_to(self, actor: Actor) -> Self:
        """Return the rows whose call the actor may see."""
        return self if actor.reads_all else self.filter(call__in=Call.objects.visible_to(actor))


class Contest(Record):
    """One edition of a contest; title, year, dates, level and state are the call's.

    ``edition`` repeats the call's so that the database holds each edition of a series once.
    """

    call = models.OneToOneField(Call, models.PROTECT, primary_key=True, related_name="+", verbose_name=_("Call"))
    series = models.ForeignKey(
        ContestSeries, models.PROTECT, null=True, blank=True, related_name="contests", verbose_name=_("Contest series")
    )
    edition = models.PositiveSmallIntegerField(_("Edition number"), null=True, blank=True)

    objects: ClassVar[Any] = OfCallRecordQuerySet.as_manager()

    label_joins = ("call",)

    class Meta:
        verbose_name = _("Contest")
        verbose_name_plural = _("Contests")
        ordering = ["-call__year", "-call_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "edition"],
                name="contest_edition_once",
                violation_error_message=_("The series has this edition already."),
            )
        ]

    def __str__(self) -> str:
        return self.call.title

    def get_absolute_url(self) -> str:
        return reverse("competitions:contest_detail", args=[self.pk])

    @property
    def level(self) -> str:
        """The level of the contest, kept with its call."""
        return str(self.call.level)

    @property
    def state(self) -> str:
        """The state, kept with the call."""
        return str(self.call.state)

    def get_state_display(self) -> str:
        """Return the state in the reader's language."""
        return str(self.call.get_state_display())

    def clean(self) -> None:
        """The call calls for a contest, with the same edition."""
        if not self.call_id:
            return
        if self.call.kind != CallKind.CONTEST:
            raise ValidationError({"call": _("The call is not for a contest.")})
        if self.edition != self.call.edition:
            raise ValidationError({"edition": _("The edition differs from the call's.")})
