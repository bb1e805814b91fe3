"""Public notices (公示): the proposed awards for everybody to see, for so many working days, before they are final."""

from datetime import datetime, time, timedelta
from typing import Any, ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from association.models.scope import fits_choices
from office.actor import Actor
from office.enums import Role
from office.models import Record, ScopedQuerySet
from reviews.enums import PUBLIC_NOTICE_STATES, STANDING_NOTICE_STATES, NoticeState
from reviews.models.call import ACADEMIC_KINDS, Call


class PublicNoticeQuerySet(ScopedQuerySet):
    """Public notices: a draft is the secretariat's, what was published is everybody's."""

    def visible_to(self, actor: Actor) -> Self:
        """Return all for those who read all; published ones for schools, of its own projects for the committee."""
        if actor.reads_all:
            return self
        rows = self.published()
        if actor.is_school:
            return rows
        if actor.role == Role.ACADEMIC_COMMITTEE and actor.body_id:
            return rows.filter(call__body_id=actor.body_id, call__kind__in=ACADEMIC_KINDS)
        return self.none()

    def published(self) -> Self:
        """Keep what has been shown to the public, also where a later version has replaced it."""
        return self.filter(state__in=PUBLIC_NOTICE_STATES)

    def standing(self) -> Self:
        """Keep the version of a call that counts: published, closed or final."""
        return self.filter(state__in=STANDING_NOTICE_STATES)


class PublicNotice(Record):
    """One version of the list of a call's proposed awards, as it was published.

    ``content`` freezes prize, recipient and school of each award, nothing else of a person; ``content_hash`` is its
    digest. The window runs from ``opens_on`` to the end of ``closes_on``, its ``workdays``th working day, the first
    included. A correction is the next version: it ``supersedes`` the one before, which stays readable.
    """

    call = models.ForeignKey(Call, models.PROTECT, related_name="notices", verbose_name=_("Call"))
    version = models.PositiveSmallIntegerField(_("Version"), default=1, editable=False)
    state = models.CharField(_("State"), max_length=12, choices=NoticeState.choices, default=NoticeState.DRAFTED)
    workdays = models.PositiveSmallIntegerField(
        _("Working days"), default=5, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    appeal_workdays = models.PositiveSmallIntegerField(
        _("Working days for an appeal"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_("Counted from the day after the decision on an objection."),
    )
    contact = models.CharField(
        _("Contact"), max_length=200, help_text=_("Who takes objections: office, person, telephone, e-mail.")
    )
    reason = models.CharField(
        _("Reason of the correction"), max_length=200, blank=True, help_text=_("Printed in the corrected notice.")
    )
    opens_on = models.DateField(_("First day"), null=True, blank=True, editable=False)
    closes_on = models.DateField(_("Last day"), null=True, blank=True, editable=False)
    content = models.JSONField(_("Content"), default=list, blank=True, editable=False)
    content_hash = models.CharField(_("Digest"), max_length=64, blank=True, editable=False)
    published_at = models.DateTimeField(_("Published"), null=True, blank=True, editable=False)
    supersedes = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="successor",
        verbose_name=_("Replaces"),
        editable=False,
    )

    objects: ClassVar[Any] = PublicNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("Public notice")
        verbose_name_plural = _("Public notices")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "version"],
                name="notice_version_once",
                violation_error_message=_("The call has this version already."),
            ),
            models.UniqueConstraint(
                fields=["call"],
                condition=Q(state=NoticeState.DRAFTED),
                name="notice_drafted_once",
                violation_error_message=_("A notice of this call is being prepared already."),
            ),
            models.UniqueConstraint(
                fields=["call"],
                condition=Q(state__in=[state.value for state in STANDING_NOTICE_STATES]),
                name="notice_standing_once",
                violation_error_message=_("Another version of this notice stands."),
            ),
            models.CheckConstraint(
                condition=Q(state=NoticeState.DRAFTED, published_at__isnull=True)
                | (
                    ~Q(state=NoticeState.DRAFTED)
                    & Q(published_at__isnull=False, opens_on__isnull=False, closes_on__gte=F("opens_on"))
                    & ~Q(content_hash="")
                ),
                name="notice_published_is_frozen",
                violation_error_message=_("A published notice has its days and its content."),
            ),
            models.CheckConstraint(
                condition=Q(version=1, supersedes__isnull=True)
                | (Q(version__gt=1, supersedes__isnull=False) & ~Q(reason="")),
                name="notice_correction_has_reason",
                violation_error_message=_("A correction names its reason and the version that it replaces."),
            ),
            models.CheckConstraint(
                condition=fits_choices("state", NoticeState)
                & Q(workdays__gte=1, workdays__lte=60, appeal_workdays__gte=1, appeal_workdays__lte=60),
                name="notice_words",
                violation_error_message=_("Choose a value from the list."),
            ),
        ]

    def __str__(self) -> str:
        values = {"call": self.call.title, "number": self.version}
        if self.version == 1:
            return gettext("Public notice: %(call)s") % values
        return gettext("Public notice: %(call)s, version %(number)s") % values

    def get_absolute_url(self) -> str:
        return reverse("reviews:publicnotice_detail", args=[self.pk])

    @property
    def is_public(self) -> bool:
        """True once everybody may read it."""
        return self.state in PUBLIC_NOTICE_STATES

    @property
    def closes_at(self) -> datetime | None:
        """The instant after which nothing comes in any more: midnight after the last day, Asia/Shanghai."""
        if self.closes_on is None:
            return None
        return timezone.make_aware(datetime.combine(self.closes_on + timedelta(days=1), time.min))

    def is_window_over(self, now: datetime) -> bool:
        """True once the last day has passed."""
        return self.closes_at is not None and now >= self.closes_at
