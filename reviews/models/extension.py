"""An extension: one submission may come in later than its call closes, for a reason."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from office.models import Record, ScopedQuerySet
from reviews.models.panel import without_own_panels
from reviews.models.submission import Submission


class ExtensionQuerySet(ScopedQuerySet):
    """Extensions, seen with their submission."""

    def visible_to(self, actor: Any) -> Any:
        """Return the extensions of the submissions that the actor may see."""
        if actor.reads_all:
            return without_own_panels(self, actor, "submission__call")
        return self.filter(submission__in=Submission.objects.visible_to(actor))


class Extension(Record):
    """Until when one submission may still be written and sent in; the latest of a submission counts.

    ``Submission.extended_until`` repeats that instant, so that every check reads it without asking (domain/extension).
    """

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="extensions", verbose_name=_("Submission"))
    until = models.DateTimeField(_("Extended until"))
    reason = models.CharField(_("Reason"), max_length=300)

    objects: ClassVar[Any] = ExtensionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Extension")
        verbose_name_plural = _("Extensions")
        ordering = ["submission", "until", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "until"],
                name="extension_once",
                violation_error_message=_("The submission is extended until then already."),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="extension_has_reason",
                violation_error_message=_("Give the reason."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission}：{localtime(self.until):%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return self.submission.get_absolute_url()
