"""An entry: a team or a work in a contest."""

from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from competitions.models.event import Event
from office.actor import Actor
from office.models import Record, ScopedQuerySet
from reviews.enums import CallKind
from reviews.models import Submission
from reviews.models.panel import without_own_panels


class EntryQuerySet(ScopedQuerySet):
    """Entries, seen with their submission."""

    def visible_to(self, actor: Actor) -> Self:
        """Schools see their own entries only."""
        rows = self.none()
        if actor.reads_all:
            rows = self
        elif actor.is_school:
            rows = self.filter(submission__organization_id=actor.organization_id)
        return without_own_panels(rows, actor, "submission__call")


class Entry(Record):
    """What a submission to a contest has of its own.

    Without an event it is the team or the work itself; with one it is the team's entry in that event, and ``team``
    names the entry of the team.
    """

    submission = models.OneToOneField(
        Submission, models.CASCADE, primary_key=True, related_name="+", verbose_name=_("Submission")
    )
    event = models.ForeignKey(
        Event, models.PROTECT, null=True, blank=True, related_name="entries", verbose_name=_("Event of a contest")
    )
    team = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="event_entries", verbose_name=_("Team")
    )

    objects: ClassVar[Any] = EntryQuerySet.as_manager()

    label_joins = ("submission",)

    class Meta:
        verbose_name = _("Entry")
        verbose_name_plural = _("Entries")
        ordering = ["-submission_id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(team__isnull=True) | models.Q(event__isnull=False),
                name="entry_team_needs_event",
                violation_error_message=_("Only the entry in an event belongs to a team."),
            ),
            models.CheckConstraint(
                condition=models.Q(team__isnull=True) | ~models.Q(team=models.F("submission")),
                name="entry_not_own_team",
                violation_error_message=_("An entry cannot be its own team."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.submission)

    def get_absolute_url(self) -> str:
        return reverse("competitions:entry_detail", args=[self.pk])

    @property
    def state(self) -> str:
        """The state, kept with the submission."""
        return str(self.submission.state)

    def get_state_display(self) -> str:
        """Return the state in the reader's language."""
        return str(self.submission.get_state_display())

    def clean(self) -> None:
        """Event and team are of the same contest; the team is an entry without event, of the same school."""
        if not self.submission_id:
            return
        call_id = self.submission.call_id
        if self.submission.call.kind != CallKind.CONTEST:
            raise ValidationError({"submission": _("The submission is not to a contest.")})
        if self.event_id and self.event.contest_id != call_id:  # type: ignore[union-attr]
            raise ValidationError({"event": _("The event belongs to another contest.")})
        if self.team_id:
            team = self.team
            if team.submission.call_id != call_id or team.event_id is not None:  # type: ignore[union-attr]
                raise ValidationError({"team": _("The team is not an entry of this contest.")})
            if team.submission.organization_id != self.submission.organization_id:  # type: ignore[union-attr]
                raise ValidationError({"team": _("The team belongs to another organization.")})
