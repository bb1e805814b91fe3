"""Stored files: content by sha256, type by sniffing, access by whoever owns the link."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from office.models.account import User


def storage_path(attachment: "Attachment", filename: str) -> str:
    """Return a path made of the digest alone: the user's file name never reaches the file system."""
    return f"attachments/{attachment.sha256[:2]}/{attachment.sha256}"


class Attachment(models.Model):
    """One uploaded file; ``media_type`` is what the content says, not what the name says."""

    file = models.FileField(_("File"), upload_to=storage_path, max_length=200)
    name = models.CharField(_("File name"), max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(_("Size"))
    uploaded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField(_("Uploaded"), auto_now_add=True)

    class Meta:
        verbose_name = _("Attachment")
        verbose_name_plural = _("Attachments")
        constraints = [models.CheckConstraint(condition=models.Q(size__gt=0), name="attachment_not_empty")]

    def __str__(self) -> str:
        return self.name


class AttachmentLink(models.Model):
    """Base of an owner's through table: the owner decides who may download."""

    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="+")
    label = models.CharField(_("Description"), max_length=100, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    objects: Any = models.Manager()

    class Meta:
        abstract = True
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.label or self.attachment.name
