"""The records that a row of a sheet makes or changes, checked without asking the database for each of them.

A model's own rules stay the only ones: its fields, its ``clean`` and its constraints. What ``full_clean`` would ask
with one query a constraint and record is answered here for the whole sheet: CHECK conditions by reading the values
(``holds``), uniqueness by one look at the stored rows of each constraint (``find_clashes``).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.constants import LOOKUP_SEP
from django.utils.translation import gettext as _

from office.domain.audit import Act, mask_value
from office.domain.transition import field_attname

PLAIN = (str, int, float, Decimal, date, list, tuple, set, frozenset, type(None))
ASKED = 500  # values of one IN list


class Unreadable(Exception):
    """A condition that only the database can judge; ``satisfied`` asks it."""


@dataclass(frozen=True)
class Unsaved:
    """A related record that is not stored yet: it is like itself only."""

    identity: int


@dataclass
class Piece:
    """One record of a row: new, or with ``changes`` and the values ``before`` them.

    ``changes`` holds what follows from others too (a sort key), ``named`` the fields that the row speaks of, which its
    audit row tells. ``diff`` is what the page shows; ``acts`` are further acts on a new record, written
    to its audit trail after its creation.
    """

    obj: Any
    is_new: bool = True
    changes: dict[str, Any] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)
    named: tuple[str, ...] = ()
    diff: list[tuple[str, str, str]] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)

    @property
    def model(self) -> type[models.Model]:
        """The record's model."""
        return type(self.obj)


def change_piece(obj: Any, changes: Mapping[str, Any], *, labels: Mapping[str, Any] | None = None) -> Piece | None:
    """Return the piece that gives a stored record new values; None when it has them already."""
    fields = {item.name: item for item in obj._meta.concrete_fields}
    before = {name: getattr(obj, item.attname) for name, item in fields.items()}
    named, shown = [], {}
    for name, value in changes.items():
        if before[name] != (value.pk if isinstance(value, models.Model) else value):
            named.append(name)
            shown[name] = show_field(obj, name)
            setattr(obj, name, value)
    if not named:
        return None
    derive = getattr(obj, "derive", None)
    if derive:
        derive()
    piece = Piece(obj, is_new=False, named=tuple(named))
    for name, item in fields.items():
        if before[name] != getattr(obj, item.attname):
            piece.changes[name], piece.before[name] = getattr(obj, item.attname), before[name]
    for name in named:
        label = (labels or {}).get(name) or fields[name].verbose_name
        piece.diff.append((str(label), masked(name, shown[name]), masked(name, show_field(obj, name))))
    return piece


def masked(name: str, text: str) -> str:
    """Return what a page may show of a field's value."""
    return str(mask_value(name, text))


def show_field(obj: Any, name: str) -> str:
    """Return a field's value in the reader's words."""
    display = getattr(obj, f"get_{name}_display", None)
    value = display() if display else getattr(obj, name)
    return "" if value is None else str(value)


def check_piece(piece: Piece) -> None:
    """Validate a record but for uniqueness; raises ``ValidationError`` with field messages."""
    obj = piece.obj
    if piece.is_new:
        derive = getattr(obj, "derive", None)
        if derive:
            derive()
    missing = {}
    relations = {item.name for item in obj._meta.concrete_fields if item.is_relation}
    for item in obj._meta.concrete_fields:
        if item.is_relation and not item.null and getattr(obj, item.attname) is None and not item.is_cached(obj):
            missing[item.name] = item.error_messages["null"]
    if missing:
        raise ValidationError(missing)
    names = {item.name for item in obj._meta.concrete_fields}
    wanted = names - relations if piece.is_new else set(piece.changes) - relations
    obj.clean_fields(exclude=names - wanted)
    obj.clean()
    problems = [
        constraint.get_violation_error_message()
        for constraint in obj._meta.constraints
        if isinstance(constraint, models.CheckConstraint) and not satisfied(constraint, obj)
    ]
    if problems:
        raise ValidationError(problems)


def satisfied(constraint: models.CheckConstraint, obj: models.Model) -> bool:
    """Tell whether a record fits a CHECK; a condition too rare for ``holds`` is asked of the database."""
    try:
        return holds(constraint.condition, obj) is not False
    except Unreadable:
        try:
            constraint.validate(type(obj), obj)
        except ValidationError:
            return False
        return True


def holds(condition: Any, obj: models.Model) -> bool | None:
    """Return whether a condition holds for a record: True, False, or None for unknown, as SQL counts with NULL."""
    if not isinstance(condition, Q):
        raise Unreadable
    children: list[Any] = list(condition.children)
    found = [holds(child, obj) if isinstance(child, Q) else compare(obj, child[0], child[1]) for child in children]
    if condition.connector == Q.AND:
        answer: bool | None = False if False in found else (None if None in found else True)
    elif condition.connector == Q.OR:
        answer = True if True in found else (None if None in found else False)
    else:
        raise Unreadable
    return answer if not condition.negated or answer is None else not answer


