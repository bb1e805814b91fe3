"""Keep the members of a group."""

from typing import Any

from django.utils.translation import gettext as _

from groups.models import GroupMember
from office.actor import Actor
from office.domain.record import change_record, create_record
from office.workflow import refuse_unless


def add_member(member: GroupMember, *, actor: Actor) -> GroupMember:
    """Add an organization to a group; a closed organization and a dissolved group are refused."""
    check_open(member)
    create_record(member, actor=actor)
    return member


def change_member(
    member: GroupMember, *, actor: Actor, changes: dict[str, Any], revision: int | None = None
) -> GroupMember:
    """Change role or dates of a member; group and organization stay."""
    fixed = ("group", "organization")
    refuse_unless(
        all(name not in changes or changes[name] == getattr(member, name) for name in fixed),
        _("Group and organization of a membership stay. End it and add a new one."),
    )
    change_record(member, actor=actor, changes=changes, revision=revision)
    return member


def check_open(member: GroupMember) -> None:
    """Refuse a closed organization and a dissolved group."""
    refuse_unless(
        member.organization.is_open or member.until is not None,
        _("“%(name)s” has closed.") % {"name": member.organization},
    )
    refuse_unless(member.group.body.dissolved_on is None, _("“%(name)s” has been dissolved.") % {"name": member.group})
