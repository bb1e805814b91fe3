"""What happens to references of vocational groups when two organizations become one."""

from typing import Any

from groups.enums import MemberRole
from office.merging import move

RANK = {role: rank for rank, role in enumerate(MemberRole.values)}


def inherit_membership(stays: Any, goes: Any) -> dict[str, Any]:
    """Keep the higher role and the earlier beginning of two memberships of one unit."""
    values: dict[str, Any] = {}
    if RANK[goes.role] < RANK[stays.role]:
        values["role"] = goes.role
    if stays.since is None or (goes.since is not None and goes.since < stays.since):
        values["since"] = goes.since
    return {name: value for name, value in values.items() if getattr(stays, name) != value}


move("groups.Group", "lead")
move(
    "groups.GroupMember",
    "organization",
    same=("group", "organization"),
    among=(("until", None),),
    inherit=inherit_membership,
)
