"""Tables of vocational-education groups."""

from groups.models.group import Group, GroupMember
from groups.models.recommendation import Recommendation
from groups.models.review import AnnualReview

__all__ = ["AnnualReview", "Group", "GroupMember", "Recommendation"]
