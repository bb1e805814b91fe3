"""Sections of a report, their earlier versions, and the sentences proposed for them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from office.models import Record, User
from reports.enums import ProposalState
from reports.models.report import Report


class Section(Record):
    """A heading and its narrative.

    ``blocks`` is a list of {"id", "type": "paragraph", "runs": [{"text"} | {"figure": name}]} and tables and charts
    ({"id", "type": "table"|"chart", "source": name}): see ``reports/methods/blocks.py``. ``key`` tells where the
    section came from ("chapter:contests", "contest:bim-2020"), "" when staff added it. ``revision`` finds the second
    editor.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="sections")
    order = models.PositiveIntegerField(_("Order"))
    level = models.PositiveSmallIntegerField(_("Level"), default=1)
    key = models.CharField(max_length=120, blank=True)
    heading = models.CharField(_("Heading"), max_length=200)
    hint = models.CharField(_("Hint"), max_length=300, blank=True)
    blocks = models.JSONField(_("Narrative"), default=list, blank=True)
    edited_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    edited_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("Section")
        verbose_name_plural = _("Sections")
        ordering = ["report", "order", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(level__gte=0, level__lte=4), name="section_level"),
            models.UniqueConstraint(fields=["report", "key"], condition=~models.Q(key=""), name="section_key_once"),
        ]

    def __str__(self) -> str:
        return self.heading

    def get_absolute_url(self) -> str:
        return f"{self.report.get_absolute_url()}#section-{self.pk}"


class SectionVersion(models.Model):
    """A section as it was saved; a run of autosaves by one editor is one version."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    heading = models.CharField(max_length=200)
    blocks = models.JSONField(default=list)
    saved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField(_("Saved"))

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
