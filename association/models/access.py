"""Access reviews: somebody looked through who may do what, and said so."""

from typing import Any, ClassVar, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from association.enums import GRANT_ROLES
from office.actor import Actor
from office.enums import Role
from office.models import Record, ScopedQuerySet, User


class AccessReviewQuerySet(ScopedQuerySet):
    """Reviews are read by those who make them."""

    def visible_to(self, actor: Actor) -> Self:
        """Return all reviews for those who give grants or audit them, none for anybody else."""
        return self if actor.is_system or actor.role in GRANT_ROLES | {Role.AUDITOR} else self.none()


class AccessReview(Record):
    """One look through all grants: when, by whom, what was found, and the numbers of that day."""

    done_at = models.DateTimeField(_("Reviewed"), default=timezone.now, editable=False)
    done_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False, verbose_name=_("Reviewed by"))
    finding = models.TextField(_("What was found and done"))
    numbers = models.JSONField(_("Numbers of the day"), default=dict, editable=False)

    objects: ClassVar[Any] = AccessReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("Access review")
        verbose_name_plural = _("Access reviews")
        ordering = ["-done_at", "-id"]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.done_at):%Y-%m-%d} {self.done_by}"
