"""Pick a record by its name: a text field with suggestions, for tables too long for a drop-down.

The user types or picks 安徽水利水电职业技术学院; without JavaScript the typed name alone finds the record. Two records
of one name are told apart by the number after the name: 李雪（#12）.
"""

import re
from typing import Any

from django import forms
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

NUMBERED = re.compile(r"^(?P<name>.*?)\s*[（(]#(?P<pk>\d+)[）)]$")


class PickWidget(forms.TextInput):
    """A text input whose suggestions come from ``options_url`` by htmx."""

    template_name = "office/forms/picker.html"

    def __init__(self, *, options_url: str = "", attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.options_url = options_url

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["options_url"] = self.options_url
        return context


class TypedText(str):
    """What the user typed into a pick field."""

    __slots__ = ()


class PickField(forms.Field):
    """A form field that turns a name into a record of a queryset.

    ``names`` are the fields searched for the exact text; ``options_url`` the address that answers suggestions.
    """

    widget = PickWidget
    default_error_messages = {
        "unknown": gettext_lazy("There is no “%(name)s” here. Check the name or pick one from the suggestions."),
        "several": gettext_lazy("“%(name)s” stands for several records: %(choices)s. Pick one of them."),
    }

    def __init__(
        self, *, queryset: QuerySet[Any], names: tuple[str, ...] = ("name",), options_url: Any = "", **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.queryset = queryset
        self.names = names
        self.widget.options_url = options_url

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Show again what was typed as it was typed: 2020 is a text here, not the key of a record."""
        return TypedText(data) if data else data

    def prepare_value(self, value: Any) -> Any:
        """Show the record's name for a stored key."""
        if isinstance(value, TypedText):
            return str(value)
        if isinstance(value, Model):
            return numbered(value)
        if isinstance(value, int) or (isinstance(value, str) and value.isdecimal() and len(value) < 12):
            found = self.queryset.filter(pk=value).first()
            return numbered(found) if found else value
        return value

    def to_python(self, value: Any) -> Any:
        """Return the record that the text names; raises ``ValidationError`` in the user's words."""
        if value in self.empty_values:
            return None
        if isinstance(value, Model):
            return value
        text = str(value).replace("\0", "").strip()
        match = NUMBERED.match(text)
        if match:
            # The name must still fit its number: who changes only the name means another record.
            numbered_rows = self.queryset.filter(pk=int(match["pk"]))[:1]
            found = [item for item in numbered_rows if match["name"].strip() in {"", str(item)}]
        else:
            condition = Q()
            for name in self.names:
                condition |= Q(**{name: text})
            found = list(self.queryset.filter(condition).distinct()[:5])
        if len(found) == 1:
            return found[0]
        if found:
            choices = _(", ").join(numbered(item) for item in found)
            raise forms.ValidationError(self.error_messages["several"], "several", {"name": text, "choices": choices})
        raise forms.ValidationError(self.error_messages["unknown"], "unknown", {"name": text})

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare the shown texts."""
        return str(self.prepare_value(initial) or "") != str(data or "")


def numbered(record: Model) -> str:
    """Return a record's text with its number: unmistakable, and read back by ``PickField``."""
    return f"{record}（#{record.pk}）"
