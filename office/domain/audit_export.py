"""Take a part of the audit trail out of the portal, with a purpose that the trail itself keeps."""

from typing import Any

from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.audit import record_act
from office.models import User
from office.workflow import refuse_unless

# More rows make no sheet that somebody reads; an inspection takes a year in parts.
EXPORT_LIMIT = 20_000
SHORTEST_PURPOSE = 4


def export_trail(rows: Any, *, actor: Actor, purpose: str, filters: dict[str, str]) -> int:
    """Log that the actor takes these rows out and why; returns how many, at most ``EXPORT_LIMIT``.

    Refused without a purpose, without rows, and for more rows than one sheet holds.
    """
    refuse_unless(len(purpose) >= SHORTEST_PURPOSE, _("Say in a few words what the export is for."))
    count = rows.order_by()[: EXPORT_LIMIT + 1].count()
    refuse_unless(count > 0, _("No entry fits, so there is nothing to export."))
    refuse_unless(
        count <= EXPORT_LIMIT,
        _("More than %(limit)s entries: narrow the days and export in parts.") % {"limit": EXPORT_LIMIT},
    )
    assert actor.user_id is not None, "rules let nobody export who is not logged in"
    user = User.objects.get(pk=actor.user_id)
    record_act(user, "export_audit", actor=actor, after={"rows": count, "filter": filters}, reason=purpose)
    return int(count)
