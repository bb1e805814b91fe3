"""What happens to the association's own references when two organizations or persons become one."""

from office.merging import keep, move

move("association.Person", "organization")
move("association.Employment", "organization", "person", same=("person", "organization", "position", "since", "until"))
move("association.RoleGrant", "organization", same=("user", "role", "organization", "valid_from", "valid_until"))
# Where both are or were members, somebody has to say since when the one that stays is one.
move("association.Membership", "organization", same=("organization",), fold=False)
move("association.Recognition", "organization", "person")
move("association.Certificate", "organization", "person")
move("association.ActivityHost", "organization", same=("activity", "role", "organization"))
move("association.ActivityPerson", "person", same=("activity", "person", "role"))
move("association.VisitParty", "organization", "person")
move("association.AgreementParty", "organization", same=("agreement", "organization"))
move("association.Succession", "predecessor", "successor", same=("predecessor", "successor", "kind", "on"))
# A person stands in the expert pool once: two cards are made one by hand, their panels speak of them.
move("association.Expert", "person", same=("person",), fold=False)
move("association.ExpertRelation", "person", same=("expert", "person", "kind"))
move("association.ExpertRelation", "organization", same=("expert", "organization", "kind"))
# Two names that ended on one day: somebody has to say which of them held.
move("association.FormerName", "organization", same=("organization", "until"), fold=False)
# An organization is one body at the most: two bodies are merged by hand first.
move("association.Body", "organization", same=("organization",), fold=False)

keep("association.DuplicatePair.low_id", "the decision about the pair is about the two records as they were")
keep("association.DuplicatePair.high_id", "the decision about the pair is about the two records as they were")
