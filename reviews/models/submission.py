"""A submission: one thin table for everything that is sent in to be judged."""

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from association.models.scope import fits_choices
from office.actor import Actor
from office.address import record_address
from office.enums import Role
from office.models import AttachmentLink, Record, ScopedQuerySet
from reviews.enums import RECEIVED_STATES, TAKING_PART_STATES, CallState, SubmissionState
from reviews.methods.pages import submission_page
from reviews.models.call import ACADEMIC_KINDS, Call
from reviews.models.panel import without_own_panels
from reviews.models.track import Track


class SubmissionQuerySet(ScopedQuerySet):
    """Submissions by who may see them, and by what counts as received or as taking part."""

    def visible_to(self, actor: Actor) -> Self:
        """Schools see their own only; the academic committee sees the projects and papers of its body.

        A reviewer sees none here: what reviewers judge comes to them without names (blind review). Who sits on a call's
        panel sees nothing of it under any other grant either.
        """
        rows = self.none()
        if actor.reads_all:
            rows = self
        elif actor.is_school:
            rows = self.filter(organization_id=actor.organization_id)
        elif actor.role == Role.ACADEMIC_COMMITTEE and actor.body_id:
            rows = self.filter(call__body_id=actor.body_id, call__kind__in=ACADEMIC_KINDS)
        return without_own_panels(rows, actor)

    def received(self) -> Self:
        """Keep what came in and was not taken back: submitted, accepted and rejected."""
        return self.filter(state__in=RECEIVED_STATES)

    def taking_part(self) -> Self:
        """Keep what came in and was not turned away: submitted and accepted."""
        return self.filter(state__in=TAKING_PART_STATES)


class Submission(Record):
    """What somebody sent in to a call; upper apps attach their own facts one to one.

    ``number`` is taken from the call's series at the first submission and stays. ``dossier`` is what was judged,
    frozen at submission: plain data whose fields carry an ``identifying`` flag (``reviews/domain/dossier.py``).
    ``form_version`` is the entry form with which it was opened, ``answers`` what a draft says there by question code.
    ``extended_until`` is the latest instant of its extensions.
    ``held_by`` is written by the upper app that made something from an accepted submission (a project's number): while
    it is filled, the decision on the submission cannot be undone.
    """

    call = models.ForeignKey(Call, models.PROTECT, related_name="submissions", verbose_name=_("Call"))
    track = models.ForeignKey(
        Track, models.PROTECT, null=True, blank=True, related_name="submissions", verbose_name=_("Track")
    )
    number = models.CharField(_("Number"), max_length=40, blank=True, editable=False)
    title = models.CharField(_("Title"), max_length=200)
    organization = models.ForeignKey(
        "association.Organization",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="submissions",
        verbose_name=_("Organization"),
    )
    topic = models.ForeignKey(
        "association.Topic",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Field of expertise"),
    )
    submitted_by = models.ForeignKey(
        "office.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Submitted by")
    )
    state = models.CharField(
        _("State"), max_length=20, choices=SubmissionState.choices, default=SubmissionState.DRAFTED
    )
    held_by = models.CharField(
        _("Held by"), max_length=100, blank=True, editable=False, help_text=_("What was made from it and rests on it.")
    )
    dossier = models.JSONField(_("Dossier"), default=dict, blank=True, editable=False)
    form_version = models.ForeignKey(
        "reviews.FormVersion",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="submissions",
        verbose_name=_("Entry form"),
    )
    answers = models.JSONField(_("Answers"), default=dict, blank=True, editable=False)
    extended_until = models.DateTimeField(_("Extended until"), null=True, blank=True, editable=False)
    submitted_at = models.DateTimeField(_("Submitted"), null=True, blank=True)

    objects: ClassVar[Any] = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Submission")
        verbose_name_plural = _("Submissions")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["call", "state", "track"], name="submission_of_call"),
            models.Index(fields=["organization", "-id"], name="submission_of_school"),
            models.Index(fields=["call", "state", "submitted_at"], name="submission_by_arrival"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "number"],
                condition=~Q(number=""),
                name="submission_number_once",
                violation_error_message=_("The call has a submission with this number already."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[state.value for state in RECEIVED_STATES])
                | (Q(submitted_at__isnull=False) & ~Q(number="")),
                name="submission_received_has_number",
                violation_error_message=_("What was received has a number and the time of its arrival."),
            ),
            models.CheckConstraint(
                condition=fits_choices("state", SubmissionState),
                name="submission_words",
                violation_error_message=_("Choose a value from the list."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    def get_absolute_url(self) -> str:
        return record_address(submission_page(self.call.kind), self.pk)

    def accepts_at(self, now: datetime) -> bool:
        """True while its school may write and send it in: while the call takes drafts, or until its own extension.

        An extension outlasts the closing of the call, not its decision.
        """
        if self.call.accepts_draft_at(now):
            return True
        undecided = self.call.state in {CallState.OPEN, CallState.CLOSED}
        return undecided and self.extended_until is not None and now < self.extended_until

    @property
    def closes_at(self) -> datetime | None:
        """Until when its school may send it in, None without an end: grace and extension included."""
        ends = self.call.closes_at
        if ends is None:
            return None
        ends += timedelta(minutes=self.call.grace_minutes)
        return max(ends, self.extended_until) if self.extended_until else ends

    def clean(self) -> None:
        """A submission stands in a track of its own call."""
        if self.track_id and self.call_id and self.track.call_id != self.call_id:  # type: ignore[union-attr]
            raise ValidationError({"track": _("The track belongs to another call.")})


class SubmissionAttachment(AttachmentLink):
    """A file of a submission; downloaded by whoever may see the submission."""

    owner = models.ForeignKey(Submission, models.CASCADE, related_name="attachments")

    class Meta(AttachmentLink.Meta):
        abstract = False
        verbose_name = _("File of a submission")
        verbose_name_plural = _("Files of submissions")
