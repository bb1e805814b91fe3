"""Names by which look-alike records are found: plain and shortened forms, each an indexed column."""

from typing import TYPE_CHECKING

from django.db import models

from association.methods.matching import name_keys

NAME_FORMS = ("name_plain", "name_core", "name_sound", "name_head", "name_tail")


def form_indexes(table: str, *columns: str) -> list[models.Index]:
    """Return an index for each column under which likes are looked up; plain ones, no second one for LIKE."""
    return [models.Index(fields=[column], name=f"{table}_{column}") for column in columns]


class NameMatched(models.Model):
    """A record with a name of an organization; ``fill_name_keys`` belongs into its ``derive``."""

    name_plain = models.CharField(max_length=120, blank=True, editable=False)
    name_core = models.CharField(max_length=120, blank=True, editable=False)
    name_sound = models.CharField(max_length=200, blank=True, editable=False)
    name_head = models.CharField(max_length=8, blank=True, editable=False)
    name_tail = models.CharField(max_length=8, blank=True, editable=False)

    # What only follows from other fields: the audit trail leaves it out.
    derived_fields: tuple[str, ...] = (*NAME_FORMS, "short_plain")

    if TYPE_CHECKING:
        name: models.CharField[str, str]

    class Meta:
        abstract = True

    def fill_name_keys(self) -> None:
        """Fill the forms of the name (association/methods/matching.py)."""
        keys = name_keys(self.name)
        self.name_plain, self.name_core, self.name_sound = keys.plain, keys.core, keys.sound
        self.name_head, self.name_tail = keys.head, keys.tail
