"""The one declaration of a list: it drives the screen, the filter, the count and the exported sheet.

A ``Listing`` names its columns and filters once; the page and the xlsx file read the same declaration, so they cannot
disagree. Rows come from ``visible_to(actor)``, filters from a django-filter class.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import BadRequest, FieldDoesNotExist
from django.db.models import F, Model, QuerySet
from django.db.models.expressions import OrderBy
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from office.actor import Actor

PAGE_SIZE = 50
# Above this a count costs more than it tells; the page then says "10000+".
COUNT_CAP = 10_000


@dataclass(frozen=True)
class Column:
    """One column: where its value comes from and how it is shown.

    ``value`` is an attribute path with dots or a function of the row; ``kind`` is text, number, date, state or link;
    ``sort`` the order_by name, "" when the column cannot be sorted; ``chosen`` whether it shows without being asked.
    """

    name: str
    label: Any
    value: str | Callable[[Any], Any] = ""
    kind: str = "text"
    sort: str = ""
    chosen: bool = True

    def read(self, row: Any) -> Any:
        """Return the value of this column in a row as plain data (text, number, date, None)."""
        if callable(self.value):
            return self.value(row)
        found = row
        for part in (self.value or self.name).split("."):
            found = getattr(found, part, None)
            if found is None:
                return None
        return found() if callable(found) else found


@dataclass(frozen=True)
class Listing:
    """A noun's list: columns, filters, default order, and the queryset behind them."""

    name: str
    title: Any
    rows: Callable[[Actor], QuerySet[Any]]
    columns: tuple[Column, ...]
    order: tuple[str, ...]
    filters: type[django_filters.FilterSet] | None = None
    empty_text: Any = ""
    empty_hint: Any = ""
    tone: Callable[[Any], str] | None = field(default=None)

    def choose(self, names: Sequence[str]) -> tuple[Column, ...]:
        """Return the wanted columns in declared order; the first one always shows."""
        wanted = set(names) or {column.name for column in self.columns if column.chosen}
        wanted.add(self.columns[0].name)
        return tuple(column for column in self.columns if column.name in wanted)

    def select(self, actor: Actor, query: Any) -> "Selection":
        """Return the rows that the actor may see, filtered and sorted as the query asks.

        Raises ``BadRequest`` for a record's number that no database holds: no page of ours asks for one.
        """
        rows = self.rows(actor)
        filters = self.filters(query, queryset=rows) if self.filters else None
        if filters is not None:
            limit_choices(filters, actor)
            try:
                rows = filters.qs
            except OverflowError as error:
                raise BadRequest from error
        sort = query.get("sort", "")
        rows = rows.order_by(*(empty_last(rows.model, name) for name in self.order_by(sort)))
        return Selection(listing=self, rows=rows, filters=filters, sort=sort)

    def order_by(self, sort: str) -> tuple[str, ...]:
        """Return the order for a sort wish (``name`` or ``-name``); an unknown one falls back to the default."""
        name, descending = sort.removeprefix("-"), sort.startswith("-")
        for column in self.columns:
            if column.sort and column.name == name:
                return (f"-{column.sort}" if descending else column.sort, *self.order, "pk")
        return (*self.order, "pk")


@dataclass
class Selection:
    """A listing as one actor asked for it."""

    listing: Listing
    rows: QuerySet[Any]
    filters: django_filters.FilterSet | None
    sort: str

    def count(self) -> int:
        """Return the number of rows, at most ``COUNT_CAP`` + 1."""
        return int(self.rows.order_by()[: COUNT_CAP + 1].count())

    def told_filters(self) -> dict[str, tuple[str, str]]:
        """Return the filters in force: by name, their label and the value asked for, both in the reader's words."""
        if self.filters is None:
            return {}
        form, told = self.filters.form, {}
        for name, item in form.fields.items():
            value = self.filters.data.get(name, "")
            if value:
                choices = dict(getattr(item, "choices", []) or []) if not hasattr(item, "queryset") else {}
                shown = choices.get(value) or (show_value(form.cleaned_data.get(name)) if form.is_valid() else value)
                told[name] = (str(item.label), str(shown))
        return told

    def filters_in_words(self) -> dict[str, str]:
        """Return the filters in force as the audit trail keeps them: label and value; values under one label joined."""
        words: dict[str, list[str]] = {}
        for label, shown in self.told_filters().values():
            words.setdefault(label, []).append(shown)
        return {label: "；".join(values) for label, values in words.items()}

    def read_rows(self, columns: Sequence[Column], *, start: int = 0, stop: int | None = None) -> Iterator[list[Any]]:
        """Yield rows of plain values, in the order of the columns; reads in pieces, for exports of any length."""
        rows = self.rows[start:stop] if stop is not None else self.rows
        for row in rows.iterator(chunk_size=1000):
            yield [column.read(row) for column in columns]


def empty_last(model: type[Model], name: str) -> str | OrderBy:
    """Return an order name so that rows without a value come last, up and down, on every database.

    SQLite takes NULL for the smallest value, PostgreSQL for the greatest. Columns that are always filled keep their
    plain name: "nulls last" would keep the database from reading their index in order.
    """
    path, descending = name.removeprefix("-"), name.startswith("-")
    if not may_be_empty(model, path):
        return name
    return F(path).desc(nulls_last=True) if descending else F(path).asc(nulls_last=True)


def may_be_empty(model: type[Model], path: str) -> bool:
    """Tell whether a column, reached over relations, may hold no value; an annotation may."""
    if path == "pk":
        return False
    step, _sep, rest = path.partition("__")
    try:
        field: Any = model._meta.get_field(step)
    except FieldDoesNotExist:
        return True
    if field.null:
        return True
    return bool(rest) and (field.related_model is None or may_be_empty(field.related_model, rest))


class YesNoSelect(forms.NullBooleanSelect):
    """A filter by yes or no; left alone it keeps all rows, where Django's own would say "unknown"."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.choices = [("", _("All")), ("true", _("Yes")), ("false", _("No"))]


def limit_choices(filters: django_filters.FilterSet, actor: Actor) -> None:
    """Offer in a filter's choice only what the actor may see, and yes, no or all where a filter asks for that."""
    for item in filters.filters.values():
        if isinstance(item, django_filters.BooleanFilter):
            item.extra.setdefault("widget", YesNoSelect)
        if isinstance(item, django_filters.ModelChoiceFilter):
            choices = item.extra.get("queryset")
            if isinstance(choices, QuerySet) and hasattr(choices, "visible_to"):
                item.extra["queryset"] = choices.visible_to(actor)


def show_value(value: Any) -> str:
    """Return a value as text for a table: dates 2020-12-12, yes and no in words, nothing as ""."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    if isinstance(value, datetime):
        return localtime(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Model):
        return str(value)
    return str(value)
