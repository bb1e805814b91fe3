"""Say which rows a choice of a form offers."""

from typing import Any

from django import forms
from django.db.models import QuerySet


def offer(form: forms.BaseForm, name: str, rows: QuerySet[Any]) -> None:
    """Let the choice ``name`` offer these rows only; raises ``TypeError`` where the field chooses no rows."""
    field = form.fields[name]
    if not isinstance(field, forms.ModelChoiceField):
        raise TypeError(f"{type(form).__name__}.{name} chooses no rows")
    field.queryset = rows
