"""Keep records: create, change and remove with audit, never over somebody else's change."""

from typing import Any

from django.db import models, transaction
from django.db.models.deletion import ProtectedError, RestrictedError
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.audit import record_act
from office.domain.transition import field_attname, touched
from office.workflow import Refusal, StaleRecord


def create_record(obj: models.Model, *, actor: Actor, reason: str = "") -> models.Model:
    """Validate and store a new record with its audit row; raises ``ValidationError`` with field messages."""
    derive = getattr(obj, "derive", None)
    if derive:
        derive()
    obj.full_clean()
    with transaction.atomic():
        obj.save(force_insert=True)
        record_act(obj, "create", actor=actor, after=stored_fields(obj), reason=reason)
    return obj


def change_record(
    obj: models.Model, *, actor: Actor, changes: dict[str, Any], revision: int | None = None, reason: str = ""
) -> models.Model:
    """Change named fields of a record and leave an audit row with only what differs.

    ``revision`` is the one that the user's form was opened with; when the stored one has moved on, ``StaleRecord`` is
    raised and nothing is written. Without a difference nothing is written at all, so a repeat is harmless.
    """
    model = type(obj)
    stored = model._base_manager.get(pk=obj.pk)
    if revision is not None and getattr(stored, "revision", revision) != revision:
        raise StaleRecord(_("Somebody else saved this record while you were editing it."))
    before, after = {}, {}
    for name, value in changes.items():
        setattr(obj, name, value)
        attname = field_attname(obj, name)
        if getattr(stored, attname) != getattr(obj, attname):
            before[name], after[name] = getattr(stored, attname), getattr(obj, attname)
    if not after:
        return obj
    obj.full_clean()
    derived = derive_fields(obj, stored, known=set(after))
    with transaction.atomic():
        rows = model._base_manager.filter(pk=obj.pk)
        if hasattr(stored, "revision"):
            rows = rows.filter(revision=stored.revision)
        values = {name: getattr(obj, name) for name in (*after, *derived)}
        if rows.update(**values, **touched(obj)) != 1:
            raise StaleRecord(_("Somebody else saved this record while you were editing it."))
        record_act(obj, "change", actor=actor, before=before, after=after, reason=reason)
    if hasattr(obj, "revision"):
        obj.revision = stored.revision + 1
    return obj


def derive_fields(obj: models.Model, stored: models.Model, *, known: set[str]) -> list[str]:
    """Let the record fill what follows from its other fields (a sort key), and name what differs by it."""
    derive = getattr(obj, "derive", None)
    if derive is None:
        return []
    derive()
    return [
        field.name
        for field in obj._meta.concrete_fields
        if field.name not in known | {"revision", "updated_at"}
        and getattr(stored, field.attname) != getattr(obj, field.attname)
    ]


def remove_record(obj: models.Model, *, actor: Actor, reason: str = "") -> None:
    """Delete a record that nothing refers to; otherwise refuse and name what does."""
    with transaction.atomic():
        record_act(obj, "remove", actor=actor, before=stored_fields(obj), reason=reason)
        try:
            obj.delete()
        except (ProtectedError, RestrictedError) as error:
            protected = getattr(error, "protected_objects", None) or getattr(error, "restricted_objects", set())
            names = "、".join(sorted({str(item) for item in protected})[:5])
            raise Refusal(
                _("Other records refer to it, so it cannot be removed: %(names)s") % {"names": names}
            ) from error


def stored_fields(obj: models.Model) -> dict[str, Any]:
    """Return the filled fields of a record for the audit trail."""
    values = {}
    for field in obj._meta.concrete_fields:
        value = getattr(obj, field.attname)
        if field.name not in {"id", "created_at", "updated_at", "revision"} and value not in (None, "", [], {}):
            values[field.name] = value
    return values
