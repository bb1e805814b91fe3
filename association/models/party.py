"""A party of something: a recorded organization or body, or a bare name where no record exists."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from association.models.body import Body
from association.models.organization import Organization

ONE_PARTY = (
    Q(organization__isnull=False, body__isnull=True, name="")
    | Q(organization__isnull=True, body__isnull=False, name="")
    | (Q(organization__isnull=True, body__isnull=True) & ~Q(name=""))
)


class Party(models.Model):
    """Exactly one of organization, body and name."""

    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Organization")
    )
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Body"))
    name = models.CharField(_("Name only"), max_length=120, blank=True, help_text=_("Only where neither is on record."))
    order = models.PositiveSmallIntegerField(_("Order"), default=0)

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        abstract = True
        ordering = ["order", "id"]

    if TYPE_CHECKING:
        organization_id: int | None
        body_id: int | None

    @property
    def party_name(self) -> str:
        """The name to print."""
        scope = self.organization or self.body
        return scope.name if scope else self.name
