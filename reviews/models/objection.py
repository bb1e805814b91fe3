"""Objections (异议) to a public notice, and the appeal (申诉) against the decision on one."""

from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from association.models.scope import fits_choices
from office.actor import Actor
from office.models import AttachmentLink, Record, ScopedQuerySet
from reviews.enums import OPEN_OBJECTION_STATES, ObjectionKind, ObjectionState
from reviews.models.panel import without_own_panels
from reviews.models.public_notice import PublicNotice
from reviews.models.submission import Submission


class ObjectionQuerySet(ScopedQuerySet):
    """Objections: those who read all see each, a school its own; who objected is nobody else's business."""

    def visible_to(self, actor: Actor) -> Self:
        """Return all objections for those who read all, a school's own for its people."""
        if actor.reads_all:
            return without_own_panels(self, actor, "notice__call")
        rows = self.filter(organization_id=actor.organization_id) if actor.is_school else self.none()
        return without_own_panels(rows, actor, "notice__call")

    def pending(self) -> Self:
        """Keep those that hold up the final list by their state."""
        return self.filter(state__in=OPEN_OBJECTION_STATES)


class Objection(Record):
    """What somebody has against a notice, by when it came in, and how it was decided.

    Filed by a school (``organization``) or by a named person (``name`` with ``contact``), never by nobody.
    ``deadline`` is the instant that counted when it was filed: the end of the window, or for an appeal the end of its
    own time. ``appeal_until`` is the last day for an appeal against the decision. An appeal ``against`` an objection is
    filed once, and decided by somebody else.
    """

    notice = models.ForeignKey(PublicNotice, models.PROTECT, related_name="objections", verbose_name=_("Public notice"))
    kind = models.CharField(
        _("Kind"), max_length=12, choices=ObjectionKind.choices, default=ObjectionKind.OBJECTION, editable=False
    )
    against = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appeal",
        verbose_name=_("Appeal against"),
        editable=False,
    )
    organization = models.ForeignKey(
        "association.Organization",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="objections",
        verbose_name=_("School that objects"),
    )
    name = models.CharField(_("Person who objects"), max_length=60, blank=True)
    contact = models.CharField(_("Contact"), max_length=200, blank=True)
    submission = models.ForeignKey(
        Submission,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="objections",
        verbose_name=_("Submission concerned"),
    )
    text = models.TextField(_("Objection and its reasons"))
    filed_at = models.DateTimeField(_("Filed"))
    deadline = models.DateTimeField(_("Deadline"), editable=False)
    state = models.CharField(_("State"), max_length=14, choices=ObjectionState.choices, default=ObjectionState.FILED)
    decision = models.TextField(_("Decision"), blank=True, editable=False)
    decided_at = models.DateTimeField(_("Decided"), null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        "office.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Decided by")
    )
    appeal_until = models.DateField(_("Appeal until"), null=True, blank=True, editable=False)

    objects: ClassVar[Any] = ObjectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Objection")
        verbose_name_plural = _("Objections")
        ordering = ["-id"]
        indexes = [models.Index(fields=["notice", "state"], name="objection_of_notice")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=ObjectionKind.OBJECTION, against__isnull=True)
                | Q(kind=ObjectionKind.APPEAL, against__isnull=False),
                name="objection_appeal_has_its_object",
                violation_error_message=_("An appeal goes against the decision on an objection."),
            ),
            models.CheckConstraint(
                condition=Q(organization__isnull=False) | (~Q(name="") & ~Q(contact="")),
                name="objection_not_anonymous",
                violation_error_message=_("Name the school, or the person with a contact: nobody objects unnamed."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["filed", "accepted", "late", "investigating"], decided_at__isnull=True)
                | (
                    Q(state__in=["upheld", "dismissed", "applied"], decided_at__isnull=False, decided_by__isnull=False)
                    & ~Q(decision="")
                ),
                name="objection_decided_with_words",
                violation_error_message=_("A decision has its words, its time and who decided."),
            ),
            models.CheckConstraint(
                condition=fits_choices("state", ObjectionState) & fits_choices("kind", ObjectionKind),
                name="objection_words",
                violation_error_message=_("Choose a value from the list."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk or ''} {self.objector}".strip()

    def get_absolute_url(self) -> str:
        return reverse("reviews:objection_detail", args=[self.pk])

    @property
    def objector(self) -> str:
        """Who objects, by name."""
        return self.organization.name if self.organization else self.name

    @property
    def is_in_time(self) -> bool:
        """True when it came in before its deadline."""
        return self.filed_at < self.deadline

    def clean(self) -> None:
        """An objection speaks of a submission of its notice's call, or of none."""
        if self.submission_id and self.notice_id and self.submission.call_id != self.notice.call_id:  # type: ignore[union-attr]
            raise ValidationError({"submission": _("The submission belongs to another call.")})


class ObjectionAttachment(AttachmentLink):
    """A file that proves an objection; downloaded by whoever may see the objection."""

    owner = models.ForeignKey(Objection, models.CASCADE, related_name="attachments")

    class Meta(AttachmentLink.Meta):
        abstract = False
        verbose_name = _("File of an objection")
        verbose_name_plural = _("Files of objections")
