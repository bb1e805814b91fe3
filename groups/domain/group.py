"""Keep groups: the governed body and what the group has of its own are one record for the user."""

from typing import Any

from django.db import transaction

from association.enums import BodyKind
from groups.models import Group
from office.actor import Actor
from office.domain.record import change_record, create_record, remove_record


def create_group(group: Group, *, actor: Actor) -> Group:
    """Store a new group with its body; both or none."""
    group.body.kind = BodyKind.GROUP
    with transaction.atomic():
        create_record(group.body, actor=actor)
        group.body = group.body
        create_record(group, actor=actor)
    return group


def change_group(
    group: Group,
    *,
    actor: Actor,
    changes: dict[str, Any],
    body_changes: dict[str, Any],
    revision: int | None = None,
    body_revision: int | None = None,
) -> Group:
    """Change a group and its body; a stale form of either changes neither."""
    with transaction.atomic():
        change_record(group.body, actor=actor, changes=body_changes, revision=body_revision)
        change_record(group, actor=actor, changes=changes, revision=revision)
    return group


def remove_group(group: Group, *, actor: Actor, reason: str = "") -> None:
    """Remove a group that nothing refers to, with its body; both or none."""
    with transaction.atomic():
        body = group.body
        remove_record(group, actor=actor, reason=reason)
        remove_record(body, actor=actor, reason=reason)
