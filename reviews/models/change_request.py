"""A change request: what a school asks to change after its entry has been sent in."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from association.models.scope import fits_choices
from office.actor import Actor
from office.models import Record, ScopedQuerySet
from reviews.enums import ChangeKind, ChangeState
from reviews.models.panel import without_own_panels
from reviews.models.submission import Submission


class ChangeRequestQuerySet(ScopedQuerySet):
    """Change requests, seen with their submission."""

    def visible_to(self, actor: Actor) -> Self:
        """Return the requests for the submissions that the actor may see."""
        if actor.reads_all:
            return without_own_panels(self, actor, "submission__call")
        return self.filter(submission__in=Submission.objects.visible_to(actor))


class ChangeRequest(Record):
    """What shall change, why, with what proof, and how the secretariat decided.

    ``proposal`` is plain data by kind: nothing (withdraw), ``{"title"}``, or ``{"people": {role: [names in order]}}``.
    ``before`` is the same of what stood when it was filed. One request of a submission may be open at a time.
    """

    submission = models.ForeignKey(
        Submission, models.PROTECT, related_name="change_requests", verbose_name=_("Submission")
    )
    kind = models.CharField(_("What shall change"), max_length=12, choices=ChangeKind.choices)
    proposal = models.JSONField(_("As proposed"), default=dict, blank=True)
    before = models.JSONField(_("As it stood"), default=dict, blank=True)
    reason = models.TextField(_("Reason"))
    proof = models.ForeignKey(
        "office.Attachment", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Proof")
    )
    state = models.CharField(_("State"), max_length=12, choices=ChangeState.choices, default=ChangeState.FILED)
    filed_by = models.ForeignKey(
        "office.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Filed by")
    )
    filed_at = models.DateTimeField(_("Filed"))
    decided_by = models.ForeignKey(
        "office.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Decided by")
    )
    decided_at = models.DateTimeField(_("Decided"), null=True, blank=True)
    answer = models.TextField(_("Answer"), blank=True)

    objects: ClassVar[Any] = ChangeRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("Change request")
        verbose_name_plural = _("Change requests")
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "-id"], name="change_request_of_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["submission"],
                condition=Q(state=ChangeState.FILED),
                name="change_request_one_open",
                violation_error_message=_("A request for this submission waits already."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ChangeState.APPROVED, ChangeState.REFUSED]) | Q(decided_at__isnull=False),
                name="change_request_decided_at",
                violation_error_message=_("A decision has its time."),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="change_request_has_reason",
                violation_error_message=_("Give the reason."),
            ),
            models.CheckConstraint(
                condition=fits_choices("kind", ChangeKind) & fits_choices("state", ChangeState),
                name="change_request_words",
                violation_error_message=_("Choose a value from the list."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.submission}"

    def get_absolute_url(self) -> str:
        return reverse("reviews:changerequest_detail", args=[self.pk])
