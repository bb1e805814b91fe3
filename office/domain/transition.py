"""The one way a state changes."""

from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.audit import record_act
from office.workflow import Transition, TransitionRefused, Workflow, refuse_unless


def advance(
    obj: models.Model,
    action: str,
    *,
    actor: Actor,
    workflow: Workflow,
    reason: str = "",
    changes: dict[str, Any] | None = None,
) -> models.Model:
    """Move an object along its transition table and leave an audit row, in one transaction.

    The UPDATE is conditional on the state that the object had when it was read: exactly one row changes, or
    ``TransitionRefused`` says that the act is not possible now. A double click, two tabs and two clerks are the same
    solved case on every database. ``changes`` are further fields written by the same UPDATE. Whether *you* may act is
    asked before, in ``rules.py``. Returns the object with its new values.
    """
    transition = workflow.find(action)
    old = getattr(obj, workflow.field)
    refuse_act(obj, transition, workflow=workflow)
    refuse_unless(bool(reason.strip()) or not transition.reason_required, _("Give a reason for this act."))
    values = {workflow.field: transition.target, **(changes or {})}
    before = {name: getattr(obj, field_attname(obj, name)) for name in values}
    with transaction.atomic():
        manager = type(obj)._base_manager
        changed = manager.filter(pk=obj.pk, **{workflow.field: old}).update(**values, **touched(obj))
        if changed != 1:
            raise TransitionRefused(
                _("Somebody else has just acted on “%(object)s”. Load the page again to see its state.")
                % {"object": obj}
            )
        for name, value in values.items():
            setattr(obj, name, value)
        after = {name: getattr(obj, field_attname(obj, name)) for name in values}
        record_act(obj, action, actor=actor, before=before, after=after, reason=reason.strip())
    if hasattr(obj, "revision"):
        obj.revision += 1
    return obj


def refuse_act(obj: models.Model, transition: Transition, *, workflow: Workflow) -> None:
    """Raise ``TransitionRefused`` unless the act may start from the object's present state."""
    if getattr(obj, workflow.field) not in transition.sources:
        raise TransitionRefused(
            _("“%(object)s” is now “%(state)s”: “%(act)s” is not possible.")
            % {"object": obj, "state": state_label(obj, workflow.field), "act": transition.label or transition.action}
        )


def touched(obj: models.Model) -> dict[str, Any]:
    """Return the bookkeeping that every change of a record carries: its revision and time."""
    names = {field.name for field in obj._meta.fields}
    values: dict[str, Any] = {}
    if "revision" in names:
        values["revision"] = models.F("revision") + 1
    if "updated_at" in names:
        values["updated_at"] = timezone.now()
    return values


def field_attname(obj: models.Model | type[models.Model], name: str) -> str:
    """Return the attribute that holds a field's plain value (``body_id`` for ``body``)."""
    return str(obj._meta.get_field(name).attname)  # type: ignore[union-attr]


def state_label(obj: models.Model, field: str = "state") -> str:
    """Return the label of an object's state in the reader's language."""
    display = getattr(obj, f"get_{field}_display", None)
    return str(display()) if display else str(getattr(obj, field))
