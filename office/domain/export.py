"""Note who took a list out of the portal: as a sheet, on paper, as labels."""

from typing import Any

from office.actor import Actor
from office.domain.audit import record_act
from office.models import User


def record_export(listing: str, *, rows: int, form: str, filters: dict[str, str], actor: Actor) -> None:
    """Leave an audit row about an export: which list, how many rows, in which form, filtered how."""
    user = User.objects.get(pk=actor.user_id or 0)
    after: dict[str, Any] = {"list": listing, "rows": rows, "form": form, "filter": filters}
    record_act(user, "export", actor=actor, after=after)
