"""Read returns of score sheets: they name entries, so only those who read all see them, none of calls they judge."""

from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q

from office.actor import Actor
from reviews.enums import ReturnState
from reviews.models import SheetReturn
from reviews.models.panel import without_own_panels


def returns_read_by(actor: Actor) -> Any:
    """Return the returns an actor may see, each with ``is_own``: whether the actor asked for it."""
    rows = SheetReturn.objects.all() if actor.reads_all else SheetReturn.objects.none()
    rows = without_own_panels(rows, actor, "sheet__assignment__entry__round__call")
    asked = Q(asked_by_id=actor.user_id or 0)
    return rows.annotate(is_own=ExpressionWrapper(asked, output_field=BooleanField()))


def to_confirm() -> Q:
    """Return the condition that a return waits for a second person, and the actor is one."""
    return Q(state=ReturnState.ASKED, is_own=False)
