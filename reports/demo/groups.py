"""Vocational-education groups: 47 reviewed, 8 chosen as provincial models, 5 recommended as national ones.

The source names none of them, so all are illustrative; that the five are among the eight is part of the illustration.
"""

from association.enums import BodyKind
from association.models import Body
from groups.enums import AnnualReviewState, MemberRole, RecommendationAct, RecommendationLevel
from groups.models import AnnualReview, Group, GroupMember, Recommendation
from reports.demo.ledger import Ledger
from reports.demo.tables.bodies import ALLIANCE
from reports.demo.tables.organizations import ANHUI, ASSOCIATION, school_name

GROUP_COUNT, PROVINCIAL_COUNT, NATIONAL_COUNT = 47, 8, 5
MEMBERS_OF_FIRST = 5


def group_code(number: int) -> str:
    """Return the code of an invented group's body."""
    return f"shili-jituan-{number:02d}"


def load(ledger: Ledger) -> None:
    """Load the groups, each led by an illustrative school, with review and recommendations of 2020."""
    numbers = range(1, GROUP_COUNT + 1)
    bodies = ledger.ensure(
        Body,
        (
            {
                "code": group_code(number),
                "name": f"示例职教集团{number:02d}",
                "kind": BodyKind.GROUP,
                "parent": ledger.bodies[ALLIANCE],
                "region": ledger.regions[ANHUI],
            }
            for number in numbers
        ),
        key=["code"],
    )
    leads = {number: ledger.organizations[school_name(number)] for number in numbers}
    stored = ledger.ensure(
        Group,
        ({"body": bodies[group_code(number)], "lead": leads[number], "is_illustrative": True} for number in numbers),
        key=["body"],
    )
    groups = [stored[bodies[group_code(number)].pk] for number in numbers]
    load_members(ledger, groups)
    ledger.ensure(
        AnnualReview,
        ({"group": group, "state": AnnualReviewState.REVIEWED} for group in groups),
        key=["group"],
        within={"year": 2020},
    )
    load_recommendations(ledger, groups)


def load_members(ledger: Ledger, groups: list[Group]) -> None:
    """Load the lead of each group; the first group shows a few members more."""
    rows = [{"group": group, "organization": group.lead, "role": MemberRole.LEAD} for group in groups]
    rows += [
        {"group": groups[0], "organization": ledger.organizations[school_name(number)], "role": MemberRole.MEMBER}
        for number in range(2, MEMBERS_OF_FIRST + 1)
    ]
    ledger.ensure(GroupMember, rows, key=["group", "organization"])


def load_recommendations(ledger: Ledger, groups: list[Group]) -> None:
    """Load the provincial models chosen and the national ones recommended."""
    rows = [
        {
            "group": group,
            "level": RecommendationLevel.PROVINCIAL,
            "act": RecommendationAct.SELECTED,
            "by": f"{ASSOCIATION}（受安徽省教育厅委托）",
        }
        for group in groups[:PROVINCIAL_COUNT]
    ]
    rows += [
        {
            "group": group,
            "level": RecommendationLevel.NATIONAL,
            "act": RecommendationAct.RECOMMENDED,
            "by": f"{ASSOCIATION}（受安徽省教育厅委托）",
            "to": "教育部",
        }
        for group in groups[:NATIONAL_COUNT]
    ]
    ledger.ensure(Recommendation, rows, key=["group", "level", "act"], within={"year": 2020})
