"""A version of a call's entry form: what a school is asked when it sends something in."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from office.actor import Actor
from office.models import Record
from reviews.methods.entry_form import FormField, read_fields
from reviews.models.call import Call
from reviews.models.track import OfCallQuerySet


class FormVersionQuerySet(OfCallQuerySet):
    """Versions of entry forms: a draft is the secretariat's, a published one is seen with its call."""

    def visible_to(self, actor: Actor) -> Self:
        """Return what the actor may see: who does not read all sees published versions of the calls that it knows."""
        return self if actor.reads_all else super().visible_to(actor).published()

    def published(self) -> Self:
        """Keep the versions that are or were in use."""
        return self.filter(published_at__isnull=False)


class FormVersion(Record):
    """The questions of a call's entry form as plain data (``reviews/methods/entry_form.py``).

    A version without ``published_at`` is being designed: one of a call at a time. A published one never changes, so
    that a submission keeps the form with which it was opened.
    """

    call = models.ForeignKey(Call, models.PROTECT, related_name="form_versions", verbose_name=gettext_lazy("Call"))
    number = models.PositiveSmallIntegerField(gettext_lazy("Version"))
    fields = models.JSONField(gettext_lazy("Questions"), default=list, blank=True)
    published_at = models.DateTimeField(gettext_lazy("Published"), null=True, blank=True, editable=False)

    objects: ClassVar[Any] = FormVersionQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("Version of an entry form")
        verbose_name_plural = gettext_lazy("Versions of entry forms")
        ordering = ["call", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "number"],
                name="form_version_number_once",
                violation_error_message=gettext_lazy("The call has a form with this number already."),
            ),
            models.UniqueConstraint(
                fields=["call"],
                condition=Q(published_at__isnull=True),
                name="form_version_one_draft",
                violation_error_message=gettext_lazy("Somebody is designing the next version of this form already."),
            ),
        ]

    def __str__(self) -> str:
        return _("%(call)s: entry form, version %(number)s") % {"call": self.call, "number": self.number}

    def get_absolute_url(self) -> str:
        return reverse("reviews:form_design", args=[self.call_id])

    @property
    def questions(self) -> tuple[FormField, ...]:
        """The questions in order."""
        return read_fields(self.fields)
