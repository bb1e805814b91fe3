"""Keep many records of one model at once: the same checks and audit rows as one by one, with few statements."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models.deletion import ProtectedError, RestrictedError
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.audit import Act, record_acts
from office.domain.record import check_record, explain_clash, explain_held, stored_fields
from office.workflow import Refusal

# Rows of one INSERT, and keys of one condition.
SLICE = 500


def create_records(objects: Iterable[models.Model], *, actor: Actor, reason: str = "") -> list[Any]:
    """Validate and store new records with an audit row each, all or none; raises like ``create_record``.

    That related records exist and that nothing stands twice is left to the database: what it refuses is said in the
    words of the record that it is about. ``save`` of the model is not asked, what follows from fields comes from
    ``derive`` and ``clean``.
    """
    rows = list(objects)
    for obj in rows:
        derive = getattr(obj, "derive", None)
        if derive:
            derive()
        obj.clean_fields(exclude=[field.name for field in obj._meta.concrete_fields if field.is_relation])
        obj.clean()
    if not rows:
        return rows
    try:
        with transaction.atomic():
            type(rows[0])._base_manager.bulk_create(rows, batch_size=SLICE)
            record_acts([Act(obj, "create", after=stored_fields(obj)) for obj in rows], actor=actor, reason=reason)
    except IntegrityError as error:
        for obj in rows:
            check_record(unsaved_copy(obj))
        explain_clash(rows[-1], error)
    return rows


def unsaved_copy(obj: models.Model) -> models.Model:
    """Return a new record with the same values: the attempt to store the first may have given it a key."""
    fields = [field for field in obj._meta.concrete_fields if not field.primary_key]
    return type(obj)(**{field.attname: getattr(obj, field.attname) for field in fields})


def remove_records(objects: Sequence[models.Model], *, actor: Actor, reason: str = "") -> int:
    """Delete records that nothing refers to, with an audit row each, all or none; refuses like ``remove_record``.

    For models without rows that are part of them: those would go without being counted.
    """
    if not objects:
        return 0
    model = type(objects[0])
    acts = [Act(obj, "remove", before=stored_fields(obj)) for obj in objects]
    keys = [obj.pk for obj in objects]
    with transaction.atomic():
        removed = 0
        try:
            for start in range(0, len(keys), SLICE):
                rows = model._base_manager.filter(pk__in=keys[start : start + SLICE])
                removed += rows.delete()[1].get(model._meta.label, 0)
        except (ProtectedError, RestrictedError) as error:
            explain_held(error)
        if removed != len(keys):
            raise Refusal(_("Somebody else has just removed it."))
        record_acts(acts, actor=actor, reason=reason)
    return removed
