"""An endorsement: what a school says and seals before one of its entries goes out."""

from typing import Any, ClassVar, Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from office.actor import Actor
from office.models import Record, ScopedQuerySet
from reviews.models.panel import without_own_panels
from reviews.models.submission import Submission


class EndorsementQuerySet(ScopedQuerySet):
    """Endorsements, seen with their submission."""

    def visible_to(self, actor: Actor) -> Self:
        """Return the endorsements of the submissions that the actor may see."""
        if actor.reads_all:
            return without_own_panels(self, actor, "submission__call")
        return self.filter(submission__in=Submission.objects.visible_to(actor))


class Endorsement(Record):
    """Begun when somebody hands an entry to the school; complete with opinion and sealed scan.

    ``rank`` is the place among the school's entries in the call (1 is the best). An entry that goes back to a draft
    loses opinion and scan, because the seal stands under what was written then; its rank stays.
    """

    submission = models.OneToOneField(
        Submission, models.CASCADE, related_name="endorsement", verbose_name=_("Submission")
    )
    rank = models.PositiveSmallIntegerField(
        _("Rank in the school"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    offered_by = models.ForeignKey(
        "office.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Handed over by")
    )
    offered_at = models.DateTimeField(_("Handed over"), null=True, blank=True)
    opinion = models.TextField(_("Opinion of the school"), blank=True)
    scan = models.ForeignKey(
        "office.Attachment", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Sealed scan")
    )
    endorsed_by = models.ForeignKey(
        "office.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Endorsed by")
    )
    endorsed_at = models.DateTimeField(_("Endorsed"), null=True, blank=True)

    objects: ClassVar[Any] = EndorsementQuerySet.as_manager()

    class Meta:
        verbose_name = _("Endorsement")
        verbose_name_plural = _("Endorsements")
        ordering = ["rank", "submission_id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(rank__isnull=True) | Q(rank__gte=1),
                name="endorsement_rank_from_one",
                violation_error_message=_("Ranks begin with 1."),
            ),
            models.CheckConstraint(
                condition=Q(endorsed_at__isnull=True) | (~Q(opinion="") & Q(scan__isnull=False)),
                name="endorsement_has_opinion_and_scan",
                violation_error_message=_("An endorsement has an opinion and the sealed scan."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.submission)

    def get_absolute_url(self) -> str:
        return self.submission.get_absolute_url()

    @property
    def is_complete(self) -> bool:
        """True once the school has endorsed the entry as it stands."""
        return self.endorsed_at is not None
