"""Make one record of two: every reference moves, in one transaction, with all that is needed to take it back."""

import json
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.audit import Act, record_act, record_acts
from office.domain.record import check_record, stored_fields
from office.domain.transition import field_attname, touched
from office.merging import Relation, relations_to
from office.models import Merge
from office.workflow import Refusal, StaleRecord, refuse_unless


class MergeRefused(Refusal):
    """The two records cannot become one as they are."""


@dataclass
class Trail:
    """What a running merge has done: for the undo record and for the audit."""

    moves: list[dict[str, Any]] = field(default_factory=list)
    folds: list[dict[str, Any]] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)


def merge_records(
    survivor: Any,
    absorbed: Any,
    *,
    actor: Actor,
    reason: str = "",
    fill: Sequence[str] = (),
    added: Iterable[models.Model] = (),
) -> Merge:
    """Let one record absorb another of its kind, and return the row that can undo it.

    Every reference is moved or folded as its app declared (``office/merging.py``); empty fields named in ``fill`` are
    taken over; ``added`` rows are stored. Raises ``MergeRefused`` and changes nothing when a declared clash stands in
    the way, ``StaleRecord`` when one of the two has changed meanwhile.
    """
    model = type(survivor)
    refuse_unless(type(absorbed) is model and absorbed.pk != survivor.pk, _("Choose two records."), error=MergeRefused)
    trail = Trail()
    try:
        with transaction.atomic():
            hold(survivor)
            hold(absorbed)
            for table, relations in relations_to(model).items():
                move_rows(table, relations, survivor, absorbed, trail)
            return conclude(survivor, absorbed, trail, actor=actor, reason=reason, fill=fill, added=added)
    except IntegrityError as error:
        raise MergeRefused(
            _("Two rows of these records contradict each other; mend one of them first. (%(detail)s)")
            % {"detail": str(error).splitlines()[0][:200]}
        ) from error


def hold(record: Any) -> None:
    """Raise the record's revision so that nobody else changes it unseen; refuse when somebody already did."""
    rows = type(record)._base_manager.filter(pk=record.pk, revision=record.revision)
    if rows.update(**touched(record)) != 1:
        raise StaleRecord(_("Somebody else saved this record while you were editing it."))
    record.revision += 1


def move_rows(table: type[models.Model], relations: list[Relation], survivor: Any, absorbed: Any, trail: Trail) -> None:
    """Move one table's rows to the record that stays; both ends of a row move at once."""
    names = [relation.field for relation in relations]
    condition = Q()
    for name in names:
        condition |= Q(**{name: absorbed.pk})
    moving: dict[tuple[str, ...], list[Any]] = defaultdict(list)
    for row in table._base_manager.filter(condition).order_by("pk"):
        ends = tuple(name for name in names if getattr(row, field_attname(table, name)) == absorbed.pk)
        for name in ends:
            setattr(row, name, survivor)
        twin = twin_of(row, [relation for relation in relations if relation.field in ends])
        if twin is None:
            moving[ends].append(row)
        else:
            fold(row, *twin, ends=ends, absorbed=absorbed, trail=trail)
    for ends, rows in moving.items():
        keys = [row.pk for row in rows]
        table._base_manager.filter(pk__in=keys).update(**dict.fromkeys(ends, survivor.pk), **touched(rows[0]))
        trail.moves.append({"model": table._meta.label, "fields": list(ends), "ids": keys})
        before, after = dict.fromkeys(ends, absorbed.pk), dict.fromkeys(ends, survivor.pk)
        trail.acts += [Act(row, "change", before, after) for row in rows]


def twin_of(row: Any, relations: list[Relation]) -> tuple[Any, Relation] | None:
    """Return the stored row that a moved one would repeat, with the relation that says so; None for no clash."""
    table = type(row)
    for relation in relations:
        if relation.same is None or any(getattr(row, name) != value for name, value in relation.among):
            continue
        values = {name: getattr(row, field_attname(table, name)) for name in relation.same} | dict(relation.among)
        twin = table._base_manager.filter(equal_to(values)).exclude(pk=row.pk).first()
        if twin is not None:
            refuse_unless(
                relation.fold,
                _("Both have a row “%(row)s” (%(kind)s): remove or change one of them first.")
                % {"row": twin, "kind": table._meta.verbose_name},
                error=MergeRefused,
            )
            return twin, relation
    return None


def equal_to(values: dict[str, Any]) -> Q:
    """Return the condition that fields have certain values, None among them."""
    condition = Q()
    for name, value in values.items():
        condition &= Q(**{f"{name}__isnull": True}) if value is None else Q(**{name: value})
    return condition


def fold(row: Any, twin: Any, relation: Relation, *, ends: tuple[str, ...], absorbed: Any, trail: Trail) -> None:
    """Let a repeated row go: what refers to it moves to its twin, which takes over what the app declared."""
    inherited = relation.inherit(twin, row) if relation.inherit else {}
    before = {name: getattr(twin, field_attname(type(twin), name)) for name in inherited}
    for name in ends:
        setattr(row, name, absorbed)
    parts = list(relation.parts(row)) if relation.parts else []
    entry = {
        "model": row._meta.label,
        "row": dump(row),
        "parts": [dump(part) for part in parts],
        "into": twin.pk,
        "inherited": {"before": plain(twin, before), "after": plain(twin, inherited)},
        "repointed": repoint(row, twin),
    }
    for goes in (*parts, row):
        trail.acts.append(Act(goes, "remove", stored_fields(goes)))
        remove_alone(goes)
    if inherited:
        type(twin)._base_manager.filter(pk=twin.pk).update(**inherited, **touched(twin))
        trail.acts.append(Act(twin, "change", before, inherited))
    trail.folds.append(entry)


