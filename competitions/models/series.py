"""A series: the contest that comes back with every edition."""

from typing import Any, ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from office.actor import Actor
from office.models import Record, ScopedQuerySet


class ContestSeriesQuerySet(ScopedQuerySet):
    """Series by who may see them."""

    def visible_to(self, actor: Actor) -> Self:
        """Schools may know which contests exist."""
        return self if actor.reads_all or actor.is_school else self.none()

    def with_counts(self) -> Self:
        """Add ``contest_count``: the editions on record."""
        return self.annotate(contest_count=models.Count("contests"))


class ContestSeries(Record):
    """What the editions of one contest have in common; it makes 第一届 and 第二届 comparable."""

    code = models.SlugField(_("Code"), max_length=60, unique=True)
    name = models.CharField(_("Name"), max_length=200, unique=True)

    objects: ClassVar[Any] = ContestSeriesQuerySet.as_manager()

    class Meta:
        verbose_name = _("Contest series")
        verbose_name_plural = _("Contest series")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("competitions:series_detail", args=[self.pk])