def compare(obj: models.Model, path: str, wanted: Any) -> bool | None:
    """Return one comparison of a condition (``start_on__year=F("year")``)."""
    name, *lookups = path.split(LOOKUP_SEP)
    value = field_value(obj, name)
    if isinstance(wanted, F):
        reference: Any = wanted
        wanted = field_value(obj, reference.name)
    elif not isinstance(wanted, PLAIN):
        raise Unreadable
    if lookups == ["isnull"]:
        return (value is None) == wanted
    if lookups[:1] == ["year"]:
        value, lookups = (value.year if value is not None else None), lookups[1:]
    if value is None or wanted is None:
        return None
    return compare_plain(value, lookups[0] if lookups else "exact", wanted)


def compare_plain(value: Any, lookup: str, wanted: Any) -> bool:
    """Return a comparison of two known values."""
    if lookup == "exact":
        return bool(value == wanted)
    if lookup == "in":
        return value in {str(item) if isinstance(item, models.Choices) else item for item in wanted}
    if lookup == "regex":
        return re.search(wanted, str(value)) is not None
    if lookup in {"gt", "gte", "lt", "lte"}:
        order = {"gt": value > wanted, "gte": value >= wanted, "lt": value < wanted, "lte": value <= wanted}
        return bool(order[lookup])
    raise Unreadable


def field_value(obj: Any, name: str) -> Any:
    """Return the plain value of a field; a related record that is not stored yet counts as itself."""
    item = obj._meta.pk if name == "pk" else obj._meta.get_field(name)
    value = getattr(obj, item.attname)
    if value is None and item.is_relation and item.is_cached(obj) and getattr(obj, item.name) is not None:
        return Unsaved(id(getattr(obj, item.name)))
    return value


# ---------------------------------------------------------------- uniqueness


@dataclass(frozen=True)
class Uniqueness:
    """One rule that a model's rows are unique in some fields, where a condition holds."""

    names: tuple[str, ...]
    condition: Q | None
    message: str


def uniqueness_of(model: type[models.Model]) -> list[Uniqueness]:
    """Return the uniqueness rules of a model: unique fields and constraints."""
    found = []
    for item in model._meta.concrete_fields:
        if item.unique and not (item.primary_key and not item.is_relation):
            message = _("Another record has the same %(field)s.") % {"field": item.verbose_name}
            found.append(Uniqueness((item.name,), None, message))
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and constraint.fields:
            message = str(constraint.get_violation_error_message())
            found.append(Uniqueness(tuple(constraint.fields), constraint.condition, message))
    return found


def find_clashes(owned: Iterable[tuple[Any, Piece]]) -> dict[Any, str]:
    """Return for each owner (a row) whose pieces are not unique the sentence that says so; the first row keeps its own.

    Compares with the stored rows and among the pieces themselves; one or few queries for a rule, however many rows.
    """
    by_model: dict[type[models.Model], list[tuple[Any, Piece]]] = defaultdict(list)
    for owner, piece in owned:
        by_model[piece.model].append((owner, piece))
    clashes: dict[Any, str] = {}
    for model, pairs in by_model.items():
        for rule in uniqueness_of(model):
            find_clashes_of_rule(model, rule, pairs, clashes)
    return clashes


def find_clashes_of_rule(
    model: type[models.Model], rule: Uniqueness, pairs: list[tuple[Any, Piece]], clashes: dict[Any, str]
) -> None:
    """Add the clashes of one rule."""
    keyed: dict[tuple[Any, ...], list[tuple[Any, Piece]]] = defaultdict(list)
    for owner, piece in pairs:
        if not piece.is_new and not set(rule.names) & set(piece.changes):
            continue
        if rule.condition is not None and holds(rule.condition, piece.obj) is not True:
            continue
        key = tuple(field_value(piece.obj, name) for name in rule.names)
        if None not in key:
            keyed[key].append((owner, piece))
    taken = stored_keys(model, rule, keyed)
    for key, sharers in keyed.items():
        holder = taken.get(key)
        for position, (owner, piece) in enumerate(sharers):
            mine = not piece.is_new and holder == piece.obj.pk
            if (holder is not None and not mine) or position:
                clashes.setdefault(owner, rule.message)


def stored_keys(
    model: type[models.Model], rule: Uniqueness, keyed: Mapping[tuple[Any, ...], Any]
) -> dict[tuple[Any, ...], Any]:
    """Return which of the keys are stored already, and under which primary key."""
    asked = [key for key in keyed if not any(isinstance(part, Unsaved) for part in key)]
    if not asked:
        return {}
    attnames = [field_attname(model, name) for name in rule.names]
    widest = max(range(len(attnames)), key=lambda position: len({key[position] for key in asked}))
    rows = model._base_manager.filter(rule.condition) if rule.condition is not None else model._base_manager.all()
    wanted = sorted({key[widest] for key in asked}, key=str)
    found: dict[tuple[Any, ...], Any] = {}
    for start in range(0, len(wanted), ASKED):
        part = rows.filter(**{f"{attnames[widest]}__in": wanted[start : start + ASKED]})
        for pk, *key in part.values_list("pk", *attnames):
            found[tuple(key)] = pk
    return found
