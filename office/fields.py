"""The input for a figure as office staff write it: 200余名, 约100人, 1.2万."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from office.quantity import Quantity, QuantityError, parse_quantity

MESSAGES: dict[str, Any] = {
    "too_long": _("This is too long for one figure. Enter only the number, its word and its unit."),
    "no_number": _("No number found. Enter a figure such as 200余名, 约100人 or 1.2万."),
    "bad_number": _("This number cannot be read. Enter a figure such as 200余名, 约100人 or 1.2万."),
    "range": _("A range cannot be kept as one figure. Enter one number with a word such as 约, 以上 or 以内."),
    "vague": _("This names no number. Enter a number with a word such as 约, 近 or 余."),
    "date": _("This is a date, not a figure. Enter a figure such as 200余名."),
    "ordinal": _("This is an order (第几), not a figure. Enter a figure such as 200余名."),
    "several_numbers": _("More than one number found. Enter one figure here."),
    "trailing_text": _("Enter the number, its word and its unit only, for example 200余名, not 200余名选手."),
    "contradiction": _("Two words of this figure contradict each other. Keep one of them."),
    "data": _("This number cannot be read. Enter a figure such as 200余名, 约100人 or 1.2万."),
}


def refusal(error: QuantityError) -> ValidationError:
    """Word a QuantityError for the person who typed; the code stays the error's code."""
    return ValidationError(MESSAGES.get(error.code, MESSAGES["bad_number"]), code=error.code)


class QuantityFormField(forms.CharField):
    """One figure with its qualifier, typed as words; cleans to a Quantity, or None when empty.

    `unit` is added when none is typed; `units` are the units that count here (人 and 人次 are not the same);
    `percent_kind` says which of the four percents is asked.
    """

    default_error_messages = {
        "unit": _("The unit must be %(units)s."),
    }

    def __init__(self, *, unit: str = "", units: tuple[str, ...] = (), percent_kind: str = "", **options: Any) -> None:
        self.unit, self.units, self.percent_kind = unit, tuple(units), percent_kind
        options.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off", "placeholder": "200余名"}))
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, Quantity):
            return value
        typed = super().to_python(value)
        if not typed:
            return None
        try:
            quantity = parse_quantity(typed, unit=self.unit, percent_kind=self.percent_kind).plain()
        except QuantityError as error:
            raise refusal(error) from error
        if self.units and quantity.unit not in self.units:
            raise ValidationError(self.error_messages["unit"], code="unit", params={"units": " / ".join(self.units)})
        return quantity

    def run_validators(self, value: Any) -> None:
        """Length validators look at text; a Quantity has passed the parser already."""

    def prepare_value(self, value: Any) -> Any:
        """Show a stored figure whole, also what the sentence around it had said."""
        return value.full_text() if isinstance(value, Quantity) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare figures, not spellings: ２００人 typed over 200人 is no change."""
        if not isinstance(initial, Quantity):
            return super().has_changed(initial, data)
        return str(data or "").strip() not in {initial.text(), initial.full_text(), initial.plain().full_text()}
