"""Take an import back: what it made goes, what it changed becomes what it was, to the last column.

Only while nothing rests on it: a record that was edited since, or that another one refers to, refuses the whole, and
the rows are named. Numbers that were taken are not given again.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models.deletion import ProtectedError, RestrictedError
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.audit import Act, record_acts
from office.domain.import_kind import find_importer
from office.domain.import_write import stamp_of
from office.domain.record import stored_fields
from office.models import ImportBatch
from office.workflow import Refusal, list_words, refuse_unless

SLICE = 500
NAMED = 8


class LaterEdits(Refusal):
    """Somebody worked with the imported records since."""


@dataclass
class Effect:
    """One written record with the line that wrote it."""

    line: int
    data: dict[str, Any]
    obj: Any = None


def undo_effects(
    batch: ImportBatch, *, actor: Actor, reason: str, tell: Callable[[float], None] = lambda _done: None
) -> None:
    """Take back what the rows of an import wrote; call it in a transaction. Raises ``LaterEdits``."""
    by_model = load_effects(batch)
    tell(0.3)
    importer = find_importer(batch.kind)
    touched = {model: [item.obj for item in effects if item.obj is not None] for model, effects in by_model.items()}
    finish = importer.undoing(touched, actor=actor) if importer else None
    refuse_later_edits(by_model)
    tell(0.5)
    for model, effects in reversed(by_model.items()):
        restored = [restore(model, effect) for effect in reversed(effects) if not effect.data["new"]]
        made = [effect for effect in effects if effect.data["new"]]
        removed = [Act(effect.obj, "remove", stored_fields(effect.obj)) for effect in made]
        record_acts([*restored, *removed], actor=actor, batch=batch.key, reason=reason)
        remove_all(model, [effect.data["pk"] for effect in made])
    if finish:
        finish()


def load_effects(batch: ImportBatch) -> dict[type[models.Model], list[Effect]]:
    """Return the effects with their records as they stand now, by model in the order of writing."""
    by_model: dict[type[models.Model], list[Effect]] = {}
    for line, effects in batch.rows.exclude(effects=[]).order_by("line").values_list("line", "effects"):
        for data in effects:
            by_model.setdefault(apps.get_model(data["model"]), []).append(Effect(line, data))
    for model, found in by_model.items():
        stored: dict[Any, Any] = {}
        relations = [item.name for item in model._meta.concrete_fields if item.is_relation]
        for part in slices([effect.data["pk"] for effect in found]):
            stored |= model._base_manager.select_related(*relations).in_bulk(part)
        for effect in found:
            effect.obj = stored.get(effect.data["pk"])
    return by_model


def slices(values: list[Any]) -> Iterable[list[Any]]:
    """Yield the values in lists that an IN can hold."""
    for start in range(0, len(values), SLICE):
        yield values[start : start + SLICE]


def refuse_later_edits(by_model: dict[type[models.Model], list[Effect]]) -> None:
    """Refuse when a written record was edited, removed, or is referred to by what the import did not write."""
    lines: set[int] = set()
    for model, effects in by_model.items():
        for effect in effects:
            if effect.obj is None or stamp_of(effect.obj) != effect.data["stamp"]:
                lines.add(effect.line)
        made = {effect.data["pk"]: effect.line for effect in effects if effect.data["new"]}
        lines |= referred_to(model, made, by_model)
    named = [str(line) for line in sorted(lines)[:NAMED]]
    more = _(" and %(count)s more") % {"count": len(lines) - NAMED} if len(lines) > NAMED else ""
    refuse_unless(
        not lines,
        _("It cannot be undone: the records of these lines were worked on since: %(lines)s%(more)s.")
        % {"lines": list_words(named), "more": more},
        error=LaterEdits,
    )


def referred_to(
    model: type[models.Model], made: dict[Any, int], by_model: dict[type[models.Model], list[Effect]]
) -> set[int]:
    """Return the lines whose new records something points to that the import did not make."""
    lines: set[int] = set()
    for relation in model._meta.related_objects:
        other: Any = relation.related_model
        name = relation.field.name
        own = {effect.data["pk"] for effect in by_model.get(other, ()) if effect.data["new"]}
        for part in slices(list(made)):
            for pk, key in other._base_manager.filter(**{f"{name}__in": part}).values_list("pk", name):
                if pk not in own:
                    lines.add(made[key])
    return lines


def remove_all(model: type[models.Model], keys: list[Any]) -> None:
    """Remove the new records of a model."""
    try:
        for part in slices(keys):
            model._base_manager.filter(pk__in=part).delete()
    except (ProtectedError, RestrictedError) as error:
        raise LaterEdits(_("It cannot be undone: other records refer to what it made.")) from error


def restore(model: type[models.Model], effect: Effect) -> Act:
    """Give a changed record every value back that it had, its revision and time of change too."""
    fields = {item.name: item for item in model._meta.concrete_fields}
    values = {name: fields[name].to_python(value) for name, value in effect.data["before"].items()}
    told = {name: value for name, value in values.items() if name not in {"revision", "updated_at"}}
    now = {name: getattr(effect.obj, fields[name].attname) for name in told}
    rows = model._base_manager.filter(pk=effect.data["pk"])
    if "revision" in values:
        rows = rows.filter(revision=effect.obj.revision)
    changed = rows.update(**{fields[name].attname: value for name, value in values.items()})
    refuse_unless(changed == 1, _("Somebody else saved this record while you were editing it."), error=LaterEdits)
    return Act(effect.obj, "change", now, told)


def count_effects(batch: ImportBatch) -> dict[str, int]:
    """Return how many records of each kind an undo would remove, by the name of the kind."""
    counts: dict[str, int] = defaultdict(int)
    for effects in batch.rows.exclude(effects=[]).values_list("effects", flat=True):
        for data in effects:
            if data["new"]:
                counts[str(apps.get_model(data["model"])._meta.verbose_name)] += 1
    return dict(counts)
