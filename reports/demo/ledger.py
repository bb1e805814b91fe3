"""Add records that are not there yet, many at once, found again by their natural key."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from django.db import models

from association.models import Body, Organization, Person, Region
from office.actor import Actor
from office.models import NumberSeries

Key = tuple[Any, ...]
Row = dict[str, Any]


class Ledger:
    """Counts what a load adds, and knows the records that later chapters refer to.

    Rows go in by bulk inserts: the constraints of the database hold for them, and a test runs each one's own
    validation. A row that is there is left as it is, whatever staff have made of it since.
    """

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.added: Counter[str] = Counter()

    def ensure(
        self, model: type[models.Model], rows: Iterable[Row], *, key: Sequence[str], within: Row | None = None
    ) -> dict[Any, Any]:
        """Return the records of ``rows`` by natural key, after adding those that are missing.

        ``key`` names the fields that tell the rows apart, ``within`` the fields that all of them share. A key of one
        field is that field's value, a longer one a tuple; a record in it stands as its id.
        """
        shared = within or {}
        wanted = {row_key(row, key): row for row in rows}
        found = model._base_manager.filter(**shared, **{f"{key[0]}__in": [row[key[0]] for row in wanted.values()]})
        known = {record_key(record, key): record for record in found}
        missing = [build(model, {**shared, **row}) for name, row in wanted.items() if name not in known]
        if missing:
            model._base_manager.bulk_create(missing, batch_size=400)
            self.added[model._meta.label] += len(missing)
        known.update((record_key(record, key), record) for record in missing)
        return {name: known[name] for name in wanted}

    def ensure_one(self, model: type[models.Model], row: Row, *, key: Sequence[str]) -> Any:
        """Return one record by natural key, after adding it if it is missing."""
        return next(iter(self.ensure(model, [row], key=key).values()))

    def keep_series(self, code: str, *, year: int, last: int) -> None:
        """Move a number series behind the numbers that the load has given."""
        series, _ = NumberSeries.objects.get_or_create(code=code, year=year)
        if series.last < last:
            series.last = last
            series.save(update_fields=["last"])

    @cached_property
    def regions(self) -> dict[str, Region]:
        """Regions by name."""
        return {region.name: region for region in Region.objects.all()}

    @cached_property
    def organizations(self) -> dict[str, Organization]:
        """Open organizations by name."""
        return {unit.name: unit for unit in Organization.objects.filter(closed_on__isnull=True)}

    @cached_property
    def persons(self) -> dict[str, Person]:
        """Persons by name; the source names no two alike."""
        return {person.name: person for person in Person.objects.order_by("-id")}

    @cached_property
    def bodies(self) -> dict[str, Body]:
        """Bodies by code."""
        return {body.code: body for body in Body.objects.all()}


def build(model: type[models.Model], values: Row) -> models.Model:
    """Return an unsaved record with what follows from its fields filled in."""
    record = model(**values)
    derive = getattr(record, "derive", None)
    if derive:
        derive()
    return record


def record_key(record: models.Model, key: Sequence[str]) -> Any:
    """Return the natural key of a stored record."""
    values = tuple(getattr(record, str(record._meta.get_field(name).attname)) for name in key)  # type: ignore[union-attr]
    return values if len(values) > 1 else values[0]


def row_key(row: Row, key: Sequence[str]) -> Any:
    """Return the natural key of a row to be stored."""
    values = tuple(value.pk if isinstance(value, models.Model) else value for value in (row.get(name) for name in key))
    return values if len(values) > 1 else values[0]
