"""Conflicts (回避): why a member of a panel must not judge a submission."""

from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from association.models.scope import fits_choices
from office.models import Record, ScopedQuerySet
from reviews.enums import ConflictKind, ConflictState
from reviews.models.panel import PanelMember
from reviews.models.submission import Submission


class ConflictQuerySet(ScopedQuerySet):
    """Conflicts: they name the school of an entry, so only those who read all see them."""

    def blocking(self) -> Self:
        """Keep what stands."""
        return self.filter(state=ConflictState.STANDING)


class Conflict(Record):
    """One reason why a member must not judge a submission; several reasons may hold for one pair.

    Derived ones are recomputed from employments, names, successions, participants and declared relations
    (``domain/conflict.py``): they lapse and come back with the records. A dismissal stays, once for good.
    """

    member = models.ForeignKey(PanelMember, models.CASCADE, related_name="conflicts", verbose_name=_("Panel member"))
    submission = models.ForeignKey(Submission, models.CASCADE, related_name="conflicts", verbose_name=_("Submission"))
    kind = models.CharField(_("Kind"), max_length=20, choices=ConflictKind.choices)
    evidence = models.CharField(_("Evidence"), max_length=300, blank=True)
    state = models.CharField(_("State"), max_length=20, choices=ConflictState.choices, default=ConflictState.STANDING)
    reason = models.CharField(_("Reason of the dismissal"), max_length=200, blank=True)
    dismissed_at = models.DateTimeField(_("Dismissed on"), null=True, blank=True)

    objects: ClassVar[Any] = ConflictQuerySet.as_manager()

    class Meta:
        verbose_name = _("Conflict")
        verbose_name_plural = _("Conflicts")
        ordering = ["member_id", "submission_id", "kind"]
        indexes = [models.Index(fields=["submission", "state"], name="conflict_of_submission")]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "submission", "kind"],
                name="conflict_once",
                violation_error_message=_("This conflict is on record already."),
            ),
            models.CheckConstraint(
                condition=~Q(state=ConflictState.DISMISSED)
                | (~Q(reason="") & Q(dismissed_at__isnull=False) & ~Q(kind=ConflictKind.OWN_SCHOOL)),
                name="conflict_dismissed_for_a_reason",
                violation_error_message=_("A dismissal has a reason, and the own unit is never dismissed."),
            ),
            models.CheckConstraint(
                condition=fits_choices("kind", ConflictKind) & fits_choices("state", ConflictState),
                name="conflict_words",
                violation_error_message=_("Choose a value from the list."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}：{self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return reverse("reviews:conflict_detail", args=[self.pk])

    def clean(self) -> None:
        """Panel and submission are of one call."""
        if self.member_id and self.submission_id and self.member.panel.call_id != self.submission.call_id:
            raise ValidationError({"submission": _("The submission belongs to another call.")})
