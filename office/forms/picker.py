"""Pick a record by its name: a text field with suggestions, for tables too long for a drop-down.

The user types or picks 安徽水利水电职业技术学院; without JavaScript the typed name alone finds the record. Only where
two records bear one name the number behind it tells them apart: 李雪（#12）.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

NUMBERED = re.compile(r"^(?P<name>.*?)\s*[（(]#(?P<pk>[0-9]{1,18})[）)]$")


class PickWidget(forms.TextInput):
    """A text input whose suggestions come from ``options_url`` by htmx."""

    template_name = "office/forms/picker.html"

    def __init__(self, *, options_url: Any = "", attrs: dict[str, Any] | None = None) -> None:
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
        if self.disabled:
            return initial
        return TypedText(data) if data else data

    def prepare_value(self, value: Any) -> Any:
        """Show the record's name for a stored key."""
        if isinstance(value, TypedText):
            return str(value)
        if isinstance(value, int) or (isinstance(value, str) and value.isdecimal() and len(value) < 12):
            value = self.queryset.filter(pk=value).first() or value
        if isinstance(value, Model):
            return clear_names([value], self.queryset, self.names)[0]
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


def clear_names(records: Iterable[Any], queryset: QuerySet[Any], names: Sequence[str]) -> list[str]:
    """Return each record's text, with its number only where the text does not lead to this record alone; one query.

    ``queryset`` and ``names`` are where and by what ``PickField`` will search the text.
    """
    texts = {record.pk: str(record) for record in records}
    condition = Q()
    for name in names:
        condition |= Q(**{f"{name}__in": set(texts.values())})
    bearers: dict[str, set[Any]] = {}
    for pk, *values in queryset.order_by().filter(condition).values_list("pk", *names) if names and texts else ():
        for value in values:
            bearers.setdefault(value, set()).add(pk)
    return [text if bearers.get(text) == {pk} else f"{text}（#{pk}）" for pk, text in texts.items()]


def numbered(record: Model) -> str:
    """Return a record's text with its number: unmistakable, and read back by ``PickField``."""
    return f"{record}（#{record.pk}）"
