"""A stated figure in a column."""

import json
from typing import Any

from django.db import models

from office.fields import QuantityFormField, refusal
from office.quantity import Quantity, QuantityError, parse_quantity


class QuantityField(models.TextField):
    """Keeps a Quantity as JSON text, the same on SQLite and PostgreSQL; NULL is "no figure stated".

    A text assigned in code is read as office staff write it (200余名). `unit`, `units` and `percent_kind` go to the
    form field. The column cannot be summed or sorted as a number: a computed figure belongs in a number column.
    """

    def __init__(
        self, *args: Any, unit: str = "", units: tuple[str, ...] = (), percent_kind: str = "", **options: Any
    ) -> None:
        self.unit, self.units, self.percent_kind = unit, tuple(units), percent_kind
        super().__init__(*args, **options)

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        name, path, positional, options = super().deconstruct()
        for option in ("unit", "units", "percent_kind"):
            if chosen := getattr(self, option):
                options[option] = chosen
        return name, path, positional, options

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Quantity | None:
        return read_stored(value) if value else None

    def to_python(self, value: Any) -> Quantity | None:
        """Accept a Quantity, its JSON text (fixtures) or a figure in words; ValidationError otherwise."""
        if value is None or value == "" or isinstance(value, Quantity):
            return value or None
        try:
            text = str(value)
            if text.lstrip().startswith("{"):
                return read_stored(text)
            return parse_quantity(text, unit=self.unit, percent_kind=self.percent_kind)
        except QuantityError as error:
            raise refusal(error) from error

    def get_prep_value(self, value: Any) -> str | None:
        """Write with sorted keys, so that equal figures are equal texts."""
        if hasattr(value, "resolve_expression"):
            return super().get_prep_value(value)
        quantity = self.to_python(value)
        return None if quantity is None else write_stored(quantity)

    def value_to_string(self, obj: models.Model) -> str:
        quantity = self.value_from_object(obj)
        return "" if quantity is None else self.get_prep_value(quantity) or ""

    def formfield(self, **options: Any) -> Any:
        """Offer one line, not a text area."""
        chosen = {
            "form_class": QuantityFormField,
            "unit": self.unit,
            "units": self.units,
            "percent_kind": self.percent_kind,
        }
        return models.Field.formfield(self, **{**chosen, **options})


def write_stored(quantity: Quantity) -> str:
    """Return the JSON text of a figure, keys sorted."""
    return json.dumps(quantity.to_data(), ensure_ascii=False, sort_keys=True)


def read_stored(text: str) -> Quantity:
    """Read the JSON text of a figure; raises QuantityError("data") when it is none."""
    try:
        return Quantity.from_data(json.loads(text))
    except json.JSONDecodeError as error:
        raise QuantityError("data", text[:200]) from error
