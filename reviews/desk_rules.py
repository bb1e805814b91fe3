"""May you: the desk is the reviewers', rounds, rubrics, copies and sheets are read by those who read all."""

import rules

from office.actor import Actor
from office.enums import Role
from office.rules import is_head, is_staff, reads_all


@rules.predicate
def is_reviewer(actor: Actor) -> bool:
    """Somebody acting as a reviewer; which entries are the own ones is the desk's matter."""
    return actor.role == Role.REVIEWER


rules.add_rule("reviews.view_desk", is_reviewer)
rules.add_rule("reviews.reopen_scoring_round", is_head)
rules.add_rule("reviews.unsettle_round_round", is_head)
rules.add_rule("reviews.draw_round", is_staff)
rules.add_rule("reviews.remind_round", is_staff)
for part in ("progress", "blindcopy", "sheet"):
    rules.add_rule(f"reviews.view_{part}", reads_all)
rules.add_rule("reviews.change_blindcopy", is_staff)
rules.add_rule("reviews.return_sheet", is_staff)
for act in ("list", "export"):
    rules.add_rule(f"reviews.{act}_sheetreturn", reads_all)
rules.add_rule("reviews.enter_paper", is_staff)
for part in ("rubric", "criterion"):
    for act in ("add", "change", "remove"):
        rules.add_rule(f"reviews.{act}_{part}", is_staff)
