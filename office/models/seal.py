"""Seals over the audit trail: a chain in a sequence of its own, so that rows may be sealed in any order."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Seal(models.Model):
    """One link of the chain: it covers every row that had no seal when it was made.

    ``head`` is made with the office's key from this link's numbers, from ``rows_digest`` (over the digests of the
    covered rows) and from the head before; so nobody changes, removes or puts in a link alone. ``layout`` says which
    columns went into the digests (``queries/seal.py``). ``total`` counts every row sealed up to here. Triggers refuse
    change and removal.
    """

    number = models.PositiveBigIntegerField(_("Seal"), primary_key=True)
    made_at = models.DateTimeField(_("When"), default=timezone.now, editable=False)
    layout = models.PositiveSmallIntegerField()
    count = models.PositiveIntegerField(_("Entries"))
    total = models.PositiveBigIntegerField()
    rows_digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, blank=True)
    head = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("Seal")
        verbose_name_plural = _("Seals")
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(condition=models.Q(number__gte=1), name="seal_from_one"),
            models.CheckConstraint(condition=models.Q(count__gte=1), name="seal_covers_something"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.head[:16]}"


class SealedEntry(models.Model):
    """What a seal knows of one row: its digest, and enough to name the row should it be removed.

    ``entry`` is a number, not a foreign key: the memory of a row must outlive it.
    """

    entry = models.BigIntegerField(primary_key=True)
    seal = models.ForeignKey(Seal, models.PROTECT, related_name="entries")
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    action = models.CharField(max_length=60)
    object_text = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("Sealed entry")
        verbose_name_plural = _("Sealed entries")
        ordering = ["entry"]

    def __str__(self) -> str:
        return f"{self.entry} {self.digest[:16]}"
