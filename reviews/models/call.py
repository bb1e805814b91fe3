"""A call: a body asks schools and persons to send something in, by a date, to be judged."""

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from association.enums import RecognitionLevel
from association.models.scope import fits_choices
from office.actor import Actor
from office.enums import Role
from office.models import AttachmentLink, Record, ScopedQuerySet
from reviews.enums import CallKind, CallState, CertificateHolders
from reviews.methods.pages import call_page

# Kinds that the academic committee of the calling body judges.
ACADEMIC_KINDS = (CallKind.PROJECT, CallKind.PAPER)


# A whole day of grace is a later closing time under another name.
GRACE_MAX = 24 * 60


class CallQuerySet(ScopedQuerySet):
    """Calls by who may know of them."""

    def visible_to(self, actor: Actor) -> Self:
        """Schools see what has been called; the academic committee sees the projects and papers of its body."""
        if actor.reads_all:
            return self
        if actor.is_school:
            return self.exclude(state=CallState.DRAFTED)
        if actor.role == Role.ACADEMIC_COMMITTEE and actor.body_id:
            return self.filter(body_id=actor.body_id, kind__in=ACADEMIC_KINDS)
        return self.none()


class Call(Record):
    """What is asked for, by whom, on what basis, from when to when.

    Schools may send in only between ``opens_at`` and ``closes_at`` of an open call: the enforced instant is the shown
    one. A draft begun before may be finished for ``grace_minutes`` longer, shown as well; ``drafts_until`` follows from
    both. ``rule_set`` keeps form, tracks, prizes, rounds and rubrics as they stood when the call closed and was decided
    (``domain/rule_set.py``). ``activity`` holds hosts, venue, dates and stated counts. ``level`` and ``issuer`` go into
    the recognitions that final awards write; an empty issuer means the body itself.
    """

    body = models.ForeignKey("association.Body", models.PROTECT, related_name="calls", verbose_name=_("Body"))
    code = models.SlugField(_("Code"), max_length=60, unique=True)
    kind = models.CharField(_("Kind"), max_length=20, choices=CallKind.choices)
    title = models.CharField(_("Title"), max_length=200)
    year = models.PositiveSmallIntegerField(_("Year"), validators=[MinValueValidator(1949), MaxValueValidator(2100)])
    edition = models.PositiveSmallIntegerField(
        _("Edition number"), null=True, blank=True, help_text=_("The number in “第二届”: 2.")
    )
    level = models.CharField(
        _("Level"), max_length=20, choices=RecognitionLevel.choices, default=RecognitionLevel.ASSOCIATION
    )
    issuer = models.CharField(
        _("Issuer of awards"), max_length=200, blank=True, help_text=_("Empty: the body that calls.")
    )
    activity = models.OneToOneField(
        "association.Activity", models.PROTECT, null=True, blank=True, related_name="call", verbose_name=_("Activity")
    )
    entry_measure = models.CharField(
        _("Measure word of entries"), max_length=4, default="项", help_text=_("As in 53支队伍: 支.")
    )
    entry_noun = models.CharField(_("What is sent in"), max_length=20, blank=True, help_text=_("As in 53支队伍: 队伍."))
    is_complete = models.BooleanField(
        _("All submissions are on record"),
        default=True,
        help_text=_("Off when only the winners are known: the number of submissions is then not a figure."),
    )
    needs_endorsement = models.BooleanField(
        _("Schools endorse their entries"),
        default=False,
        help_text=_("Teachers hand entries to their school; its administrator endorses them with a seal and sends in."),
    )
    needs_notice = models.BooleanField(
        _("Awards need a public notice"),
        default=False,
        help_text=_("Awards then become final only through a public notice whose window has closed."),
    )
    certificate_holders = models.CharField(
        _("Certificates"), max_length=10, choices=CertificateHolders.choices, default=CertificateHolders.AWARD
    )
    basis = models.TextField(_("Basis"), blank=True, help_text=_("The document that allows or commissions it."))
    opens_at = models.DateTimeField(_("Opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("Closes"), null=True, blank=True)
    grace_minutes = models.PositiveSmallIntegerField(
        _("Grace in minutes"),
        default=0,
        validators=[MaxValueValidator(GRACE_MAX)],
        help_text=_("For so long after the closing time drafts begun before may still be sent in; everybody sees it."),
    )
    drafts_until = models.DateTimeField(_("Drafts accepted until"), null=True, blank=True, editable=False)
    notice = models.TextField(
        _("Call notice"), blank=True, help_text=_("What schools read on the call's page; files are attached there.")
    )
    rule_set = models.JSONField(_("Rules as applied"), default=dict, blank=True, editable=False)
    state = models.CharField(_("State"), max_length=20, choices=CallState.choices, default=CallState.DRAFTED)

    objects: ClassVar[Any] = CallQuerySet.as_manager()
    derived_fields = ("drafts_until",)

    class Meta:
        verbose_name = _("Call")
        verbose_name_plural = _("Calls")
        ordering = ["-year", "-id"]
        indexes = [models.Index(fields=["body", "year", "kind"], name="call_of_year")]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__isnull=True) | Q(opens_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
                name="call_closes_after_opening",
                violation_error_message=_("A call closes after it opens."),
            ),
            models.CheckConstraint(
                condition=~Q(state=CallState.OPEN) | Q(opens_at__isnull=False),
                name="call_open_since",
                violation_error_message=_("An open call has an opening time."),
            ),
            models.CheckConstraint(
                condition=Q(year__gte=1949, year__lte=2100),
                name="call_year",
                violation_error_message=_("Give the year with four digits."),
            ),
            models.CheckConstraint(
                condition=fits_choices("kind", CallKind)
                & fits_choices("level", RecognitionLevel)
                & fits_choices("state", CallState),
                name="call_words",
                violation_error_message=_("Choose a value from the list."),
            ),
            models.CheckConstraint(
                condition=fits_choices("certificate_holders", CertificateHolders),
                name="call_certificate_holders",
                violation_error_message=_("Choose a value from the list."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse(call_page(self.kind), args=[self.pk])

    def accepts_at(self, now: datetime) -> bool:
        """True while schools may send in: open, and ``opens_at`` <= now < ``closes_at``."""
        if self.state != CallState.OPEN or self.opens_at is None or now < self.opens_at:
            return False
        return self.closes_at is None or now < self.closes_at

    def derive(self) -> None:
        """Work out until when drafts are taken."""
        self.drafts_until = self.closes_at + timedelta(minutes=self.grace_minutes or 0) if self.closes_at else None

    def accepts_draft_at(self, now: datetime) -> bool:
        """True while a school may finish what it has begun: as ``accepts_at``, and through the grace after closing."""
        if self.state != CallState.OPEN or self.opens_at is None or now < self.opens_at:
            return False
        return self.closes_at is None or now < self.closes_at + timedelta(minutes=self.grace_minutes)

    @property
    def issuer_name(self) -> str:
        """Who issues the awards: the named issuer, else the calling body."""
        return self.issuer or self.body.name


class CallAttachment(AttachmentLink):
    """A file of a call's notice; downloaded by whoever may see the call."""

    owner = models.ForeignKey(Call, models.CASCADE, related_name="attachments")

    class Meta(AttachmentLink.Meta):
        abstract = False
        verbose_name = _("File of a call")
        verbose_name_plural = _("Files of calls")
