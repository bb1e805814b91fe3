"""Assignments: which reviewer reads which entry, drafted and published in batches."""

from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from association.models.scope import fits_choices
from office.actor import Actor
from office.models import Record, ScopedQuerySet
from reviews.enums import STANDING_ASSIGNMENTS, AssignmentState, BatchState
from reviews.models.panel import PanelMember, without_own_panels
from reviews.models.round import Round, RoundEntry


class BatchQuerySet(ScopedQuerySet):
    """Batches, seen by those who read all; who judges in the call does not read who else reviews what."""

    def visible_to(self, actor: Actor) -> Self:
        """Return all for those who read all but the calls that they judge."""
        return without_own_panels(self, actor, "round__call") if actor.reads_all else self.none()


class AssignmentBatch(Record):
    """A proposal of assignments for a round: drafted, looked at, published, or undone before the first sheet.

    ``parameters`` are what was asked for, ``outcome`` what the solver found: optimum, gap, loads (plain data).
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="batches", verbose_name=_("Round"))
    number = models.PositiveSmallIntegerField(_("Number"))
    state = models.CharField(_("State"), max_length=20, choices=BatchState.choices, default=BatchState.DRAFTED)
    parameters = models.JSONField(_("Parameters"), default=dict, blank=True)
    outcome = models.JSONField(_("Outcome"), default=dict, blank=True)

    objects: ClassVar[Any] = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("Batch of assignments")
        verbose_name_plural = _("Batches of assignments")
        ordering = ["round_id", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "number"],
                name="batch_number_once",
                violation_error_message=_("The round has a batch with this number already."),
            ),
            models.CheckConstraint(
                condition=fits_choices("state", BatchState),
                name="batch_words",
                violation_error_message=_("Choose a value from the list."),
            ),
        ]

    def __str__(self) -> str:
        return gettext("%(round)s, batch %(number)s") % {"round": self.round, "number": self.number}

    def get_absolute_url(self) -> str:
        return reverse("reviews:batch_detail", args=[self.pk])


class AssignmentQuerySet(ScopedQuerySet):
    """Assignments: staff see all, a reviewer the own ones that are in force."""

    def visible_to(self, actor: Actor) -> Self:
        """Return all for those who read all, else the actor's own in force."""
        if actor.reads_all:
            return self
        if not actor.user_id:
            return self.none()
        return self.filter(member__user_id=actor.user_id, state=AssignmentState.ACTIVE)

    def standing(self) -> Self:
        """Keep what is drafted or in force: neither voided nor released."""
        return self.filter(state__in=STANDING_ASSIGNMENTS)


class Assignment(Record):
    """A reviewer's task to score an entry.

    The keys of both schools are stamped, and the database holds that they differ: nobody scores the own school. What
    is found later (a rename, a merger, a former employer) voids the assignment. ``worth`` is how well the pair matched.
    """

    batch = models.ForeignKey(
        AssignmentBatch, models.PROTECT, related_name="assignments", verbose_name=_("Batch of assignments")
    )
    entry = models.ForeignKey(
        RoundEntry, models.PROTECT, related_name="assignments", verbose_name=_("Place in a round")
    )
    member = models.ForeignKey(PanelMember, models.PROTECT, related_name="assignments", verbose_name=_("Panel member"))
    entry_school = models.PositiveBigIntegerField(null=True, blank=True, editable=False)
    reviewer_school = models.PositiveBigIntegerField(null=True, blank=True, editable=False)
    worth = models.IntegerField(_("Match"), default=0)
    state = models.CharField(
        _("State"), max_length=20, choices=AssignmentState.choices, default=AssignmentState.DRAFTED
    )
    reason = models.CharField(_("Reason"), max_length=200, blank=True)

    objects: ClassVar[Any] = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("Assignment")
        verbose_name_plural = _("Assignments")
        ordering = ["batch_id", "entry_id", "id"]
        indexes = [models.Index(fields=["member", "state"], name="assignment_of_member")]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "member"],
                condition=Q(state__in=[state.value for state in STANDING_ASSIGNMENTS]),
                name="assignment_once",
                violation_error_message=_("The reviewer has this entry already."),
            ),
            models.CheckConstraint(
                condition=Q(entry_school__isnull=True)
                | Q(reviewer_school__isnull=True)
                | ~Q(entry_school=F("reviewer_school"))
                | ~Q(state__in=[state.value for state in STANDING_ASSIGNMENTS]),
                name="assignment_not_own_school",
                violation_error_message=_("Nobody reviews an entry of the own school."),
            ),
            models.CheckConstraint(
                condition=fits_choices("state", AssignmentState),
                name="assignment_words",
                violation_error_message=_("Choose a value from the list."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry.code} {self.member}".strip()

    def get_absolute_url(self) -> str:
        return reverse("reviews:assignment_detail", args=[self.pk])

    def clean(self) -> None:
        """Entry, panel and batch are of one round and its call."""
        if not (self.entry_id and self.batch_id and self.member_id):
            return
        if self.entry.round_id != self.batch.round_id:
            raise ValidationError({"entry": _("The entry is in another round.")})
        if self.member.panel.call_id != self.entry.round.call_id:
            raise ValidationError({"member": _("The panel belongs to another call.")})
