"""What happens to references of calls and submissions when two organizations or persons become one."""

from office.merging import keep, move

# Both may have sent something to one call: these are two submissions, and both count for the school that stays.
move("reviews.Submission", "organization")
move("reviews.Participant", "organization")
move("reviews.Participant", "person", same=("submission", "person", "role"))
move("reviews.PanelMember", "organization")
move("reviews.Objection", "organization")

keep("reviews.QuotaCounter.key", "counted then: saving a quota of the call counts its entries anew")
keep("reviews.Submission.dossier", "frozen: what was judged names the school as it was then")
keep("reviews.Assignment.entry_school", "stamped: recomputing the conflicts voids what has become an own school")
keep("reviews.Assignment.reviewer_school", "stamped: recomputing the conflicts voids what has become an own school")
