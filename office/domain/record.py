"""Keep records: create, change and remove with audit, never over somebody else's change."""

from collections.abc import Iterable
from typing import Any, NoReturn

from django.db import IntegrityError, models, transaction
from django.db.models.deletion import ProtectedError, RestrictedError
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.audit import record_act
from office.domain.transition import field_attname, touched
from office.workflow import Refusal, StaleRecord, list_words


def create_record(obj: models.Model, *, actor: Actor, reason: str = "") -> models.Model:
    """Validate and store a new record with its audit row; raises ``ValidationError`` with field messages."""
    check_record(obj)
    try:
        with transaction.atomic():
            obj.save(force_insert=True)
            record_act(obj, "create", actor=actor, after=stored_fields(obj), reason=reason)
    except IntegrityError as error:
        explain_clash(obj, error)
    return obj


def check_record(obj: models.Model) -> None:
    """Fill what follows from other fields (a sort key) and validate the whole; raises ``ValidationError``."""
    derive = getattr(obj, "derive", None)
    if derive:
        derive()
    obj.full_clean()


def explain_clash(obj: models.Model, error: IntegrityError) -> NoReturn:
    """Say in the user's words what the database refused: somebody stored the same between our look and our write."""
    obj.full_clean()
    raise Refusal(_("Somebody else has just stored something that contradicts this. Load the page again.")) from error


def change_record(
    obj: Any, *, actor: Actor, changes: dict[str, Any], revision: int | None = None, reason: str = ""
) -> models.Model:
    """Change named fields of a record and leave an audit row with only what differs.

    ``revision`` is the one that the user's form was opened with; when the stored one has moved on, ``StaleRecord`` is
    raised and nothing is written. Without a difference nothing is written at all, so a repeat is harmless.
    """
    model = type(obj)
    stored = model._base_manager.get(pk=obj.pk)
    if revision is not None and getattr(stored, "revision", revision) != revision:
        raise StaleRecord(_("Somebody else saved this record while you were editing it."))
    for name, value in changes.items():
        setattr(obj, name, value)
    if not changed_fields(obj, stored, changes):
        return obj
    loaded = plain_values(obj)
    check_record(obj)
    named = changed_fields(obj, stored, changes)  # as validation left them: a typed text is a Quantity by now
    if not named:
        return obj
    before = {name: getattr(stored, field_attname(obj, name)) for name in named}
    after = {name: getattr(obj, field_attname(obj, name)) for name in named}
    derived = [name for name, value in plain_values(obj).items() if name not in changes and loaded[name] != value]
    values = {name: getattr(obj, name) for name in (*named, *derived)}
    try:
        with transaction.atomic():
            rows = model._base_manager.filter(pk=obj.pk)
            if hasattr(stored, "revision"):
                rows = rows.filter(revision=stored.revision)
            if rows.update(**values, **touched(obj)) != 1:
                raise StaleRecord(_("Somebody else saved this record while you were editing it."))
            record_act(obj, "change", actor=actor, before=before, after=after, reason=reason)
    except IntegrityError as error:
        explain_clash(obj, error)
    if hasattr(obj, "revision"):
        obj.revision = stored.revision + 1
    return obj


def changed_fields(obj: models.Model, stored: models.Model, names: Iterable[str]) -> list[str]:
    """Return which of the named fields differ from the stored record."""
    attnames = {name: field_attname(obj, name) for name in names}
    return [name for name, attname in attnames.items() if getattr(stored, attname) != getattr(obj, attname)]


def plain_values(obj: models.Model) -> dict[str, Any]:
    """Return every field of a record by its name, as the model holds it in memory."""
    return {field.name: getattr(obj, field.attname) for field in obj._meta.concrete_fields}


def remove_record(obj: models.Model, *, actor: Actor, reason: str = "") -> None:
    """Delete a record that nothing refers to; otherwise refuse and name what does.

    Rows that are part of the record go with it; the audit row says how many of each kind. A record that somebody else
    has just removed is refused, so that one removal leaves one audit row.
    """
    before, pk = stored_fields(obj), obj.pk
    with transaction.atomic():
        try:
            _total, removed = obj.delete()
        except (ProtectedError, RestrictedError) as error:
            explain_held(error)
        obj.pk = pk
        if not removed.pop(obj._meta.label, 0):
            raise Refusal(_("Somebody else has just removed it."))
        parts = {label: count for label, count in removed.items() if count}
        record_act(obj, "remove", actor=actor, before=before, after={"parts": parts} if parts else {}, reason=reason)


def explain_held(error: Exception) -> NoReturn:
    """Say which records refer to one that was to be removed."""
    protected: Any = getattr(error, "protected_objects", None) or getattr(error, "restricted_objects", ())
    names = list_words(sorted({str(item) for item in protected})[:5])
    raise Refusal(_("Other records refer to it, so it cannot be removed: %(names)s") % {"names": names}) from error


def stored_fields(obj: models.Model) -> dict[str, Any]:
    """Return the filled fields of a record for the audit trail, without what only follows from them."""
    values = {}
    unsaid = {"id", "created_at", "updated_at", "revision", *getattr(obj, "derived_fields", ())}
    for field in obj._meta.concrete_fields:
        value = getattr(obj, field.attname)
        if field.name not in unsaid and value not in (None, "", [], {}):
            values[field.name] = value
    return values
