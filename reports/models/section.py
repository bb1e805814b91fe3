"""Sections of a report, their earlier versions, and the sentences proposed for them."""

from typing import Any, ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.actor import Actor
from office.models import Record, ScopedQuerySet, User
from reports.enums import ProposalState, VersionOrigin
from reports.models.report import Report


class SectionQuerySet(ScopedQuerySet):
    """Sections by who may read their report."""

    def visible_to(self, actor: Actor) -> Self:
        """Whoever sees the report sees its sections."""
        return self.filter(report__in=Report.objects.visible_to(actor))


class StandingManager(models.Manager.from_queryset(SectionQuerySet)):  # type: ignore[misc]
    """The sections that stand in their report; removed ones are kept apart, to be brought back."""

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(removed_at__isnull=True)


class Section(Record):
    """A heading and its narrative.

    ``blocks`` is a list of {"id", "type": "paragraph", "runs": [{"text"} | {"figure": name}]} and tables and charts
    ({"id", "type": "table"|"chart", "source": name}): see ``reports/methods/blocks.py``. ``key`` tells where the
    section came from ("chapter:contests", "contest:bim-2020"), "" when staff added it. ``revision`` finds the second
    editor. A removed section keeps its versions and is left out by ``objects`` and ``report.sections``; ``everything``
    finds it.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="sections")
    order = models.PositiveIntegerField(_("Order"))
    level = models.PositiveSmallIntegerField(pgettext_lazy("heading", "Level"), default=1)
    key = models.CharField(max_length=120, blank=True)
    heading = models.CharField(_("Heading"), max_length=200)
    hint = models.CharField(_("Hint"), max_length=300, blank=True)
    blocks = models.JSONField(_("Narrative"), default=list, blank=True)
    edited_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    edited_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    removed_at = models.DateTimeField(_("Removed"), null=True, editable=False)

    objects: ClassVar[Any] = StandingManager()
    everything: ClassVar[Any] = SectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Section")
        verbose_name_plural = _("Sections")
        ordering = ["report", "order", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(level__gte=0, level__lte=4), name="section_level"),
            models.UniqueConstraint(
                fields=["report", "key"],
                condition=~models.Q(key="") & models.Q(removed_at__isnull=True),
                name="section_key_once",
                violation_error_message=_("The report already has a section for this subject."),
            ),
            models.CheckConstraint(
                condition=models.Q(removed_at__isnull=True, removed_by__isnull=True)
                | models.Q(removed_at__isnull=False, removed_by__isnull=False),
                name="section_removed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.heading

    def get_absolute_url(self) -> str:
        return f"{self.report.get_absolute_url()}#section-{self.pk}"

    def get_edit_url(self) -> str:
        return reverse("reports:section_edit", args=[self.pk])

    def get_exhibit_base(self) -> str:
        """Return the address under which the section's tables and charts are found by their block ids."""
        return reverse("reports:exhibit", args=[self.pk, "x"]).removesuffix("x/")


class SectionVersion(models.Model):
    """A section as it was saved.

    A run of autosaves by one editor is one version: ``begun_at`` is its first save, ``saved_at`` its last. A text that
    came too late because somebody else had saved is kept as ``aside``; it never stood in the report.
    """

    section = models.ForeignKey(Section, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    heading = models.CharField(max_length=200)
    blocks = models.JSONField(default=list)
    saved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now)
    saved_at = models.DateTimeField(_("Saved"))
    origin = models.CharField(_("Origin"), max_length=10, choices=VersionOrigin.choices, default=VersionOrigin.SAVED)

    class Meta:
        verbose_name = _("Section version")
        verbose_name_plural = _("Section versions")
        ordering = ["section", "-number"]
        constraints = [models.UniqueConstraint(fields=["section", "number"], name="section_version_once")]

    def __str__(self) -> str:
        return f"{self.heading} {self.number}"


class Proposal(models.Model):
    """A section proposed from the records; ``fingerprint`` tells whether the same was offered before."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="proposals")
    chapter_key = models.CharField(max_length=60)
    key = models.CharField(max_length=120)
    heading = models.CharField(max_length=200)
    blocks = models.JSONField(default=list)
    order = models.PositiveIntegerField(default=0)
    fingerprint = models.CharField(max_length=64)
    state = models.CharField(_("State"), max_length=10, choices=ProposalState.choices, default=ProposalState.OFFERED)

    class Meta:
        verbose_name = _("Proposal")
        verbose_name_plural = _("Proposals")
        ordering = ["report", "order", "id"]
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="proposal_once")]

    def __str__(self) -> str:
        return self.heading
