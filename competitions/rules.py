"""May you: contests and honor selections follow the rules of their calls, entries and nominations of submissions."""

from typing import Any

import rules

from office.actor import Actor
from office.rules import is_staff, keep_by_staff, reads_all
from reviews.rules import add_call_rules, add_submission_rules, is_school, judges_call


def call_of(record: Any) -> Any:
    """Return the call that a record stands beside."""
    return record.call


def submission_of(record: Any) -> Any:
    """Return the submission that a record stands beside."""
    return record.submission


@rules.predicate
def owns_result(actor: Actor, result: Any) -> bool:
    """A school knows its own results elsewhere."""
    return bool(result is not None and actor.is_school and result.organization_id == actor.organization_id)


add_call_rules("competitions", "contest", unwrap=call_of)
add_call_rules("competitions", "honor", unwrap=call_of)
add_submission_rules("competitions", "entry", unwrap=submission_of)
add_submission_rules("competitions", "nomination", unwrap=submission_of)
keep_by_staff("competitions", "series", "scheme", "external", see=reads_all | is_school)
for name in ("series", "scheme", "external"):
    rules.add_rule(f"competitions.view_{name}", reads_all | is_school)
for act in ("add", "change", "remove"):
    rules.add_rule(f"competitions.{act}_event", is_staff)
keep_by_staff("competitions", "result", see=reads_all | is_school)
rules.add_rule("competitions.view_result", reads_all | owns_result)


@rules.predicate
def owns_referral(actor: Actor, referral: Any) -> bool:
    """A school knows its own entries' referrals, unless the actor judges in their call."""
    if referral is None or judges_call(actor, referral):
        return False
    return bool(actor.is_school and referral.submission.organization_id == actor.organization_id)


for act in ("list", "export"):
    rules.add_rule(f"competitions.{act}_referral", reads_all | is_school)
rules.add_rule("competitions.view_referral", (reads_all & ~judges_call) | owns_referral)
# Entries are referred from an award list, many at once; there is no form for a single one.
rules.add_rule("competitions.add_referral", rules.always_false)
rules.add_rule("competitions.refer_external", is_staff)
for act in ("change", "take_back_referral"):
    rules.add_rule(f"competitions.{act}_referral", is_staff)
for act in ("add", "change", "remove"):
    rules.add_rule(f"competitions.{act}_referralquota", is_staff)
