"""A paper (论文) sent in to a call for papers."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from office.models import Record
from research.models.application import OfSubmissionQuerySet
from reviews.enums import CallKind
from reviews.models import Submission


class Paper(Record):
    """What a submission to a call for papers has of its own; ``author_names`` as on the title page, in order."""

    submission = models.OneToOneField(
        Submission, models.CASCADE, primary_key=True, related_name="+", verbose_name=_("Submission")
    )
    author_names = models.CharField(_("Authors"), max_length=200, blank=True)
    theme = models.CharField(_("Theme"), max_length=200, blank=True)

    objects: ClassVar[Any] = OfSubmissionQuerySet.as_manager()

    label_joins = ("submission",)

    class Meta:
        verbose_name = _("Paper")
        verbose_name_plural = _("Papers")
        ordering = ["-submission_id"]

    def __str__(self) -> str:
        return str(self.submission)

    def get_absolute_url(self) -> str:
        return reverse("research:paper_detail", args=[self.pk])

    @property
    def state(self) -> str:
        """The state, kept with the submission."""
        return str(self.submission.state)

    def get_state_display(self) -> str:
        """Return the state in the reader's language."""
        return str(self.submission.get_state_display())

    def clean(self) -> None:
        """The submission goes to a call for papers."""
        if self.submission_id and self.submission.call.kind != CallKind.PAPER:
            raise ValidationError({"submission": _("The submission is not to a call for papers.")})
