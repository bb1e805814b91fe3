"""May you: panels, conflicts and expert fees. Who judges is known to those who read all, and to nobody else."""

from typing import Any

import rules

from office.actor import Actor
from office.enums import Role
from office.rules import is_head, is_staff, keep_by_staff, reads_all
from reviews.desk_rules import is_reviewer
from reviews.enums import FeeState


@rules.predicate
def pays_fees(actor: Actor) -> bool:
    """Finance: pays what the secretariat has approved."""
    return actor.role == Role.FINANCE


@rules.predicate
def did_not_check(actor: Actor, fee_list: Any) -> bool:
    """Who checked a list of fees does not approve it: a second person does."""
    return fee_list is None or fee_list.checked_by_id != actor.user_id


@rules.predicate
def is_drafted(actor: Actor, fee_list: Any) -> bool:
    """Rates change only while the list is a draft."""
    return fee_list is None or fee_list.state == FeeState.DRAFTED


keep_by_staff("reviews", "panel", "panelmember", see=reads_all)
for act in ("pick", "invite", "number"):
    rules.add_rule(f"reviews.{act}_panelmember", is_staff)
# A place is made by picking from the pool, on a page of its own; it is withdrawn, never removed.
for act in ("add", "remove"):
    rules.set_rule(f"reviews.{act}_panelmember", rules.always_false)
for act in ("accept_place", "ask_again"):
    rules.add_rule(f"reviews.{act}_panelmember", rules.always_false)

for act in ("list", "export"):
    rules.add_rule(f"reviews.{act}_conflict", reads_all)
for act in ("change", "dismiss_conflict", "pin"):
    rules.add_rule(f"reviews.{act}_conflict", is_staff)
rules.add_rule("reviews.state_again_conflict", rules.always_false)
rules.add_rule("reviews.declare_conflict", is_reviewer)

for act in ("list", "export", "print"):
    rules.add_rule(f"reviews.{act}_fee", reads_all)
rules.add_rule("reviews.add_fee", is_staff)
for act in ("change", "remove", "compute"):
    rules.add_rule(f"reviews.{act}_fee", is_staff & is_drafted)
rules.add_rule("reviews.check_fees_fee", is_staff)
rules.add_rule("reviews.approve_fees_fee", is_head & did_not_check)
rules.add_rule("reviews.return_fees_fee", is_head | pays_fees)
rules.add_rule("reviews.pay_fees_fee", pays_fees)
