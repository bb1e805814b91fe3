"""Keep stated counts: what a source says, never what somebody remembers."""

from typing import Any

from django.utils.translation import gettext as _

from association.enums import ActivityState
from association.models import StatedCount
from office.actor import Actor
from office.domain.record import change_record, create_record
from office.workflow import Refusal, refuse_unless


class NothingToCount(Refusal):
    """What was canceled had no participants."""


def create_count(count: StatedCount, *, actor: Actor) -> StatedCount:
    """Store a stated count with its source; refused for what was canceled."""
    refuse_canceled(count)
    create_record(count, actor=actor)
    return count


def change_count(count: StatedCount, *, actor: Actor, changes: dict[str, Any]) -> StatedCount:
    """Change a stated count; the same rule holds as for a new one."""
    refuse_canceled(count)
    change_record(count, actor=actor, changes=changes)
    return count


def refuse_canceled(count: StatedCount) -> None:
    """Refuse a count of a canceled activity or visit."""
    owner = count.activity or count.visit
    refuse_unless(
        owner is None or owner.state != ActivityState.CANCELED,
        _("“%(object)s” was canceled: there is nothing to count.") % {"object": owner},
        error=NothingToCount,
    )
