"""An honor scheme (评选项目): an honor that a body gives again and again."""

from typing import Any, ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from office.actor import Actor
from office.models import Record, ScopedQuerySet


class HonorSchemeQuerySet(ScopedQuerySet):
    """Schemes by who may see them."""

    def visible_to(self, actor: Actor) -> Self:
        """Schools may know which honors exist."""
        return self if actor.reads_all or actor.is_school else self.none()


class HonorScheme(Record):
    """What is honored, by which body and on what basis."""

    body = models.ForeignKey("association.Body", models.PROTECT, related_name="honor_schemes", verbose_name=_("Body"))
    code = models.SlugField(_("Code"), max_length=60, unique=True)
    name = models.CharField(_("Name"), max_length=200)
    basis = models.TextField(_("Basis"), blank=True, help_text=_("The document that allows or commissions it."))

    objects: ClassVar[Any] = HonorSchemeQuerySet.as_manager()

    class Meta:
        verbose_name = _("Honor scheme")
        verbose_name_plural = _("Honor schemes")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "name"],
                name="honor_scheme_name_once",
                violation_error_message=_("The body has a scheme with this name already."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("competitions:scheme_detail", args=[self.pk])
