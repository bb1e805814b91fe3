"""Change the rules of log-in."""

from typing import Any

from django.db import transaction

from office.actor import Actor
from office.domain.record import change_record
from office.models import AccountPolicy
from office.models.policy import ONLY


def change_policy(*, actor: Actor, changes: dict[str, Any], revision: int | None = None) -> AccountPolicy:
    """Change the office's rules of log-in; raises ``ValidationError`` for numbers out of bounds.

    They hold from the next request on: for locks and links at once, for a resting session within a minute.
    """
    with transaction.atomic():
        policy, _made = AccountPolicy.objects.get_or_create(pk=ONLY)
        change_record(policy, actor=actor, changes=changes, revision=revision)
    return policy
