"""Background jobs: the row is the queue, the broker only the doorbell."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from office.actor import Actor
from office.enums import JobState, Role
from office.models.account import User


class JobQuerySet(models.QuerySet["Job"]):
    """Jobs by what may happen to them next."""

    def visible_to(self, actor: Actor) -> Self:
        """Return the jobs that the actor asked for, or all for those who read all or keep the system."""
        if actor.reads_all or actor.role == Role.SYSTEM_ADMINISTRATOR:
            return self
        return self.filter(requested_by_id=actor.user_id) if actor.user_id else self.none()


class Job(models.Model):
    """One piece of slow work: what, for whom, how far, and what came of it.

    A worker claims the row by compare-and-swap and holds it by a lease that it renews; a row whose lease has run out is
    waiting again (``domain/job.py``). ``kind`` names a handler registered in ``office/domain/job.py``.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=60)
    title = models.CharField(_("Job"), max_length=200)
    arguments = models.JSONField(default=dict)
    state = models.CharField(_("State"), max_length=10, choices=JobState.choices, default=JobState.WAITING)
    stage = models.CharField(_("Stage"), max_length=40, blank=True)
    percent = models.PositiveSmallIntegerField(_("Progress"), default=0)
    attempts = models.PositiveSmallIntegerField(_("Attempts"), default=0)
    attempts_allowed = models.PositiveSmallIntegerField(default=3)
    lease_token = models.CharField(max_length=36, blank=True)
    lease_until = models.DateTimeField(null=True)
    cancel_requested = models.BooleanField(default=False)
    result = models.JSONField(default=dict)
    error = models.TextField(_("Error"), blank=True)
    requested_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    requested_at = models.DateTimeField(_("Requested"), auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects: Any = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("Job")
        verbose_name_plural = _("Jobs")
        ordering = ["-requested_at"]
        indexes = [models.Index(fields=["state", "lease_until"], name="job_runnable")]
        constraints = [
            models.CheckConstraint(condition=Q(percent__lte=100), name="job_percent"),
            models.CheckConstraint(condition=Q(attempts__lte=F("attempts_allowed")), name="job_attempts"),
            models.CheckConstraint(
                condition=Q(state=JobState.RUNNING, lease_until__isnull=False)
                | (~Q(state=JobState.RUNNING) & Q(lease_until__isnull=True)),
                name="job_lease_if_running",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["done", "failed", "canceled"], ended_at__isnull=False)
                | Q(state__in=["waiting", "running"], ended_at__isnull=True),
                name="job_ended_if_over",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("office:job_detail", args=[self.pk])
