"""Stated counts: a number as a source gives it, with its qualifier, never recomputed."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from association.enums import CountKind
from association.models.activity import Activity
from association.models.publication import Publication
from association.models.scope import exactly_one, fits_choices
from association.models.visit import Visit
from office.models.quantity import QuantityField

OWNERS = ("activity", "visit", "publication")


class StatedCount(models.Model):
    """How many of what took part, as stated (200余名选手), and who says so."""

    activity = models.ForeignKey(Activity, models.CASCADE, null=True, blank=True, related_name="counts")
    visit = models.ForeignKey(Visit, models.CASCADE, null=True, blank=True, related_name="counts")
    publication = models.ForeignKey(Publication, models.CASCADE, null=True, blank=True, related_name="counts")
    kind = models.CharField(_("Counts"), max_length=14, choices=CountKind.choices)
    quantity: Any = QuantityField(_("Quantity"), help_text=_("As the source writes it, such as 200余名 or 30多所."))
    noun = models.CharField(_("Counted noun"), max_length=40, blank=True, help_text=_("Such as 选手 or 中高职院校."))
    source = models.CharField(_("Source"), max_length=200)
    note = models.CharField(
        _("Scope words"), max_length=100, blank=True, help_text=_("Such as 据不完全统计; printed with the number.")
    )

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        verbose_name = _("Stated count")
        verbose_name_plural = _("Stated counts")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=exactly_one(*OWNERS),
                name="stated_count_one_owner",
                violation_error_message=_("A count belongs to exactly one record."),
            ),
            models.CheckConstraint(condition=fits_choices("kind", CountKind), name="stated_count_words"),
            *(
                models.UniqueConstraint(
                    fields=[owner, "kind", "noun"],
                    condition=Q(**{f"{owner}__isnull": False}),
                    name=f"stated_count_once_{owner}",
                    violation_error_message=_("This is already counted here: change that row instead."),
                )
                for owner in OWNERS
            ),
        ]

    def __str__(self) -> str:
        quantity: Any = self.quantity
        return str(quantity.with_noun(self.noun))

    @property
    def owner(self) -> Activity | Visit | Publication:
        """The record that the count belongs to."""
        owner = self.activity or self.visit or self.publication
        assert owner is not None, "the database allows no count without its owner"
        return owner

    def get_absolute_url(self) -> str:
        return self.owner.get_absolute_url()
