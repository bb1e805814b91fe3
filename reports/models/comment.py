"""A leader's comments by paragraph, and what each reader has read."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from office.models import User
from reports.models.report import Report
from reports.models.section import Section


class Comment(models.Model):
    """A remark on one paragraph; ``quote`` keeps the paragraph's text then, so it reads on after a change."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="comments")
    block_id = models.CharField(max_length=40, blank=True)
    quote = models.TextField(blank=True)
    text = models.TextField(_("Comment"))
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("Written"), auto_now_add=True)
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(_("Settled"), null=True)

    class Meta:
        verbose_name = _("Comment")
        verbose_name_plural = _("Comments")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="comment_not_empty"),
            models.CheckConstraint(
                condition=models.Q(settled_at__isnull=True, settled_by__isnull=True)
                | models.Q(settled_at__isnull=False, settled_by__isnull=False),
                name="comment_settled_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class ReadMark(models.Model):
    """What one reader saw of a report the last time.

    ``versions`` maps section ids (as text) to version numbers, ``figures`` the names of figures to their texts then.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="read_marks")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    versions = models.JSONField(default=dict)
    figures = models.JSONField(default=dict)
    read_at = models.DateTimeField()

    class Meta:
        verbose_name = _("Read mark")
        verbose_name_plural = _("Read marks")
        constraints = [models.UniqueConstraint(fields=["report", "user"], name="read_mark_once")]

    def __str__(self) -> str:
        return f"{self.report} {self.user}"
