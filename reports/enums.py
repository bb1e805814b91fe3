"""Words that reports store."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ReportKind(models.TextChoices):
    """What is written; each kind has a file in ``kinds/`` and outlines as data."""

    ANNUAL_SUMMARY = "annual_summary", _("Annual work summary")


class ReportState(models.TextChoices):
    """Life of a report."""

    DRAFT = "draft", _("Draft")
    UNDER_REVIEW = "under_review", _("Under review")
    FINAL = "final", _("Final")
    PUBLISHED = "published", pgettext_lazy("state", "Published")


class VersionOrigin(models.TextChoices):
    """How a version of a section came to be."""

    SAVED = "saved", _("Saved by hand")
    AUTOSAVED = "autosaved", _("Saved by itself")
    ASIDE = "aside", _("Set aside")


class ProposalState(models.TextChoices):
    """What staff did with a proposed sentence."""

    OFFERED = "offered", _("Offered")
    TAKEN = "taken", _("Taken")
    DROPPED = "dropped", _("Dropped")


class RenditionState(models.TextChoices):
    """Whether a rendition's file is there, and whether newer data has overtaken it."""

    WAITING = "waiting", _("Waiting")
    READY = "ready", _("Ready")
    SUPERSEDED = "superseded", _("Superseded")


class FileFormat(models.TextChoices):
    """Formats that a report is rendered to."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"
