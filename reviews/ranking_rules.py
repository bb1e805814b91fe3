"""May you: results are read by those who read all and made by staff; what others see of them is what was published."""

import rules

from office.rules import is_head, is_staff, reads_all

READ = ("view_ranking", "view_awardplan", "export_sheets", "list_rankingrow", "export_rankingrow")
LEDGER = ("list_promotion", "export_promotion", "list_recheck", "export_recheck", "view_recheck")
MADE = ("change_ranking", "compute_ranking", "decide_tie_ranking", "view_standing", "apply_awardplan")
KEPT = tuple(f"{act}_{name}" for act in ("add", "change", "remove") for name in ("awardplan", "planlevel"))

for name in (*READ, *LEDGER):
    rules.add_rule(f"reviews.{name}", reads_all)
for name in (*MADE, *KEPT, "add_promotion", "remove_promotion", "add_recheck", "change_recheck"):
    rules.add_rule(f"reviews.{name}", is_staff)
# It replaces what had been adopted.
rules.add_rule("reviews.apply_recheck_recheck", is_head)
# To be superseded is the effect of adopting another version.
rules.add_rule("reviews.supersede_ranking_ranking", rules.always_false)
