"""Blind copies (匿名材料): what reviewers of a blind round read instead of what was sent in."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from association.models.scope import fits_choices
from office.models import Attachment, Record, ScopedQuerySet, User
from reviews.enums import CopyState
from reviews.models.round import RoundEntry


def copy_path(copy: "BlindCopy", filename: str) -> str:
    """Return a path made of the digest alone, as of every stored file."""
    return f"blind/{copy.sha256[:2]}/{copy.sha256}"


class BlindCopyQuerySet(ScopedQuerySet):
    """Copies: those who read all see them here; reviewers get them through their desk only (queries/desk.py)."""

    def cleared(self) -> Any:
        """Keep what reviewers may read."""
        return self.filter(state=CopyState.CLEARED)

    def unsettled(self) -> Any:
        """Keep what somebody still has to look at, or what is not made yet."""
        return self.filter(state__in=(CopyState.WAITING, CopyState.FOUND))


class BlindCopy(Record):
    """One file of an entry, cleaned of who made it; number 0 is the text of the dossier.

    ``fields`` (number 0) are lines ``{"code", "label", "value"}`` in which names are masked. ``findings`` are what a
    look through the text found: a list of ``{"kind", "text", "around"}``; while any stands, somebody must look.
    ``source`` is what was sent in, ``replacement`` a file that staff made by hand instead of it.
    """

    entry = models.ForeignKey(RoundEntry, models.CASCADE, related_name="copies", verbose_name=_("Place in a round"))
    number = models.PositiveSmallIntegerField(_("Number"))
    source = models.ForeignKey(
        Attachment, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("File sent in")
    )
    replacement = models.ForeignKey(
        Attachment, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("File made by hand")
    )
    fields = models.JSONField(_("Text"), default=list, blank=True)
    file = models.FileField(_("File"), upload_to=copy_path, max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    media_type = models.CharField(max_length=100, blank=True, editable=False)
    ending = models.CharField(max_length=8, blank=True, editable=False)
    size = models.PositiveBigIntegerField(_("Size"), default=0, editable=False)
    findings = models.JSONField(_("Findings"), default=list, blank=True)
    state = models.CharField(_("State"), max_length=20, choices=CopyState.choices, default=CopyState.WAITING)
    cleared_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Looked at by")
    )
    reason = models.CharField(_("Reason"), max_length=500, blank=True)

    objects: ClassVar[Any] = BlindCopyQuerySet.as_manager()

    class Meta:
        verbose_name = _("Blind copy")
        verbose_name_plural = _("Blind copies")
        ordering = ["entry_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "number"], name="blind_copy_number_once"),
            models.CheckConstraint(
                condition=Q(number=0, source__isnull=True) | Q(number__gt=0, source__isnull=False),
                name="blind_copy_of_a_file",
                violation_error_message=_("Number 0 is the text, the others are of a file."),
            ),
            # What reviewers read exists: the text's lines, or a file with its digest.
            models.CheckConstraint(
                condition=~Q(state=CopyState.CLEARED) | Q(number=0) | ~Q(sha256=""),
                name="blind_copy_cleared_has_file",
                violation_error_message=_("There is no cleaned file that reviewers could read."),
            ),
            models.CheckConstraint(
                condition=fits_choices("state", CopyState),
                name="blind_copy_words",
                violation_error_message=_("Choose a value from the list."),
            ),
        ]

    def __str__(self) -> str:
        if self.number == 0:
            return _("Text of %(code)s") % {"code": self.entry.code}
        return self.file_name or f"{self.entry.code}-{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("reviews:blindcopy_detail", args=[self.pk])

    @property
    def file_name(self) -> str:
        """The name under which reviewers get the file: the entry's code and a number, nothing else."""
        return f"{self.entry.code}-{self.number}.{self.ending}" if self.ending else ""
