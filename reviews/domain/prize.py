"""Keep prizes."""

from typing import Any

from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.record import change_record
from office.workflow import refuse_unless
from reviews.models import Award, Prize


def change_prize(prize: Prize, *, actor: Actor, changes: dict[str, Any], revision: int | None = None) -> Prize:
    """Change a prize; its kind and track stay once it has been given."""
    moved = [name for name in ("kind", "track") if name in changes and changes[name] != getattr(prize, name)]
    if moved:
        given = Award.objects.filter(prize=prize).exists()
        refuse_unless(not given, _("The prize has been given: its kind and track cannot change any more."))
    change_record(prize, actor=actor, changes=changes, revision=revision)
    return prize
