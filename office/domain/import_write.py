"""Write planned rows: many records with few statements, each with the audit rows of a single act."""

import hashlib
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.audit import Act, record_acts
from office.domain.import_kind import Importer, RowPlan
from office.domain.import_piece import Piece
from office.domain.record import stored_fields
from office.domain.transition import touched
from office.enums import ImportOutcome, ImportVerdict
from office.models import ImportRow
from office.workflow import Refusal, StaleRecord

CHUNK = 500
# What a check or a run writes on a row of the sheet.
ROW_FIELDS = ("verdict", "title", "message", "target", "diff", "candidates", "outcome", "effects")


def write_rows(
    importer: Importer, pairs: Sequence[tuple[ImportRow, RowPlan]], *, actor: Actor, batch: uuid.UUID
) -> None:
    """Write the pieces of some rows and what came of each row, in one transaction.

    When the database refuses (somebody stored the same meanwhile) the rows are tried in halves, until the one that it
    refuses stands alone and fails with its reason; the others are written.
    """
    try:
        with transaction.atomic():
            importer.before_write([plan for _row, plan in pairs])
            write_pieces([plan for _row, plan in pairs], actor=actor, batch=batch)
            importer.after_write([plan for _row, plan in pairs])
            for row, plan in pairs:
                settle(row, plan)
            save_rows([row for row, _plan in pairs])
    except (IntegrityError, Refusal) as error:
        for _row, plan in pairs:
            forget_writing(plan)
        if len(pairs) == 1:
            fail_row(pairs[0][0], error)
            return
        half = len(pairs) // 2
        write_rows(importer, pairs[:half], actor=actor, batch=batch)
        write_rows(importer, pairs[half:], actor=actor, batch=batch)


def save_rows(rows: list[ImportRow]) -> None:
    """Write rows back: one upsert a slice costs a tenth of ``bulk_update``."""
    ImportRow.objects.bulk_create(
        rows, batch_size=CHUNK, update_conflicts=True, unique_fields=["id"], update_fields=list(ROW_FIELDS)
    )


def fail_row(row: ImportRow, error: Exception) -> None:
    """Mark a row that could not be written."""
    row.outcome, row.effects = ImportOutcome.FAILED, []
    row.message = (
        str(error)
        if isinstance(error, Refusal)
        else _("Somebody else has just stored something that contradicts this row. Check the sheet again.")
    )
    row.save(update_fields=["outcome", "message", "effects"])


def settle(row: ImportRow, plan: RowPlan) -> None:
    """Note on a row what it did."""
    row.outcome = ImportOutcome.CREATED if plan.verdict == ImportVerdict.NEW else ImportOutcome.UPDATED
    row.effects = [effect_of(piece) for piece in plan.pieces]
    if plan.pieces and plan.verdict == ImportVerdict.NEW:
        row.target = str(plan.pieces[0].obj.pk)


def write_pieces(plans: Sequence[RowPlan], *, actor: Actor, batch: uuid.UUID) -> None:
    """Store the pieces of the plans, model by model in the order of their first appearance, with their audit rows."""
    by_model: dict[type[models.Model], list[Piece]] = {}
    for plan in plans:
        for piece in plan.pieces:
            by_model.setdefault(piece.model, []).append(piece)
    acts: list[Act] = []
    for model, pieces in by_model.items():
        create_all(model, [piece.obj for piece in pieces if piece.is_new])
        change_all(model, [piece for piece in pieces if not piece.is_new])
    for plan in plans:
        for piece in plan.pieces:
            acts.extend(acts_of(piece))
    record_acts(acts, actor=actor, batch=batch)


def create_all(model: type[models.Model], objects: list[Any]) -> None:
    """Store new records; those of the same row that they point to have their keys by now."""
    relations: list[Any] = [item for item in model._meta.concrete_fields if item.is_relation]
    for item in relations:
        for obj in objects:
            if item.is_cached(obj):
                related = getattr(obj, item.name)
                if related is not None:
                    setattr(obj, item.attname, related.pk)
    if objects:
        model._base_manager.bulk_create(objects, batch_size=CHUNK)


def change_all(model: type[models.Model], pieces: list[Piece]) -> None:
    """Change records, each only if it still stands as it was read; else ``StaleRecord``."""
    for piece in pieces:
        obj = piece.obj
        rows = model._base_manager.filter(pk=obj.pk)
        keeping = touched(obj)
        if hasattr(obj, "revision"):
            rows = rows.filter(revision=obj.revision)
        if "updated_at" in keeping:
            piece.before["updated_at"], obj.updated_at = obj.updated_at, keeping["updated_at"]
        values = {obj._meta.get_field(name).attname: value for name, value in piece.changes.items()}
        if rows.update(**values, **keeping) != 1:
            raise StaleRecord(_("Somebody else has changed this record since the sheet was checked."))
        if hasattr(obj, "revision"):
            piece.before["revision"] = obj.revision
            obj.revision += 1


def acts_of(piece: Piece) -> list[Act]:
    """Return the audit rows of a piece: those that a single act would leave."""
    if not piece.is_new:
        before = {name: piece.before[name] for name in piece.named}
        after = {name: piece.changes[name] for name in piece.named}
        return [Act(piece.obj, "change", before, after)]
    values = stored_fields(piece.obj)
    for act in reversed(piece.acts):
        kept = {name: value for name, value in values.items() if name not in (act.after or {})}
        values = {**kept, **filled(act.before or {})}
    return [Act(piece.obj, "create", None, values), *piece.acts]


def filled(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values that say something."""
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def forget_writing(plan: RowPlan) -> None:
    """Bring a plan's records back to what they were before a transaction that was rolled back."""
    for piece in plan.pieces:
        obj = piece.obj
        if piece.is_new:
            obj._state.adding = True  # noqa: SLF001
            obj.pk = None
        else:
            for name in ("revision", "updated_at"):
                if name in piece.before:
                    setattr(obj, name, piece.before.pop(name))


# ---------------------------------------------------------------- effects


def effect_of(piece: Piece) -> dict[str, Any]:
    """Return as plain data what a piece wrote: enough to find it again, to see later edits, and to take it back."""
    obj = piece.obj
    effect: dict[str, Any] = {"model": obj._meta.label_lower, "pk": obj.pk, "new": piece.is_new, "stamp": stamp_of(obj)}
    if not piece.is_new:
        effect["before"] = {name: plain_before(obj, name, value) for name, value in piece.before.items()}
    return effect


def stamp_of(obj: Any) -> str:
    """Return what changes with every edit of a record: its revision, else a digest of its fields."""
    if hasattr(obj, "revision"):
        return str(obj.revision)
    values = [str(getattr(obj, item.attname)) for item in obj._meta.concrete_fields]
    return hashlib.sha256("\x1f".join(values).encode()).hexdigest()[:24]


def plain_before(obj: Any, name: str, value: Any) -> Any:
    """Return a field's value as JSON holds it; its field reads it back."""
    if value is None or isinstance(value, str | int | float | bool | list | dict):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
