"""May you: staff keep groups; a group's secretary keeps the own group's members and hands in its annual review."""

from typing import Any

import rules

from groups.enums import AnnualReviewState
from groups.models import GroupMember
from office.actor import Actor
from office.enums import Role
from office.rules import is_head, is_staff, reads_all
from reviews.rules import is_school


@rules.predicate
def is_group_secretary(actor: Actor) -> bool:
    """The secretary of a group."""
    return actor.role == Role.GROUP_SECRETARY and actor.body_id is not None


@rules.predicate
def keeps_group(actor: Actor, group: Any) -> bool:
    """The secretary of this very group."""
    return bool(group is not None and is_group_secretary(actor) and group.pk == actor.body_id)


@rules.predicate
def belongs_to(actor: Actor, group: Any) -> bool:
    """A school that leads the group or is a member of it now."""
    if group is None or not actor.is_school:
        return False
    members = GroupMember.objects.filter(group=group, organization=actor.organization_id, until__isnull=True)
    return bool(group.lead_id == actor.organization_id or members.exists())


@rules.predicate
def keeps_own(actor: Actor, row: Any) -> bool:
    """The secretary of the group that a member, review or recommendation belongs to."""
    return bool(row is not None and is_group_secretary(actor) and row.group_id == actor.body_id)


@rules.predicate
def is_planned(actor: Actor, review: Any) -> bool:
    """A review whose self-report has not been handed in."""
    return bool(review is not None and review.state == AnnualReviewState.PLANNED)


rules.add_rule("groups.list_group", reads_all | is_group_secretary | is_school)
rules.add_rule("groups.export_group", reads_all | is_group_secretary)
rules.add_rule("groups.view_group", reads_all | keeps_group | belongs_to)
rules.add_rule("groups.add_group", is_staff)
rules.add_rule("groups.change_group", is_staff)
rules.add_rule("groups.remove_group", is_staff)

rules.add_rule("groups.add_member", is_staff | is_group_secretary)
rules.add_rule("groups.change_member", is_staff | keeps_own)
rules.add_rule("groups.remove_member", is_staff | keeps_own)

for name in ("review", "recommendation"):
    rules.add_rule(f"groups.list_{name}", reads_all | is_group_secretary)
    rules.add_rule(f"groups.export_{name}", reads_all | is_group_secretary)
    rules.add_rule(f"groups.view_{name}", reads_all | keeps_own)
    for act in ("add", "change", "remove"):
        rules.add_rule(f"groups.{act}_{name}", is_staff)
rules.add_rule("groups.submit_review", is_staff | (keeps_own & is_planned))
rules.add_rule("groups.finish_review_review", is_staff)
rules.add_rule("groups.reopen_review_review", is_head)
