"""Take a merge back: both records as they were, while nothing that happened since contradicts it."""

import uuid
from typing import Any

from django.apps import apps
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.audit import Act, record_act, record_acts
from office.domain.merge import MergeRefused, plain
from office.domain.record import stored_fields
from office.domain.transition import field_attname, touched
from office.models import Merge
from office.workflow import refuse_unless


def undo_merge(merge: Merge, *, actor: Actor, reason: str = "") -> models.Model:
    """Bring an absorbed record back with its old number, and give it back all that moved; returns it.

    Rows that came since stay where they are. Raises ``MergeRefused``, and changes nothing, when the staying record was
    itself absorbed or is gone, when a moved row has since been removed or moved on, or when a field that was taken over
    has been changed.
    """
    model: Any = merge.content_type.model_class()
    acts: list[Act] = []
    try:
        with transaction.atomic():
            claimed = Merge.objects.filter(pk=merge.pk, undone_at__isnull=True).update(undone_at=timezone.now())
            refuse_unless(claimed == 1, _("This merge has been undone already."), error=MergeRefused)
            survivor = model._base_manager.filter(pk=merge.survivor_id).first()
            refuse_unless(
                survivor is not None and merge.now_id == merge.survivor_id,
                _("“%(name)s” has itself been merged or removed since.") % {"name": merge.survivor_text},
                error=MergeRefused,
            )
            remove_added(merge)
            unfill(survivor, merge.filled)
            restored = load(merge.snapshot)
            for entry in reversed(merge.folds):
                unfold(entry, acts)
            for entry in merge.moves:
                acts += move_back(entry, merge.survivor_id, merge.absorbed_id)
            batch = uuid.uuid4()
            record_acts([*acts, Act(restored, "undo_merge", None, stored_fields(restored))], actor=actor, batch=batch)
            record_act(
                survivor, "undo_merge", actor=actor, after={"from": merge.absorbed_text}, reason=reason, batch=batch
            )
    except (IntegrityError, ValidationError) as error:
        raise MergeRefused(
            _("Something entered since contradicts the record as it was, for example its name or code.")
        ) from error
    merge.refresh_from_db()
    return restored


def load(data: dict[str, Any]) -> models.Model:
    """Store a row again as it was, number and times included, and return it."""
    [item] = serializers.deserialize("python", [data])
    row = item.object
    refuse_unless(
        not type(row)._base_manager.filter(pk=row.pk).exists(),
        _("This merge has been undone already."),
        error=MergeRefused,
    )
    item.save(force_insert=True)
    return type(row)._base_manager.get(pk=row.pk)


def remove_added(merge: Merge) -> None:
    """Remove the rows that the merge made."""
    for entry in merge.added:
        apps.get_model(entry["model"])._base_manager.filter(pk=entry["pk"]).delete()


def unfill(survivor: Any, filled: dict[str, Any]) -> None:
    """Empty again the fields that were taken over."""
    if not filled:
        return
    table = type(survivor)
    now = plain(survivor, {name: getattr(survivor, field_attname(table, name)) for name in filled["after"]})
    refuse_unless(
        now == filled["after"],
        _("“%(name)s” has been changed since the merge.") % {"name": survivor},
        error=MergeRefused,
    )
    for name, value in filled["before"].items():
        field = table._meta.get_field(name)
        setattr(survivor, field.attname, field.to_python(value) if value is not None else None)
    derive = getattr(survivor, "derive", None)
    if derive:
        derive()
    survivor.save()


def unfold(entry: dict[str, Any], acts: list[Act]) -> None:
    """Bring a folded row and its parts back; its twin gives up what it took over."""
    table: Any = apps.get_model(entry["model"])
    twin = table._base_manager.filter(pk=entry["into"]).first()
    refuse_changed(twin is not None, table)
    inherited = entry["inherited"]
    if inherited["after"]:
        now = plain(twin, {name: getattr(twin, field_attname(table, name)) for name in inherited["after"]})
        refuse_changed(now == inherited["after"], table)
        table._base_manager.filter(pk=twin.pk).update(**inherited["before"], **touched(twin))
    row = load(entry["row"])
    acts.append(Act(row, "create", None, stored_fields(row)))
    for part in entry["parts"]:
        back = load(part)
        acts.append(Act(back, "create", None, stored_fields(back)))
    for moved in entry["repointed"]:
        move_back(moved, entry["into"], row.pk)


def move_back(entry: dict[str, Any], from_id: int, to_id: int) -> list[Act]:
    """Give rows back; refuse when one of them is gone or has moved on."""
    table: Any = apps.get_model(entry["model"])
    before, after = dict.fromkeys(entry["fields"], from_id), dict.fromkeys(entry["fields"], to_id)
    rows = list(table._base_manager.filter(pk__in=entry["ids"], **before))
    refuse_changed(len(rows) == len(entry["ids"]), table)
    table._base_manager.filter(pk__in=entry["ids"]).update(**after, **touched(rows[0]))
    return [] if table is Merge else [Act(row, "change", before, after) for row in rows]


def refuse_changed(unchanged: bool, table: type[models.Model]) -> None:
    """Refuse to undo when rows of a table are no longer as the merge left them."""
    refuse_unless(
        unchanged,
        _("Rows of “%(kind)s” that moved have been changed or removed since.") % {"kind": table._meta.verbose_name},
        error=MergeRefused,
    )
