"""Publications of a body and the issues of its periodicals."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from association.enums import DatePrecision, PublicationKind, PublicationState
from association.methods.dates import period_text
from association.models.body import Body
from association.models.scope import BodyWorkQuerySet, fits_choices
from office.actor import Actor
from office.models import AttachmentLink, Record, ScopedQuerySet


class Publication(Record):
    """A journal, newsletter, website, book or directory; periodicals and websites go on without a date."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="publications", verbose_name=_("Body"))
    title = models.CharField(_("Title"), max_length=200)
    kind = models.CharField(_("Kind"), max_length=12, choices=PublicationKind.choices)
    state = models.CharField(
        _("State"), max_length=10, choices=PublicationState.choices, default=PublicationState.PLANNED
    )
    edition = models.CharField(_("Edition"), max_length=40, blank=True, help_text=_("Such as 2021版."))
    year = models.PositiveSmallIntegerField(_("Year"), null=True, blank=True, db_index=True)
    published_on = models.DateField(_("Published on"), null=True, blank=True)
    date_precision = models.CharField(
        _("Precision"), max_length=5, choices=DatePrecision.choices, default=DatePrecision.DAY
    )
    date_note = models.CharField(
        _("Addition to the date"),
        max_length=20,
        blank=True,
        help_text=_("Such as 下午 or 初; follows the date."),
    )
    summary = models.TextField(_("Summary"), blank=True)

    objects: ClassVar[Any] = BodyWorkQuerySet.as_manager()

    class Meta:
        verbose_name = _("Publication")
        verbose_name_plural = _("Publications")
        ordering = ["-year", "title", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "title", "edition"],
                name="publication_once",
                violation_error_message=_("This body already has a publication of this title and edition."),
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True) | Q(state=PublicationState.PUBLISHED),
                name="publication_date_if_published",
                violation_error_message=_("Only a published work has a date of publication."),
            ),
            models.CheckConstraint(
                condition=fits_choices("kind", PublicationKind) & fits_choices("state", PublicationState),
                name="publication_words",
                violation_error_message=_("Choose a kind from the list."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.edition}）" if self.edition else self.title

    def get_absolute_url(self) -> str:
        return reverse("association:publication_detail", args=[self.pk])

    @property
    def date_text(self) -> str:
        """The time of publication in Chinese, at its precision."""
        return period_text(self.published_on, precision=self.date_precision, note=self.date_note, year=self.year)


class IssueQuerySet(ScopedQuerySet):
    """Issues follow their publication."""

    def visible_to(self, actor: Actor) -> "IssueQuerySet":
        """Return the issues of the publications that the actor sees."""
        if actor.reads_all or actor.is_school:
            return self
        seen = Publication.objects.visible_to(actor)
        return self.none() if seen.query.is_empty() else self.filter(publication__in=seen)


class Issue(Record):
    """One issue of a periodical (总第几期 of a year)."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="issues", verbose_name=_("Publication"))
    year = models.PositiveSmallIntegerField(_("Year"))
    number = models.PositiveSmallIntegerField(_("Issue number"))
    issued_on = models.DateField(_("Issued on"), null=True, blank=True)

    objects: ClassVar[Any] = IssueQuerySet.as_manager()

    class Meta:
        verbose_name = _("Issue")
        verbose_name_plural = _("Issues")
        ordering = ["year", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "year", "number"],
                name="issue_once",
                violation_error_message=_("This issue is already on record."),
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1),
                name="issue_number_counts",
                violation_error_message=_("Issues are numbered from 1."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}年第{self.number}期"

    def get_absolute_url(self) -> str:
        return reverse("association:publication_detail", args=[self.publication_id])


class PublicationAttachment(AttachmentLink):
    """A file of a publication."""

    owner = models.ForeignKey(Publication, models.CASCADE, related_name="attachments")

    class Meta(AttachmentLink.Meta):
        verbose_name = _("Publication file")
        verbose_name_plural = _("Publication files")
