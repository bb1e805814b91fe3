"""An upload in parts: what has arrived of a large file, so that a cut costs one part and not the whole."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from office.models.account import User


def part_path(part: "UploadPart", filename: str) -> str:
    """Return a path of numbers alone: the user's file name never reaches the file system."""
    return f"uploads/{part.upload_id}/{part.offset:012d}-{uuid.uuid4().hex[:8]}"


class Upload(models.Model):
    """A file on its way: ``received`` of ``size`` bytes have arrived in order.

    Only its user sees and continues it. ``mark`` is what the browser knows the file by (its time of change), so that
    choosing the same file again after a reload finds what has arrived. It ends as an ``Attachment`` of a record, or is
    removed when nothing has arrived for a time (``domain/upload.py``).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="uploads")
    name = models.CharField(_("File name"), max_length=200)
    size = models.PositiveBigIntegerField(_("Size"))
    mark = models.CharField(max_length=60, blank=True)
    received = models.PositiveBigIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    touched_at = models.DateTimeField(auto_now=True, db_index=True)

    class Meta:
        verbose_name = _("Upload")
        verbose_name_plural = _("Uploads")
        ordering = ["created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="upload_not_empty"),
            models.CheckConstraint(condition=Q(received__lte=F("size")), name="upload_within_size"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_complete(self) -> bool:
        """True once every byte has arrived."""
        return self.received == self.size


class UploadPart(models.Model):
    """One piece of an upload as it arrived, with its digest."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="parts")
    offset = models.PositiveBigIntegerField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to=part_path, max_length=200)

    class Meta:
        verbose_name = _("Part of an upload")
        verbose_name_plural = _("Parts of uploads")
        ordering = ["upload", "offset"]
        constraints = [models.UniqueConstraint(fields=["upload", "offset"], name="upload_part_once")]

    def __str__(self) -> str:
        return f"{self.upload_id} {self.offset}"