def repoint(row: Any, twin: Any) -> list[dict[str, Any]]:
    """Move what refers to a row to its twin; returns {model, fields, ids} of each table."""
    moved = []
    for relation in row._meta.related_objects:
        if relation.many_to_many:
            continue
        table, name = relation.related_model, relation.field.name
        keys = list(table._base_manager.filter(**{name: row.pk}).values_list("pk", flat=True))
        if keys:
            table._base_manager.filter(pk__in=keys).update(**{name: twin.pk})
            moved.append({"model": table._meta.label, "fields": [name], "ids": keys})
    return moved


def conclude(
    survivor: Any,
    absorbed: Any,
    trail: Trail,
    *,
    actor: Actor,
    reason: str,
    fill: Sequence[str],
    added: Iterable[models.Model],
) -> Merge:
    """Remove the absorbed record, fill the other, and write the undo record and the audit."""
    kind, key = ContentType.objects.get_for_model(survivor), absorbed.pk
    snapshot, before_text = dump(absorbed), str(absorbed)
    gone = Act(absorbed, "merge", stored_fields(absorbed), {"into": survivor.pk})
    taken = {
        name: getattr(absorbed, field_attname(type(absorbed), name)) for name in fill if takes(survivor, absorbed, name)
    }
    remove_alone(absorbed)
    filled = fill_fields(survivor, taken)
    rows = [store(row) for row in added]
    heirs = pass_on(kind, key, survivor.pk)
    merge = Merge.objects.create(
        content_type=kind,
        survivor_id=survivor.pk,
        absorbed_id=key,
        now_id=survivor.pk,
        survivor_text=str(survivor)[:200],
        absorbed_text=before_text[:200],
        snapshot=snapshot,
        moves=[*trail.moves, *heirs],
        folds=trail.folds,
        filled=filled,
        added=[{"model": row._meta.label, "pk": row.pk} for row in rows],
        reason=reason[:500],
        merged_by_id=actor.user_id,
    )
    created = [Act(row, "create", None, stored_fields(row)) for row in rows]
    write_trail(merge, survivor, [*trail.acts, *created, gone], actor=actor)
    return merge


def write_trail(merge: Merge, survivor: Any, acts: Iterable[Act], *, actor: Actor) -> None:
    """Write the audit of a merge under one batch: each row that moved, and the record that stays."""
    batch, filled = uuid.uuid4(), merge.filled
    record_acts(acts, actor=actor, batch=batch, reason=merge.reason)
    record_act(
        survivor,
        "merge",
        actor=actor,
        before=filled.get("before"),
        after={"from": merge.absorbed_text, "rows": counts_of(merge), **filled.get("after", {})},
        reason=merge.reason,
        batch=batch,
    )


def pass_on(kind: ContentType, from_id: int, to_id: int) -> list[dict[str, Any]]:
    """Let the addresses of records that the absorbed one had absorbed lead to the one that stays."""
    rows = Merge.objects.filter(content_type=kind, now_id=from_id, undone_at__isnull=True)
    keys = list(rows.values_list("pk", flat=True))
    Merge.objects.filter(pk__in=keys).update(now_id=to_id)
    return [{"model": Merge._meta.label, "fields": ["now_id"], "ids": keys}] if keys else []


def takes(survivor: Any, absorbed: Any, name: str) -> bool:
    """Tell whether the staying record lacks a field that the other has."""
    return getattr(survivor, name) in (None, "") and getattr(absorbed, name) not in (None, "")


def fill_fields(survivor: Any, taken: dict[str, Any]) -> dict[str, Any]:
    """Write the fields that are taken over, checked as any change of the record; returns before and after."""
    if not taken:
        return {}
    table = type(survivor)
    before = {name: getattr(survivor, field_attname(table, name)) for name in taken}
    old = {item.attname: getattr(survivor, item.attname) for item in table._meta.concrete_fields}
    for name, value in taken.items():
        setattr(survivor, field_attname(table, name), value)
    check_record(survivor)
    changed = {name: getattr(survivor, name) for name, value in old.items() if getattr(survivor, name) != value}
    table._base_manager.filter(pk=survivor.pk).update(**changed)
    return {"before": plain(survivor, before), "after": plain(survivor, taken)}


def store(row: models.Model) -> models.Model:
    """Check and store a row that the merge makes."""
    check_record(row)
    row.save(force_insert=True)
    return row


def remove_alone(row: models.Model) -> None:
    """Delete a row that nothing refers to any more; a reference that was forgotten stops the merge."""
    key = row.pk
    _total, removed = row.delete()
    row.pk = key
    others = {label: count for label, count in removed.items() if count and label != row._meta.label}
    if others:
        raise MergeRefused(_("Rows would be lost: %(names)s") % {"names": ", ".join(sorted(others))})


def counts_of(merge: Merge) -> dict[str, int]:
    """Return how many rows of each table moved or were folded."""
    counts: dict[str, int] = defaultdict(int)
    for entry in merge.moves:
        if entry["model"] == Merge._meta.label:
            continue
        counts[entry["model"]] += len(entry["ids"])
    for entry in merge.folds:
        counts[entry["model"]] += 1
    return dict(counts)


def dump(row: models.Model) -> dict[str, Any]:
    """Return a row as plain data that ``load`` makes a row of again."""
    [data] = serializers.serialize("python", [row])
    return dict(json.loads(json.dumps(data, default=str)))  # texts of times keep their microseconds


def plain(row: models.Model, values: dict[str, Any]) -> dict[str, Any]:
    """Return some field values as plain data."""
    return dict(json.loads(json.dumps(values, default=str)))
